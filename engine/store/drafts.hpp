#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// What an officer has typed for a task and not yet handed in, as JSON; replaces what was kept before.
Result<> keep_draft(Transaction& transaction, CaseId case_id, runtime::ElementId task, OfficerRow officer,
                    std::string_view input, Instant now);
Result<> drop_draft(Transaction& transaction, CaseId case_id, runtime::ElementId task, OfficerRow officer);
Result<std::optional<std::string>> find_draft(Reader& reader, CaseId case_id, runtime::ElementId task,
                                              OfficerRow officer);

/// Somebody looked at masked values of a case.
struct Disclosure {
    CaseId case_id;
    Instant at{};
    std::string actor;
    std::string reason;
};
Result<> log_disclosure(Transaction& transaction, Disclosure const& disclosure);
/// The newest last.
Result<std::vector<Disclosure>> disclosures_of(Reader& reader, CaseId case_id);

} // namespace alur::store
