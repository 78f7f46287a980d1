#pragma once
#include "store/cases.hpp"

namespace alur::store {

/// The words a case is found by, and its area; writes only what changed.
Result<> set_case_words(Transaction& transaction, CaseId id, std::string_view words, std::string_view area);
/// "" when none was set.
Result<std::string> area_of_case(Reader& reader, CaseId id);

/// A case in a list that also shows its area.
struct FoundCase : CaseRow {
    std::string area;
};
/// Cases that hold a word beginning with each word of `text`; and cases one of whose letters has a number that begins
/// with `text`. The best first. Signs that are no letters or digits divide words.
Result<std::vector<FoundCase>> search_cases(Reader& reader, std::string_view text, int limit);
/// A page of cases, the newest first, below `before` (0: from the top).
Result<std::vector<FoundCase>> newest_cases(Reader& reader, std::string_view process, std::string_view state,
                                            CaseId before, int limit);

} // namespace alur::store
