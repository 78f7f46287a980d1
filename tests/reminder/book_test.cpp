#include "reminder/book.hpp"

#include "calendar/office_calendar.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace alur;
using namespace alur::reminder;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

std::vector<ReminderRule> rules() {
    auto const row = [](char const* moment, char const* least, char const* to, char const* text, char const* deadlines,
                        char const* letter = "") {
        return RuleRow{moment, least, to, "surel", text, deadlines, letter, {}};
    };
    return read_rules({
                          row("H-7", "10", "owner", "Sisa 7 hari: {{nama_tenggat}}, {{perkara}}, {{tanggal}}.", "*"),
                          row("H-3", "", "owner superior", "Tiga hari kerja lagi: {{nama_tenggat}}.", "*"),
                          row("H-1", "", "owner superior", "Besok: {{nama_tenggat}}.", "*"),
                          row("H", "", "owner", "Hari ini: {{nama_tenggat}}.", "*"),
                          row("H+n", "", "escalation", "Terlambat {{n}} hari: {{nama_tenggat}}.", "*"),
                          row("H-14", "", "KETUA KADES", "Surat: {{nama_tenggat}}.", "LAPORAN", "SURAT"),
                          row("H-3", "", "KETUA KADES", "Surat: {{nama_tenggat}}.", "LAPORAN", "SURAT"),
                      })
        .value();
}

Deadline deadline(char const* start, char const* due, std::int64_t length, char const* id = "PERIKSA") {
    return {"perkara-1/7", id,
            "Verifikasi",  "Sido Makmur",
            day(start),    day(due),
            length,        {"STAF"},
            {"KATIM"},     parse_escalation("+1:STAF KATIM +2:KABID +5:SEKDIN").value()};
}

Instant wib(char const* text) { return parse_instant(text, Hours{}.zone).value(); }

std::string listed(std::vector<Send> const& rows) {
    std::string out;
    for (auto const& row : rows) out += row.moment + ' ' + iso(row.planned, Hours{}.zone).substr(0, 16) + '\n';
    return out;
}

std::vector<Send> planned(Deadline const& of, char const* now) {
    return plan(of, rules(), office_calendar(), {}, wib(now)).value();
}

/// Runs a book from one instant to another, asking every so often; pauses are outages. Gives what was sent.
std::vector<Send> run(std::vector<Send> rows, Instant from, Instant to, minutes every,
                      std::vector<std::pair<Instant, Instant>> const& outages = {}) {
    auto const calendar = office_calendar();
    std::vector<Send> sent;
    for (FixedClock clock(from); clock.now() < to; clock.advance(every)) {
        bool off = false;
        for (auto const& [a, b] : outages) off = off || (clock.now() >= a && clock.now() < b);
        if (off) continue;
        auto const decision = due(rows, calendar, {}, clock.now());
        for (auto& row : rows) {
            for (auto const& send : decision.send)
                if (send.key == row.key) {
                    row.state = SendState::Sent;
                    sent.push_back(send);
                }
            for (auto const& key : decision.skipped)
                if (key == row.key) row.state = SendState::Skipped;
        }
    }
    return sent;
}

} // namespace

TEST_CASE("all moments of a long deadline stand in the book, on working days at opening time", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    CHECK(listed(rows) == "H-7 2026-03-12T07:30\n"
                          "H-3 2026-03-25T07:30\n"
                          "H-1 2026-03-27T07:30\n"
                          "H 2026-03-30T07:30\n"
                          "H+1 2026-03-31T07:30\n"
                          "H+2 2026-04-01T07:30\n"
                          "H+5 2026-04-07T07:30\n");
    CHECK(rows[0].text == "Sisa 7 hari: Verifikasi, Sido Makmur, 30 Maret 2026.");
    CHECK(rows[0].recipients == std::vector<std::string>{"STAF"});
    CHECK(rows[1].recipients == std::vector<std::string>{"STAF", "KATIM"});
    CHECK(rows[5].recipients == std::vector<std::string>{"KABID"});
    CHECK(rows[5].text == "Terlambat 2 hari: Verifikasi.");
    CHECK(rows[5].key == "perkara-1/7|2026-03-30|H+2");
}

