#pragma once
#include "service/desk.hpp"
#include "service/show_value.hpp"

namespace alur::service {

// What the pages and the interface for programs show, as contexts. Each checks the officer's rights first (Forbidden)
// and shows cases of other areas as if they were not there (NotFound).

/// Behind which task a page of the inbox begins, as `selanjutnya` of the page before says it; empty for the first.
struct InboxQuery {
    std::string after;
    std::string role; ///< only tasks of this role of the officer; empty: of all of them
    int limit = 50;
};
/// {tugas: […], selanjutnya, jumlah, lewat, peran: […], tahap: […]}
Result<feel::Value> view_inbox(Desk const& desk, Officer const& officer, InboxQuery const& query, Instant now);

struct CasesQuery {
    std::string words;          ///< searched for; empty: the newest cases
    std::string process, state; ///< both or neither
    std::int64_t before = 0;
    int limit = 50;
};
/// {perkara: […], selanjutnya}
Result<feel::Value> view_cases(Desk const& desk, Officer const& officer, CasesQuery const& query);

/// Everything about one case. `versi` is the case's version.
Result<feel::Value> view_case(Desk const& desk, Officer const& officer, std::string_view number, Disclosed disclosed,
                              Instant now);

/// One waiting task: its fields with their values (given, or kept as a draft, or preset), what the rules say, the
/// papers it will make, what comes next.
Result<feel::Value> view_task(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                              std::optional<feel::Value> const& input, Diagnostics const& wrong, Instant now);

/// The case behind a number, when the officer may see it.
Result<LiveCase> visible_case(Desk const& desk, store::Reader& reader, Officer const& officer, std::string_view number);
/// {nama, tahap: [{nama, status}], keadaan, keadaan_nama, akhir}: `status` is `lalu`, `kini` or `nanti`.
feel::Value stage_bar(Desk const& desk, store::CaseRow const& row);
/// {hari, teks, derajat}: how far a due date is, in words; derajat `lewat`, `dekat`, `aman`, `tanpa`.
feel::Value urgency(Desk const& desk, Day due, Instant now);

} // namespace alur::service
