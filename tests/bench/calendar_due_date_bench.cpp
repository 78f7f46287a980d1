#include "calendar/due_date.hpp"

#include <benchmark/benchmark.h>

using namespace alur;
using namespace alur::calendar;
using std::chrono::days;

namespace {

/// Fifty days off a year for ten years, as a large decree has them.
Calendar busy_calendar(int shift) {
    HolidayDecree decree{"uji", "uji.csv", Scope::National, {}};
    auto const first = parse_day("2024-01-01").value();
    for (int i = 0; i < 500; ++i) decree.days.push_back({first + days{7 * i + shift}, "libur", ClosedKind::National});
    return Calendar({decree});
}

/// A calendar change over so many open deadlines: each due date anew under the other calendar, with its sentence.
void preview_of_a_calendar_change(benchmark::State& state) {
    auto const before = busy_calendar(0);
    auto const after = busy_calendar(2);
    std::vector<DueDate> open;
    auto const start = parse_day("2026-01-05").value();
    for (int i = 0; i < state.range(0); ++i)
        open.push_back(
            due_date({Direction::Forward, Unit::WorkingDays, 1 + i % 15}, start + days{i % 300}, before).value());
    for (auto _ : state) {
        std::size_t moved = 0;
        for (auto const& deadline : open) {
            auto const now = due_date_again(deadline.derivation, after).value();
            if (now.due != deadline.due) moved += sentence(now).size();
        }
        benchmark::DoNotOptimize(moved);
    }
}
BENCHMARK(preview_of_a_calendar_change)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace
