#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// What lists show of a case.
struct CaseRow {
    CaseId id;
    std::string number;      ///< unique, for people: `BANTUAN-2026-001` in one pack
    std::string process;     ///< id of its process
    DefinitionId definition; ///< the revision it began with and keeps
    std::optional<CaseId> parent;
    std::string state;
    std::int64_t version = 0; ///< how many steps it has taken
    Instant opened_at{};
    std::optional<Instant> ended_at;
    std::string title;
};

/// A case with the state its journal adds up to (runtime::encode of the Instance).
struct Case : CaseRow {
    std::string snapshot;
};

struct NewCase {
    std::string number;
    std::string process;
    DefinitionId definition;
    std::optional<CaseId> parent;
    std::string state;
    std::string title;
    Instant opened_at{};
};

/// What a step changes besides the snapshot. Nothing given: nothing changed.
struct CaseChange {
    std::optional<std::string> state;
    std::optional<std::string> title;
    std::optional<Instant> ended_at;
};

/// Each condition narrows; none given means all cases.
struct CaseFilter {
    std::optional<std::string> process{};
    std::optional<std::string> state{};
    std::optional<CaseId> parent{};
    bool running_only = false;
    CaseId after{};    ///< only ids above this one: the last of the page before
    int limit = 1'000; ///< rows a page
};

struct CaseCount {
    std::string process;
    std::string state;
    std::int64_t count = 0;
};

/// Opens a case at version 0 with a blank snapshot. Conflict: the number is taken.
Result<CaseId> add_case(Transaction& transaction, NewCase const& fresh);
/// The next version with its snapshot; answers the new version. Conflict: the case is not at `expected` any more (it
/// was changed since it was read), and nothing was changed now. NotFound: no such case.
Result<std::int64_t> update_case(Transaction& transaction, CaseId id, std::int64_t expected, CaseChange const& change,
                                 std::string_view snapshot);

/// NotFound: no such case.
Result<Case> find_case(Reader& reader, CaseId id);
Result<Case> find_case_by_number(Reader& reader, std::string_view number);
/// By id, which is the order of opening.
Result<std::vector<CaseRow>> list_cases(Reader& reader, CaseFilter const& filter);
/// The cases under a programme case, by id, with their snapshots.
Result<std::vector<Case>> children_of(Reader& reader, CaseId parent);
Result<std::vector<CaseCount>> count_cases(Reader& reader);

} // namespace alur::store
