#include "store/board.hpp"

#include "store/case_words.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"
#include "store/definitions.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::store;

namespace {

template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message << " " << result.error().log);
    return std::move(*result);
}

CaseId open_case(TempDatabase& database, std::string const& number, Instant at, std::string const& area) {
    return must(database->write([&](Transaction& t) -> Result<CaseId> {
        auto const definition = keep_definition(t, "bpmn", "grant.bpmn", "<definitions/>", kMorning);
        if (!definition) return definition.error();
        auto const id = add_case(t, {number, "grant", *definition, {}, "BARU", "Sido Makmur", at});
        if (!id) return id.error();
        if (auto const set = set_case_words(t, *id, number, area); !set) return set.error();
        return *id;
    }));
}

std::string areas(TempDatabase& database) {
    std::string out;
    for (auto const& one : must(database->read([](Reader& r) { return cases_by_area(r); })))
        out += one.area + " " + one.state + " " + std::to_string(one.count) + ";";
    return out;
}

std::string deadlines(TempDatabase& database) {
    std::string out;
    for (auto const& one : must(database->read([](Reader& r) { return deadlines_by_month(r); })))
        out += one.deadline_id + " " + one.month + " " + one.state + " " + std::to_string(one.count) + ";";
    return out;
}

} // namespace

TEST_CASE("cases are counted by area while they move from state to state and from area to area", "[store]") {
    TempDatabase database;
    auto const first = open_case(database, "P-1", kMorning, "Slawi");
    open_case(database, "P-2", kMorning, "Slawi");
    open_case(database, "P-3", kMorning, "");
    CHECK(areas(database) == "Slawi BARU 2;");
    CaseChange change;
    change.state = "SELESAI";
    must(database->write([&](Transaction& t) { return update_case(t, first, 0, change, "{}"); }));
    CHECK(areas(database) == "Slawi BARU 1;Slawi SELESAI 1;");
    CHECK(database->write([&](Transaction& t) { return set_case_words(t, first, "P-1", "Adiwerna"); }));
    CHECK(areas(database) == "Adiwerna SELESAI 1;Slawi BARU 1;");
}

TEST_CASE("running cases are counted by state with the oldest and the mean opening", "[store]") {
    TempDatabase database;
    open_case(database, "P-1", kMorning, "");
    open_case(database, "P-2", kMorning + std::chrono::hours{48}, "");
    auto const ended = open_case(database, "P-3", kMorning - std::chrono::hours{48}, "");
    CaseChange change;
    change.ended_at = kMorning;
    must(database->write([&](Transaction& t) { return update_case(t, ended, 0, change, "{}"); }));
    auto const running = must(database->read([](Reader& r) { return running_cases(r); }));
    REQUIRE(running.size() == 1);
    CHECK(running[0].count == 2);
    CHECK(running[0].oldest == kMorning);
    CHECK(running[0].mean == kMorning + std::chrono::hours{24});
}

TEST_CASE("deadlines are counted by the month of their due date and what became of them", "[store]") {
    TempDatabase database;
    auto const id = open_case(database, "P-1", kMorning, "");
    auto const open = [&](char const* due) {
        Deadline fresh;
        fresh.case_id = id;
        fresh.deadline_id = "T-1";
        fresh.trigger_date = *parse_day("2026-03-01");
        fresh.due_date = *parse_day(due);
        fresh.opened_at = kMorning;
        fresh.derivation = "{}";
        return must(database->write([&](Transaction& t) { return open_deadline(t, fresh); }));
    };
    auto const first = open("2026-03-10");
    auto const second = open("2026-03-20");
    CHECK(deadlines(database) == "T-1 2026-03 OPEN 2;");
    CHECK(database->write([&](Transaction& t) { return close_deadline(t, first.id, DeadlineState::Met, kMorning); }));
    CHECK(database->write([&](Transaction& t) {
        return move_deadline(t, second.id, *parse_day("2026-04-02"), "{}", "staf", "libur", kMorning);
    }));
    CHECK(deadlines(database) == "T-1 2026-03 MET 1;T-1 2026-04 OPEN 1;");
    auto const late = [&](char const* today) {
        return must(database->read([&](Reader& r) { return late_cases(r, *parse_day(today)); })).size();
    };
    CHECK(late("2026-04-02") == 0);
    CHECK(late("2026-04-03") == 1);
}
