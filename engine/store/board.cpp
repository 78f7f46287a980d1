#include "store/board.hpp"

namespace alur::store {

namespace {

constexpr Sql kRunning{"SELECT process, state, count(*), min(opened_at), CAST(avg(opened_at) AS INTEGER) FROM cases "
                       "WHERE ended_at IS NULL GROUP BY process, state"};
constexpr Sql kLate{"SELECT c.process, c.state, count(*) FROM (SELECT DISTINCT case_id FROM deadline "
                    "WHERE state = 'OPEN' AND due_date < $1) d JOIN cases c ON c.id = d.case_id "
                    "GROUP BY c.process, c.state"};
constexpr Sql kAreas{"SELECT process, area, state, count FROM area_count WHERE count > 0 AND area <> '' "
                     "ORDER BY process, area, state"};
constexpr Sql kDeadlines{"SELECT deadline_id, month, state, count FROM deadline_count WHERE count > 0 "
                         "ORDER BY deadline_id, month, state"};

} // namespace

Result<std::vector<RunningCount>> running_cases(Reader& reader) {
    return reader.all(kRunning, [](Columns& c) {
        return RunningCount{c.next<std::string>(), c.next<std::string>(), c.next<std::int64_t>(), c.next<Instant>(),
                            c.next<Instant>()};
    });
}

Result<std::vector<LateCount>> late_cases(Reader& reader, Day today) {
    return reader.all(
        kLate,
        [](Columns& c) {
            return LateCount{c.next<std::string>(), c.next<std::string>(), c.next<std::int64_t>()};
        },
        today);
}

Result<std::vector<AreaCount>> cases_by_area(Reader& reader) {
    return reader.all(kAreas, [](Columns& c) {
        return AreaCount{c.next<std::string>(), c.next<std::string>(), c.next<std::string>(), c.next<std::int64_t>()};
    });
}

Result<std::vector<DeadlineCount>> deadlines_by_month(Reader& reader) {
    return reader.all(kDeadlines, [](Columns& c) {
        return DeadlineCount{c.next<std::string>(), c.next<std::string>(), c.next<std::string>(),
                             c.next<std::int64_t>()};
    });
}

} // namespace alur::store
