#include "reminder/book.hpp"

#include <benchmark/benchmark.h>

using namespace alur;
using namespace alur::reminder;

namespace {

std::vector<ReminderRule> rules() {
    auto const row = [](char const* moment, char const* to) {
        return RuleRow{moment, "", to, "surel", "{{nama_tenggat}} {{perkara}} {{tanggal}} {{n}}", "*", "", {}};
    };
    return read_rules({row("H-7", "owner"), row("H-3", "owner superior"), row("H-1", "owner superior"),
                       row("H", "owner"), row("H+n", "escalation")})
        .value();
}

Instant const kNow = parse_instant("2026-01-05T08:00:00+07:00").value();

Deadline deadline(int i) {
    auto const start = parse_day("2026-01-05").value();
    return {std::to_string(i),
            "A",
            "Pemeriksaan",
            "Kelompok " + std::to_string(i),
            start,
            start + std::chrono::days{21 + i % 100},
            15,
            {"STAF"},
            {"KATIM"},
            {{1, {"STAF"}}, {2, {"KABID"}}, {5, {"SEKDIN"}}}};
}

/// The book of a case with ten running deadlines.
void planning_the_book_of_a_case(benchmark::State& state) {
    calendar::Calendar const calendar;
    auto const table = rules();
    for (auto _ : state)
        for (int i = 0; i < 10; ++i) benchmark::DoNotOptimize(plan(deadline(i), table, calendar, {}, kNow));
}
BENCHMARK(planning_the_book_of_a_case)->Unit(benchmark::kMicrosecond);

/// Deciding over every planned row there is; the store hands in only those whose time has come.
void a_tick_over_all_rows(benchmark::State& state) {
    calendar::Calendar const calendar;
    auto const table = rules();
    std::vector<Send> rows;
    for (int i = 0; std::ssize(rows) < state.range(0); ++i) {
        auto const book = plan(deadline(i), table, calendar, {}, kNow).value();
        rows.insert(rows.end(), book.begin(), book.end());
    }
    auto const now = parse_instant("2026-01-20T08:00:00+07:00").value();
    for (auto _ : state) benchmark::DoNotOptimize(due(rows, calendar, {}, now));
}
BENCHMARK(a_tick_over_all_rows)->Arg(100'000)->Unit(benchmark::kMillisecond);

} // namespace
