#include "service/calendar_change.hpp"
#include "service/due_reason.hpp"
#include "service/reminder_plan.hpp"
#include "service/send_reminders.hpp"
#include "store/definitions.hpp"
#include "store/reminders.hpp"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <unistd.h>

using namespace alur;

namespace {

namespace fs = std::filesystem;

Instant const kNow = parse_instant("2026-03-02T08:00:00+07:00").value();

/// An office with so many open deadlines in a thousand cases, each with its reminders in the book.
struct BusyOffice {
    fs::path folder = fs::temp_directory_path() / ("alur-bench-" + std::to_string(::getpid()));
    service::LoadedPack loaded;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<service::Office> office;
    std::int64_t reminders = 0;

    explicit BusyOffice(int deadlines) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        loaded = std::move(*service::load_pack(ALUR_SOURCE_DIR "/workflows/kube"));
        store::DatabaseOptions options;
        options.durability = store::Durability::ProcessDeath;
        database = std::move(*store::Database::open(folder / "alur.db", options));
        office = std::make_unique<service::Office>(loaded.pack, *database);
        auto const& pack = loaded.pack;
        std::vector<model::DeadlineRule const*> rules;
        for (auto const& rule : pack.deadlines)
            if (rule.process == "kelompok" && rule.unit == model::DeadlineUnit::WorkingDays) rules.push_back(&rule);
        auto const filled = database->write([&](store::Transaction& t) -> Result<> {
            auto const definition = store::keep_definition(t, "bpmn", "x", "x", kNow);
            if (!definition) return definition.error();
            std::vector<store::CaseRow> cases;
            for (int i = 0; i < 1'000; ++i) {
                auto const number = "P-" + std::to_string(i);
                auto const id =
                    store::add_case(t, {number, "kelompok", *definition, {}, "", "Kelompok " + number, kNow});
                if (!id) return id.error();
                store::CaseRow row;
                row.id = *id;
                row.number = number;
                row.process = "kelompok";
                row.title = "Kelompok " + number;
                cases.push_back(row);
            }
            for (int i = 0; i < deadlines; ++i) {
                auto const& row = cases[static_cast<std::size_t>(i) % cases.size()];
                auto const& rule = *rules[static_cast<std::size_t>(i / 7) % rules.size()];
                auto const start = day_of(kNow, pack.zone) + std::chrono::days{i % 200};
                auto const due = calendar::due_date({calendar::Direction::Forward, calendar::Unit::WorkingDays, 15},
                                                    start, pack.calendar);
                store::Deadline fresh;
                fresh.case_id = row.id;
                fresh.deadline_id = rule.id;
                fresh.trigger_date = start;
                fresh.due_date = due->due;
                fresh.opened_at = kNow;
                fresh.derivation = service::to_json({*due, std::nullopt, ""});
                auto const stored = store::open_deadline(t, fresh);
                if (!stored) return stored.error();
                auto const wanted = service::wanted_reminders(pack, pack.calendar, rule, row, *stored, kNow);
                if (!wanted) return wanted.error();
                reminders += static_cast<std::int64_t>(wanted->size());
                if (auto const put = service::put_reminders(t, *stored, *wanted); !put) return put.error();
            }
            return Done{};
        });
        if (!filled) std::abort();
    }
    ~BusyOffice() {
        office.reset();
        database.reset();
        fs::remove_all(folder);
    }
};

/// The tick that finds what is due among 100,000 planned reminders; a hundred are.
void finding_the_due_ones(benchmark::State& state) {
    BusyOffice office(static_cast<int>(state.range(0)));
    auto const first = office.database->read([](store::Reader& r) { return store::next_reminder(r); });
    state.counters["planned"] = static_cast<double>(office.reminders);
    std::size_t found = 0;
    for (auto _ : state) {
        auto const due =
            office.database->read([&](store::Reader& r) { return store::due_reminders(r, **first, 1'000'000); });
        found = due->size();
        benchmark::DoNotOptimize(found);
    }
    state.counters["due"] = static_cast<double>(found);
}
BENCHMARK(finding_the_due_ones)->Arg(18'000)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

/// The first page of a list over the whole book, for one role, and how many rows there are.
void listing_a_full_book(benchmark::State& state) {
    BusyOffice office(static_cast<int>(state.range(0)));
    store::ReminderFilter filter;
    filter.until = kNow + std::chrono::days{3'650};
    filter.role = "KATIM";
    std::size_t shown = 0;
    std::int64_t all = 0;
    for (auto _ : state) {
        auto const looked = office.database->read([&](store::Reader& r) -> Result<> {
            auto const counted = store::count_reminders(r, filter);
            if (!counted) return counted.error();
            all = *counted;
            auto const rows = store::list_reminders(r, filter, 500);
            if (!rows) return rows.error();
            shown = rows->size();
            return Done{};
        });
        if (!looked) return state.SkipWithError("cannot list");
    }
    state.counters["shown"] = static_cast<double>(shown);
    state.counters["all"] = static_cast<double>(all);
}
BENCHMARK(listing_a_full_book)->Arg(18'000)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

/// One case's book: ten deadlines planned and stored.
void planning_a_book(benchmark::State& state) {
    BusyOffice office(10);
    auto const& pack = office.loaded.pack;
    auto const open = office.database->read(
        [](store::Reader& r) { return store::open_deadlines_until(r, Day{std::chrono::year{9999} / 1 / 1}); });
    store::CaseRow row;
    row.number = "P-0";
    row.process = "kelompok";
    for (auto _ : state) {
        auto const put = office.database->write([&](store::Transaction& t) -> Result<> {
            for (auto const& deadline : *open) {
                auto const* rule = service::rule_of(pack, "kelompok", deadline.deadline_id);
                auto const wanted = service::wanted_reminders(pack, pack.calendar, *rule, row, deadline, kNow);
                if (!wanted) return wanted.error();
                if (auto const done = service::put_reminders(t, deadline, *wanted); !done) return done.error();
            }
            return Done{};
        });
        if (!put) state.SkipWithError("cannot plan");
    }
}
BENCHMARK(planning_a_book)->MeasureProcessCPUTime()->Unit(benchmark::kMicrosecond);

/// A decree with one more day off over so many open deadlines and their reminders.
void previewing_a_decree(benchmark::State& state) {
    BusyOffice office(static_cast<int>(state.range(0)));
    auto decree = office.loaded.pack.calendar.decrees().back();
    decree.name = "perubahan";
    for (auto const& one : office.loaded.pack.calendar.decrees())
        if (one.scope == calendar::Scope::National) decree = one;
    decree.days.push_back({parse_day("2026-07-15").value(), "Libur", calendar::ClosedKind::National});
    std::size_t moved = 0;
    for (auto _ : state) {
        auto const change = service::preview_decree(*office.office, decree, kNow);
        if (!change) return state.SkipWithError("cannot preview");
        moved = change->moved.size();
    }
    state.counters["moved"] = static_cast<double>(moved);
}
BENCHMARK(previewing_a_decree)->Arg(10'000)->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

} // namespace
