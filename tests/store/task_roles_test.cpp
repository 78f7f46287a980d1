#include "store/task_roles.hpp"

#include "store/case_words.hpp"
#include "store/cases.hpp"
#include "store/definitions.hpp"
#include "store/drafts.hpp"
#include "store/officers.hpp"
#include "store/tasks.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::store;
using runtime::ElementId;

namespace {

/// The value, or the test ends with the sentence of the error.
template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message << " [" << result.error().log << "]");
    return std::move(result).value();
}

CaseId open_case(Database& database, std::string const& number) {
    return must(database.write([&](Transaction& t) -> Result<CaseId> {
        auto const definition = keep_definition(t, "bpmn", "grant.bpmn", "<definitions/>", kMorning);
        if (!definition) return definition.error();
        return add_case(t, {number, "grant", *definition, {}, "BARU", "Kelompok " + number, kMorning});
    }));
}

void add_task(Database& database, CaseId id, std::uint32_t task, std::vector<std::string> roles, Day due) {
    must(database.write([&](Transaction& t) -> Result<> {
        auto const opened =
            open_task(t, {id, ElementId{task}, "periksa", "Periksa", std::move(roles), kMorning, {}, {}, {}});
        if (!opened) return opened.error();
        return due == kNoDue ? Result<>(Done{}) : set_task_due(t, id, ElementId{task}, due, std::nullopt);
    }));
}

std::string inbox(Database& database, std::string_view role, InboxPlace const& after = {}, int limit = 10) {
    auto const rows = must(database.read([&](Reader& reader) { return inbox_of_role(reader, role, after, limit); }));
    std::string out;
    for (auto const& row : rows) out += row.number + ":" + std::to_string(runtime::number(row.task)) + " ";
    return out;
}

} // namespace

TEST_CASE("the inbox of a role is in the order of due dates, pages included", "[store]") {
    TempDatabase database;
    auto const a = open_case(*database, "A");
    auto const b = open_case(*database, "B");
    auto const day = *parse_day("2026-03-10");
    add_task(*database, a, 1, {"STAF"}, kNoDue);
    add_task(*database, a, 2, {"STAF", "KEPALA"}, day + std::chrono::days{3});
    add_task(*database, b, 1, {"STAF"}, day);
    CHECK(inbox(*database, "STAF") == "B:1 A:2 A:1 ");
    CHECK(inbox(*database, "KEPALA") == "A:2 ");
    CHECK(inbox(*database, "STAF", {day, b, ElementId{1}}, 1) == "A:2 ");
    auto const count =
        must(database->read([&](Reader& reader) { return count_tasks(reader, "STAF", day + std::chrono::days{1}); }));
    CHECK(count.open == 3);
    CHECK(count.late == 1);
    must(database->write([&](Transaction& t) { return close_task(t, b, ElementId{1}); }));
    CHECK(inbox(*database, "STAF") == "A:2 A:1 ");
}

TEST_CASE("words that look like operators are only words", "[store]") {
    TempDatabase database;
    auto const id = open_case(*database, "A-001");
    must(database->write([&](Transaction& t) { return set_case_words(t, id, "Sido Makmur OR Slawi", "Slawi"); }));
    auto const found = [&](std::string_view text) {
        return must(database->read([&](Reader& reader) { return search_cases(reader, text, 10); })).size();
    };
    CHECK(found("makm sid") == 1);
    CHECK(found("SLAWI") == 1);
    CHECK(found("makmur bojong") == 0);
    for (auto const* text : {"\"", "*", "makmur*", "NEAR(a b)", "a AND", "-", "'", "^sido", "col:sido", ""}) {
        CAPTURE(text);
        CHECK(found(text) <= 1);
    }
    CHECK(must(database->read([&](Reader& reader) { return area_of_case(reader, id); })) == "Slawi");
}

TEST_CASE("a draft belongs to its officer and a session to its key", "[store]") {
    TempDatabase database;
    auto const id = open_case(*database, "A");
    OfficerAccount account;
    account.login = "staf";
    account.name = "Staf";
    account.roles = {"STAF"};
    auto const officer = must(database->write([&](Transaction& t) { return add_officer(t, account, kMorning); }));
    CHECK_FALSE(database->write([&](Transaction& t) { return add_officer(t, account, kMorning); }));
    must(database->write([&](Transaction& t) { return keep_draft(t, id, ElementId{1}, officer, "{}", kMorning); }));
    must(database->write(
        [&](Transaction& t) { return keep_draft(t, id, ElementId{1}, officer, "{\"a\":1}", kMorning); }));
    CHECK(must(database->read([&](Reader& reader) { return find_draft(reader, id, ElementId{1}, officer); })) ==
          "{\"a\":1}");
    auto const hour = std::chrono::hours{1};
    must(database->write([&](Transaction& t) { return open_session(t, "h", officer, kMorning, kMorning + hour); }));
    auto const who = [&](std::string_view key, Instant now) {
        return must(database->read([&](Reader& reader) { return find_session(reader, key, now); })).has_value();
    };
    CHECK(who("h", kMorning));
    CHECK_FALSE(who("g", kMorning));
    CHECK_FALSE(who("h", kMorning + hour));
    account = must(database->read([&](Reader& reader) { return find_officer(reader, officer); }));
    account.active = false;
    must(database->write([&](Transaction& t) { return change_officer(t, account); }));
    CHECK_FALSE(who("h", kMorning));
}
