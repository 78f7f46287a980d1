#include "service/calendar_change.hpp"

#include "service/small_office.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

Instant const kNow = time("2026-08-12T10:00:00+07:00");

/// The shipped table of the year, changed.
format::SourceFile table(std::string const& remove, std::string const& add) {
    auto file = must(format::read_text(kPack / "tables/holidays-2026.csv"));
    file.name = "holidays-2026-perubahan.csv";
    if (!remove.empty()) {
        auto const at = file.text.find("\n" + remove) + 1;
        REQUIRE(at > 0);
        file.text.erase(at, file.text.find('\n', at) + 1 - at);
    }
    file.text += add;
    return file;
}

} // namespace

TEST_CASE("a preview names every deadline and reminder that a decree moves, with cause, and changes nothing",
          "[service]") {
    SmallOffice office(kNow);
    auto const moved = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    auto const near = office.deadline(office.group, "T-31", day("2026-08-03"), kNow);
    REQUIRE(moved.due_date == day("2026-08-20"));
    auto const before = office.reminders(moved);
    auto const file = table("", "2026-08-18,Cuti Bersama Hari Kemerdekaan,cuti_bersama\n");
    auto const decree = must(service::read_decree_file(file, "SKB Perubahan"));
    auto const change = must(service::preview_decree(*office.office, decree, kNow));
    CHECK(change.looked_at >= 2);
    REQUIRE(change.moved.size() == 1);
    auto const& one = change.moved[0];
    CHECK(one.stored.id == moved.id);
    CHECK(one.after == day("2026-08-21"));
    CHECK(one.cause == "SKB Perubahan: 18 Agustus 2026 menjadi libur (cuti bersama Hari Kemerdekaan)");
    bool h1 = false;
    for (auto const& reminder : one.reminders)
        if (reminder.moment == "H-1") {
            h1 = true;
            CHECK(reminder.before == time("2026-08-19T07:30:00+07:00"));
            CHECK(reminder.after == time("2026-08-20T07:30:00+07:00"));
        }
    CHECK(h1);
    CHECK(office.again(moved).due_date == day("2026-08-20"));
    CHECK(office.again(near).due_date == near.due_date);
    CHECK(office.reminders(moved).size() == before.size());
}

TEST_CASE("a decree in force moves dates once, keeps the old ones and re-plans the book", "[service]") {
    SmallOffice office(kNow);
    auto const moved = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    office.write(
        [&](store::Transaction& t) { return store::pause_reminder(t, office.reminder(moved, "H").id, "cuti"); });
    auto const file = table("", "2026-08-18,Cuti Bersama Hari Kemerdekaan,cuti_bersama\n");
    auto const decree = must(service::read_decree_file(file, "SKB Perubahan"));
    CHECK(must(service::apply_decree(*office.office, decree, file, "Rizal", kNow)).moved.size() == 1);
    auto const now = office.again(moved);
    CHECK(now.due_date == day("2026-08-21"));
    auto const history = office.read([&](store::Reader& r) { return store::moves_of(r, moved.id); });
    REQUIRE(history.size() == 1);
    CHECK(history[0].old_due_date == day("2026-08-20"));
    CHECK(history[0].actor == "Rizal");
    CHECK(history[0].reason ==
          "kalender libur berubah menurut SKB Perubahan: 18 Agustus 2026 menjadi libur (cuti bersama "
          "Hari Kemerdekaan)");
    for (auto const& reminder : office.reminders(moved))
        CHECK((reminder.due_date == now.due_date) == (reminder.state != store::ReminderState::Cancelled));
    CHECK(office.reminder(moved, "H-1").planned_at == time("2026-08-20T07:30:00+07:00"));
    CHECK(office.reminder(moved, "H").state == store::ReminderState::Paused);
    CHECK(service::apply_decree(*office.office, decree, file, "Rizal", kNow).error().kind == ErrorKind::Conflict);

    CHECK(office.pack().calendar.is_working_day(day("2026-08-18")));
    REQUIRE(service::load_applied_decrees(office.pack(), *office.database));
    CHECK_FALSE(office.pack().calendar.is_working_day(day("2026-08-18")));
    CHECK(must(service::preview_decree(*office.office, decree, kNow)).moved.empty());
}

