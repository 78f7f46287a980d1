#pragma once
#include "core/result.hpp"

#include <cstdint>
#include <string>

namespace alur::cli {

/// A load on runtime and store: so many instances of one process, of which so many steps wait for their answer at any
/// time. All instances are created before the first goes on, so all of them are alive at once.
struct LoadPlan {
    std::string process;  ///< BPMN file; its first executable process runs
    std::string database; ///< is made when it is missing; what is in it stays
    int instances = 10'000;
    int concurrency = 64;
    int finished = 0; ///< so many finished instances are put into the database before the measurement
};

struct LoadReport {
    std::int64_t steps = 0;
    std::int64_t commits = 0;
    double seconds = 0;
    double cpu_ms_a_step = 0;
    double answer_p50_ms = 0;
    double answer_p99_ms = 0;
    double answer_worst_ms = 0;
    double peak_mib = 0;   ///< highest resident memory of the whole process
    double live_mib = 0;   ///< resident memory when all instances were alive
    std::int64_t live = 0; ///< instances alive at that moment
    std::int64_t cases_in_file = 0;
    double database_mib = 0;
};

/// Invalid: the process cannot be read or stops half-way. Otherwise as the store fails.
Result<LoadReport> run_load(LoadPlan const& plan);
/// One JSON object, a figure a line.
std::string to_json(LoadReport const& report);

} // namespace alur::cli
