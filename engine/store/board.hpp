#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

#include <string>
#include <vector>

namespace alur::store {

// What the board counts. Every question is answered from counts the database keeps or from an index alone.

/// Running cases in one state.
struct RunningCount {
    std::string process, state;
    std::int64_t count = 0;
    Instant oldest{}; ///< when the oldest of them was opened
    Instant mean{};   ///< the mean of their openings
};
Result<std::vector<RunningCount>> running_cases(Reader& reader);

/// Cases with an open deadline that was due before `today`, each once.
struct LateCount {
    std::string process, state;
    std::int64_t count = 0;
};
Result<std::vector<LateCount>> late_cases(Reader& reader, Day today);

struct AreaCount {
    std::string process, area, state;
    std::int64_t count = 0;
};
/// Cases with an area, ended ones too, by area.
Result<std::vector<AreaCount>> cases_by_area(Reader& reader);

struct DeadlineCount {
    std::string deadline_id, month; ///< `2026-03`: when they were due
    std::string state;
    std::int64_t count = 0;
};
Result<std::vector<DeadlineCount>> deadlines_by_month(Reader& reader);

} // namespace alur::store