TEST_CASE("a day off that is taken back moves a deadline earlier", "[service]") {
    SmallOffice office(kNow);
    auto const moved = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    auto const decree = must(service::read_decree_file(table("2026-08-17", "")));
    auto const change = must(service::preview_decree(*office.office, decree, kNow));
    REQUIRE(change.moved.size() == 1);
    CHECK(change.moved[0].after == day("2026-08-19"));
    CHECK(change.moved[0].cause.find("17 Agustus 2026 menjadi hari kerja (dahulu ") != std::string::npos);
    CHECK(moved.due_date == day("2026-08-20"));
}

TEST_CASE("a deadline that may not pass another moves with it", "[service]") {
    SmallOffice office(kNow);
    auto const limit = office.deadline(office.group, "T-21H", day("2026-12-31"), kNow);
    calendar::Circumstances around;
    around.cap = {limit.due_date, "batas"};
    auto const capped = office.deadline(office.group, "T-21", day("2026-12-15"), kNow, around);
    REQUIRE(limit.due_date == day("2027-01-08"));
    REQUIRE(capped.due_date == day("2027-01-08"));
    format::SourceFile const file{"holidays-2027.csv",
                                  "date,name,kind,decree\n2027-01-01,Tahun Baru,libur_nasional,SKB "
                                  "2027\n2027-01-08,Libur Uji,libur_nasional,SKB 2027\n"};
    auto const decree = must(service::read_decree_file(file));
    CHECK(decree.name == "SKB 2027");
    auto const before =
        must(service::preview_decree(*office.office, must(service::read_decree_file(table("", ""))), kNow));
    REQUIRE_FALSE(before.missing_years.empty());
    CHECK(before.missing_years[0].first == 2027);
    auto const change = must(service::preview_decree(*office.office, decree, kNow));
    std::map<std::string, Day> after;
    for (auto const& one : change.moved) after[one.stored.deadline_id] = one.after;
    CHECK(after.at("T-21H") == day("2027-01-07"));
    CHECK(after.at("T-21") == day("2027-01-07"));
    CHECK(change.missing_years.empty());
}

TEST_CASE("a table of local days off adds to the national one", "[service]") {
    SmallOffice office(kNow);
    office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    format::SourceFile const file{"pilkada.csv", "date,name,kind\n2026-08-19,Pemilihan kepala desa,libur_daerah\n"};
    auto const decree = must(service::read_decree_file(file));
    CHECK(decree.scope == calendar::Scope::Local);
    auto const change = must(service::preview_decree(*office.office, decree, kNow));
    REQUIRE(change.moved.size() == 1);
    CHECK(change.moved[0].after == day("2026-08-21"));
    CHECK(change.moved[0].cause == "pilkada: 19 Agustus 2026 menjadi libur (Pemilihan kepala desa)");
}

TEST_CASE("a table that is none, or speaks for two decrees, is refused with its place", "[service]") {
    CHECK_FALSE(service::read_decree_file({"a.csv", "tanggal,nama\n"}));
    CHECK_FALSE(service::read_decree_file({"a.csv", "date,name,kind\n"}));
    CHECK_FALSE(service::read_decree_file({"a.csv", "date,name,kind\n2026-02-30,x,libur_nasional\n"}));
    auto const two = service::read_decree_file(
        {"a.csv", "date,name,kind,decree\n2026-02-03,x,libur_nasional,A\n2026-02-04,y,libur_nasional,B\n"});
    REQUIRE_FALSE(two);
    CHECK(two.error().found.all().front().place.line == 3);
}