TEST_CASE("a short deadline has no moment on or before the day it began", "[reminder]") {
    CHECK(listed(planned(deadline("2026-03-09", "2026-03-11", 2), "2026-03-09 10:00")).starts_with("H-1 2026-03-10"));
    CHECK(listed(planned(deadline("2026-03-09", "2026-03-10", 1), "2026-03-09 07:00")).starts_with("H 2026-03-10"));
}

TEST_CASE("a rule that names the deadline speaks instead of the general one", "[reminder]") {
    auto const rows = planned(deadline("2026-06-18", "2026-08-18", 60, "LAPORAN"), "2026-06-18 10:00");
    std::set<std::string> moments;
    for (auto const& row : rows) {
        CHECK(moments.insert(row.moment).second);
        if (row.moment == "H-14" || row.moment == "H-3") {
            CHECK(row.letter == "SURAT");
            CHECK(row.recipients == std::vector<std::string>{"KETUA", "KADES"});
        } else
            CHECK(row.letter == "");
    }
    CHECK(moments.size() == 8);
}

TEST_CASE("a due date that has become a day off is reminded of from the working day before", "[reminder]") {
    auto const rows = planned(deadline("2026-02-02", "2026-02-17", 11), "2026-02-02 10:00");
    CHECK(listed(rows).find("H 2026-02-13T07:30\nH+1 2026-02-18T07:30\n") != std::string::npos);
    CHECK(rows.back().text.find("17 Februari") == std::string::npos);
}

