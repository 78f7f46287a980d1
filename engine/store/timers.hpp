#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A timer that is set. When it fires or is cancelled the row goes.
struct TimerRow {
    CaseId case_id;
    runtime::WaitId id{};
    std::string element; ///< node id of the event it triggers
    Instant due_at{};
};

/// Sets it; a timer of that id that is set already gets the new instant (one that repeats).
Result<> set_timer(Transaction& transaction, TimerRow const& timer);
/// Harmless when it is not set.
Result<> clear_timer(Transaction& transaction, CaseId case_id, runtime::WaitId id);

Result<std::vector<TimerRow>> timers_of_case(Reader& reader, CaseId case_id);
/// Those with due_at <= now, the earliest first.
Result<std::vector<TimerRow>> due_timers(Reader& reader, Instant now, int limit);
/// The instant of the earliest timer of all.
Result<std::optional<Instant>> next_timer(Reader& reader);

} // namespace alur::store
