#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

enum class DeadlineState { Open, Met, Missed, Cancelled };
std::string_view to_text(DeadlineState state); ///< `OPEN`, `MET`, `MISSED`, `CANCELLED`

/// One run of a deadline of a case: the second run of the same deadline is a row of its own.
struct Deadline {
    DeadlineRow id;
    CaseId case_id;
    std::string deadline_id; ///< as the pack names it
    int seq = 0;             ///< 1 for its first run in this case, then 2, …
    DeadlineState state = DeadlineState::Open;
    Day trigger_date{};
    Day due_date{};
    Instant opened_at{};
    std::optional<Instant> closed_at;
    std::vector<std::string> owner;    ///< roles
    std::vector<std::string> superior; ///< roles
    std::string derivation;            ///< JSON: why the date is what it is
};

/// A date the deadline had before.
struct DeadlineMove {
    int seq = 0;
    Instant at{};
    std::string actor;
    Day old_due_date{};
    Day new_due_date{};
    std::string reason;
};

/// Opens the next run; id, seq and state of the argument are not looked at. Answers it as it was stored.
Result<Deadline> open_deadline(Transaction& transaction, Deadline fresh);
/// Open → Met, Missed or Cancelled. Conflict: it is not open.
Result<> close_deadline(Transaction& transaction, DeadlineRow id, DeadlineState state, Instant now);
/// Gives an open deadline another date and derivation and keeps the old date. Conflict: it is not open.
Result<> move_deadline(Transaction& transaction, DeadlineRow id, Day due_date, std::string_view derivation,
                       std::string_view actor, std::string_view reason, Instant now);
/// Another derivation for an open deadline whose date stays. Conflict: it is not open.
Result<> explain_deadline(Transaction& transaction, DeadlineRow id, std::string_view derivation);

/// NotFound: no such row.
Result<Deadline> find_deadline(Reader& reader, DeadlineRow id);
/// In the order of opening.
Result<std::vector<Deadline>> deadlines_of_case(Reader& reader, CaseId case_id);
/// The newest run of that deadline, open or not.
Result<std::optional<Deadline>> newest_deadline(Reader& reader, CaseId case_id, std::string_view deadline_id);
/// Open ones due on that day or before, the earliest first.
Result<std::vector<Deadline>> open_deadlines_until(Reader& reader, Day last);
Result<std::vector<DeadlineMove>> moves_of(Reader& reader, DeadlineRow id);

} // namespace alur::store