TEST_CASE("moments that had passed when a deadline was recorded are not planned", "[reminder]") {
    CHECK(listed(planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-26 12:00")).starts_with("H-1 "));
    CHECK(listed(planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-27 07:30")).starts_with("H "));
}

TEST_CASE("a deadline recorded late is told of once, by the last moment that passed", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-04-02 12:00");
    CHECK(listed(rows) == "H+2 2026-04-01T07:30\nH+5 2026-04-07T07:30\n");
    auto const sent = run(rows, wib("2026-04-02 12:00"), wib("2026-04-10 00:00"), minutes{10});
    REQUIRE(sent.size() == 2);
    CHECK(sent[0].text == "[Terlambat terkirim, dijadwalkan 1 April 2026] Terlambat 2 hari: Verifikasi.");
}

TEST_CASE("every row goes out once, on its day, however often one asks", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    auto const sent = run(rows, wib("2026-03-02 00:00"), wib("2026-04-30 00:00"), minutes{7});
    CHECK(listed(sent) == listed(rows));
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(sent[i].text == rows[i].text);
}

TEST_CASE("nothing goes out outside office hours or on a day off", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    auto const calendar = office_calendar();
    for (auto const* closed : {"2026-03-30 07:29", "2026-03-30 16:00", "2026-03-29 10:00", "2026-03-23 10:00"})
        CHECK(due(rows, calendar, {}, wib(closed)).send.empty());
    CHECK(due(rows, calendar, {}, wib("2026-03-30 07:30")).send.size() == 1);
    CHECK(due(rows, calendar, {}, wib("2026-03-30 15:59")).send.size() == 1);
}

TEST_CASE("after an outage at most one late reminder of a deadline goes out", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    auto const end = wib("2026-04-30 00:00");
    for (auto back = wib("2026-03-02 12:00"); back < wib("2026-04-20 00:00"); back += hours{5}) {
        auto const sent = run(rows, wib("2026-03-02 12:00"), end, minutes{60}, {{wib("2026-03-03 00:00"), back}});
        auto late = 0;
        std::set<std::string> keys;
        for (auto const& send : sent) {
            if (send.text.starts_with("[Terlambat terkirim")) ++late;
            if (!keys.insert(send.key).second) FAIL(send.key << " twice");
        }
        if (late > 1) FAIL(iso(back) << ": " << late << " late reminders");
        if (sent.empty()) FAIL(iso(back) << ": nobody heard of it");
    }
}

TEST_CASE("a clock that jumps back sends nothing again", "[reminder]") {
    auto const rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    auto after = rows;
    for (auto& row : after)
        if (row.planned <= wib("2026-03-27 08:00")) row.state = SendState::Sent;
    CHECK(due(after, office_calendar(), {}, wib("2026-03-13 08:00")).send.empty());
    CHECK(due(after, office_calendar(), {}, wib("2026-03-27 09:00")).send.empty());
}

TEST_CASE("paused and cancelled rows stay silent", "[reminder]") {
    auto rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    for (auto& row : rows) row.state = SendState::Paused;
    CHECK(run(rows, wib("2026-03-02 12:00"), wib("2026-04-30 00:00"), minutes{60}).empty());
}

TEST_CASE("the send time follows the zone", "[reminder]") {
    Hours const wit{minutes{7 * 60 + 30}, minutes{16 * 60}, ZoneOffset{minutes{9 * 60}}};
    auto const rows =
        plan(deadline("2026-03-09", "2026-03-11", 2), rules(), office_calendar(), wit, wib("2026-03-09 10:00")).value();
    CHECK(iso(rows[0].planned) == "2026-03-09T22:30:00Z");
    CHECK(due(rows, office_calendar(), wit, rows[0].planned).send.size() == 1);
}

TEST_CASE("a moved deadline cancels what was planned and keeps what was sent", "[reminder]") {
    auto rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    rows[0].state = SendState::Sent;
    auto const moved = planned(deadline("2026-03-02", "2026-04-15", 15), "2026-03-26 10:00");
    auto const changes = replan(rows, moved);
    CHECK(changes.add.size() == 7);
    CHECK(changes.update.empty());
    CHECK(changes.cancel.size() == 6);
    CHECK(std::find(changes.cancel.begin(), changes.cancel.end(), rows[0].key) == changes.cancel.end());
}

TEST_CASE("planning the same again changes nothing, closing cancels, opening again revives", "[reminder]") {
    auto rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    auto const same = replan(rows, rows);
    CHECK((same.add.empty() && same.update.empty() && same.cancel.empty()));
    auto const closed = replan(rows, {});
    CHECK(closed.cancel.size() == rows.size());
    auto const wanted = rows;
    for (auto& row : rows) row.state = SendState::Cancelled;
    CHECK(replan(rows, {}).cancel.empty());
    CHECK(replan(rows, wanted).update.size() == rows.size());
}

TEST_CASE("other words or recipients update a row, a pause outlives it", "[reminder]") {
    auto rows = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    rows[1].state = SendState::Paused;
    auto wanted = planned(deadline("2026-03-02", "2026-03-30", 15), "2026-03-02 10:00");
    wanted[1].text = "lain";
    wanted[2].recipients = {"KABID"};
    auto const changes = replan(rows, wanted);
    REQUIRE(changes.update.size() == 2);
    CHECK(changes.update[0].state == SendState::Paused);
    CHECK(changes.update[0].text == "lain");
    CHECK(changes.update[1].state == SendState::Planned);
}

TEST_CASE("an officer gets one message a day, each reminder once", "[reminder]") {
    Send const a{"a", "1", "H", {}, {"STAF", "KATIM"}, "surel", "Satu.", "L", SendState::Planned};
    Send const b{"b", "2", "H", {}, {"STAF"}, "surel", "Dua.", "L", SendState::Planned};
    auto const held = [](Send const&, std::string const& role) -> std::vector<std::string> {
        if (role == "STAF") return {"dewi", "budi"};
        return {"dewi"};
    };
    auto const messages = digest({a, b}, held);
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].officer == "budi");
    CHECK(messages[1].officer == "dewi");
    CHECK(messages[1].keys == std::vector<std::string>{"a", "b"});
    CHECK(messages[1].text == "1. Satu.\n2. Dua.\n");
    CHECK(messages[1].letters == std::vector<std::string>{"L"});
    CHECK(digest({b}, held)[0].text == "Dua.");
    CHECK(digest({a}, [](auto const&, auto const&) { return std::vector<std::string>{}; }).empty());
}
