#pragma once
#include "service/papers.hpp"
#include "service/scenario.hpp"

#include <functional>

namespace alur::service {

struct RehearsalProgress {
    Instant now{};
    Instant begin{}, end{};
    int steps = 0; ///< completed so far
};

/// One line of the closing table.
struct CaseSummary {
    std::string number;
    std::string title;
    std::string path; ///< steps, shortened to the turns that matter
    std::string state;
    int letters = 0, forms = 0, kept = 0, missed = 0, reminders = 0;
};

struct RehearsalReport {
    std::vector<CaseSummary> cases;    ///< the programme first
    feel::Value result;                ///< what result.json holds
    std::vector<std::string> unplayed; ///< things from outside that no case ever waited for
};

/// The data of the cases to be played, from the scenario's file in `input`. Invalid: what does not fit the fields the
/// pack declares for the start of a case, and numbers given twice — all mistakes of all cases at once.
Result<std::vector<feel::Value>> read_cases(Pack const& pack, Scenario const& scenario,
                                            std::filesystem::path const& input);

/// Plays the scenario on a virtual clock with these cases in the office's database, makes every paper, and writes the
/// dossiers, the register of letters and result.json into `out`. The first thing that goes wrong stops it and is named
/// with its case, step and date.
Result<RehearsalReport> rehearse(Office& office, Papers& papers, Scenario const& scenario,
                                 std::vector<feel::Value> cases, std::filesystem::path const& out,
                                 std::function<void(RehearsalProgress const&)> const& progress);

/// Writes dossiers and result of the cases in the office; the last part of rehearse().
Result<RehearsalReport> write_dossiers(Office& office, Papers& papers, Scenario const& scenario,
                                       std::filesystem::path const& out, Instant now);

} // namespace alur::service
