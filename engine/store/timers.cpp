#include "store/timers.hpp"

namespace alur::store {

namespace {

constexpr Sql kSet{"INSERT INTO timer (case_id, id, element, due_at) VALUES ($1, $2, $3, $4) "
                   "ON CONFLICT (case_id, id) DO UPDATE SET due_at = excluded.due_at"};
constexpr Sql kDelete{"DELETE FROM timer WHERE case_id = $1 AND id = $2"};
constexpr Sql kOfCase{"SELECT case_id, id, element, due_at FROM timer WHERE case_id = $1 ORDER BY id"};
constexpr Sql kDue{"SELECT case_id, id, element, due_at FROM timer WHERE due_at <= $1 ORDER BY due_at, case_id, id "
                   "LIMIT $2"};
constexpr Sql kNext{"SELECT due_at FROM timer ORDER BY due_at LIMIT 1"};

TimerRow read_timer(Columns& c) {
    return {c.next<CaseId>(), c.next<runtime::WaitId>(), c.next<std::string>(), c.next<Instant>()};
}

} // namespace

Result<> set_timer(Transaction& transaction, TimerRow const& timer) {
    auto const done = transaction.run(kSet, timer.case_id, timer.id, timer.element, timer.due_at);
    if (!done) return done.error();
    return Done{};
}

Result<> clear_timer(Transaction& transaction, CaseId case_id, runtime::WaitId id) {
    auto const done = transaction.run(kDelete, case_id, id);
    if (!done) return done.error();
    return Done{};
}

Result<std::vector<TimerRow>> timers_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_timer, case_id);
}

Result<std::vector<TimerRow>> due_timers(Reader& reader, Instant now, int limit) {
    return reader.all(kDue, read_timer, now, limit);
}

Result<std::optional<Instant>> next_timer(Reader& reader) {
    return reader.first(kNext, [](Columns& c) { return c.next<Instant>(); });
}

} // namespace alur::store
