#include "calendar/due_date.hpp"

#include "calendar/office_calendar.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace alur;
using namespace alur::calendar;
using std::chrono::days;

namespace {

DueRule forward(std::int64_t length, Unit unit = Unit::WorkingDays) { return {Direction::Forward, unit, length}; }

std::string due(DueRule const& rule, char const* start, Circumstances around = {}) {
    return iso(due_date(rule, day(start), office_calendar(), std::move(around)).value().due);
}

std::string why(DueRule const& rule, char const* start, Circumstances around = {}) {
    return sentence(due_date(rule, day(start), office_calendar(), std::move(around)).value());
}

} // namespace

TEST_CASE("every due date of the sample year comes out", "[due_date]") {
    auto const calendar = office_calendar();
    auto const rows = table("vectors/due-date-vectors");
    REQUIRE(rows.size() == 35);
    for (auto const& row : rows) {
        CAPTURE(row.at("deadline"), row.at("trigger_date"));
        auto const rule =
            parse_due_rule(row.at("direction"), row.at("unit"), std::stoll(row.at("length")), row.at("fixed"));
        REQUIRE(rule);
        auto const date = due_date(*rule, day(row.at("trigger_date")), calendar).value();
        CHECK(iso(date.due) == row.at("due_date"));
        CHECK(calendar.is_working_day(date.due));
    }
}

TEST_CASE("a due date in working days names each day off and counts weekends", "[due_date]") {
    CHECK(why(forward(7), "2026-02-12") ==
          "7 hari kerja sejak 12 Februari 2026; dilewati: 16 Februari (cuti bersama Tahun Baru Imlek 2577 Kongzili), "
          "17 Februari (Tahun Baru Imlek 2577 Kongzili), serta akhir pekan (4 hari)");
    CHECK(why(forward(2), "2026-03-09") == "2 hari kerja sejak 9 Maret 2026");
    CHECK(why(forward(2), "2026-03-06") == "2 hari kerja sejak 6 Maret 2026; dilewati: akhir pekan (2 hari)");
    CHECK(why(forward(15), "2026-03-02") ==
          "15 hari kerja sejak 2 Maret 2026; dilewati: 18 Maret (cuti bersama Hari Suci Nyepi), 19 Maret (Hari Suci "
          "Nyepi [Tahun Baru Saka 1948]), 20 Maret (cuti bersama Idulfitri 1447 Hijriah), 21 s.d. 22 Maret (Idulfitri "
          "1447 Hijriah), 23 s.d. 24 Maret (cuti bersama Idulfitri 1447 Hijriah), serta akhir pekan (6 hari)");
    CHECK(why({Direction::Backward, Unit::WorkingDays, 5}, "2026-02-20").starts_with("5 hari kerja sebelum 20 Feb"));
}

TEST_CASE("a long list of days off stays readable", "[due_date]") {
    auto const text = why(forward(200), "2026-01-02");
    CHECK(text.find("hari libur lain, serta akhir pekan (") != std::string::npos);
    CHECK(text.size() < 700);
}

TEST_CASE("days off of another year carry it", "[due_date]") {
    CHECK(why(forward(3), "2025-12-31") ==
          "3 hari kerja sejak 31 Desember 2025; dilewati: 1 Januari 2026 (Tahun Baru 2026 Masehi), serta akhir pekan "
          "(2 hari)");
}

TEST_CASE("calendar days that end on a day off move on, fixed dates move back", "[due_date]") {
    CHECK(why(forward(60, Unit::CalendarDays), "2026-06-18") ==
          "60 hari kalender sejak 18 Juni 2026; digeser dari 17 Agustus 2026 (Proklamasi Kemerdekaan) ke hari kerja "
          "berikutnya");
    auto const fixed = parse_due_rule("fixed", "DATE", 0, "01-10+1").value();
    CHECK(why(fixed, "2026-12-31") == "tanggal tetap 10 Januari 2027; digeser dari 10 Januari 2027 (Minggu) ke hari "
                                      "kerja sebelumnya; peringatan: kalender libur tahun 2027 belum dimuat");
    CHECK(due({Direction::Fixed, Unit::Date, 0}, "2026-03-24") == "2026-03-17");
    CHECK(why({Direction::Fixed, Unit::Date, 0}, "2026-03-22") ==
          "tanggal tetap 22 Maret 2026; digeser dari 22 Maret 2026 (Idulfitri 1447 Hijriah) ke hari kerja sebelumnya "
          "melewati 21 Maret (Idulfitri 1447 Hijriah), 20 Maret (cuti bersama Idulfitri 1447 Hijriah), 19 Maret (Hari "
          "Suci Nyepi [Tahun Baru Saka 1948]), 18 Maret (cuti bersama Hari Suci Nyepi)");
    CHECK(due({Direction::Backward, Unit::CalendarDays, 7}, "2026-02-24") == "2026-02-13");
}

TEST_CASE("29 February is the 28th where there is none", "[due_date]") {
    auto const leap = parse_due_rule("fixed", "DATE", 0, "02-29").value();
    CHECK(due_date(leap, day("2028-01-05"), Calendar{}).value().derivation.reached == day("2028-02-29"));
    CHECK(due_date(leap, day("2027-01-05"), Calendar{}).value().derivation.reached == day("2027-02-28"));
}

TEST_CASE("a periodic deadline counts each time from the same start", "[due_date]") {
    DueRule const quarter{Direction::Periodic, Unit::CalendarDays, 90};
    Circumstances second;
    second.occurrence = 2;
    CHECK(due(quarter, "2026-01-05") == "2026-04-06");
    CHECK(due(quarter, "2026-01-05", second) == "2026-07-06");
    CHECK(why(quarter, "2026-01-05", second).starts_with("setiap 90 hari kalender sejak 5 Januari 2026, kali ke-2"));
}

TEST_CASE("suspensions stop the clock and add up, the same day once", "[due_date]") {
    Circumstances around;
    around.suspensions = {{day("2026-04-08"), day("2026-04-10"), "berkas pada kelompok"}};
    CHECK(due(forward(5), "2026-04-06") == "2026-04-13");
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-15");
    around.suspensions.push_back({day("2026-04-09"), day("2026-04-13"), "menunggu jawaban"});
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-16");
    around.suspensions.push_back({day("2026-04-14"), day("2026-04-15"), "perbaikan kedua"});
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-17");
    CHECK(why(forward(5), "2026-04-06", around)
              .find("waktu berhenti 9 s.d. 10 April 2026 (berkas pada kelompok), 10 s.d. 13 April 2026 (menunggu "
                    "jawaban), 15 April 2026 (perbaikan kedua)") != std::string::npos);
}

TEST_CASE("a suspension outside the count changes nothing", "[due_date]") {
    Circumstances around;
    around.suspensions = {{day("2026-01-05"), day("2026-02-06"), "sebelum"},
                          {day("2026-06-01"), day("2026-07-01"), "x"}};
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-13");
    CHECK(why(forward(5), "2026-04-06", around).find("waktu berhenti") == std::string::npos);
    around.suspensions = {{day("2026-04-08"), day("2026-04-08"), "kosong"}};
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-13");
}

TEST_CASE("suspensions also stop calendar days and a shift", "[due_date]") {
    Circumstances around;
    around.suspensions = {{day("2026-04-07"), day("2026-04-09"), "berkas pada kelompok"}};
    CHECK(due(forward(5, Unit::CalendarDays), "2026-04-06", around) == "2026-04-13");
    // Counting ends on Saturday the 11th; the clock stands still on Monday the 13th.
    around.suspensions = {{day("2026-04-12"), day("2026-04-13"), "menunggu"}};
    CHECK(due(forward(5, Unit::CalendarDays), "2026-04-06", around) == "2026-04-14");
}

TEST_CASE("a dispensation moves a date later, never earlier, and a cap holds", "[due_date]") {
    Circumstances around;
    around.extension = Extension{day("2026-04-26"), "banjir"};
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-24");
    CHECK(why(forward(5), "2026-04-06", around).ends_with("; dispensasi sampai 26 April 2026 (banjir)"));
    around.cap = Cap{day("2026-04-20"), "batas akhir"};
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-20");
    CHECK(why(forward(5), "2026-04-06", around).ends_with("; tidak melewati batas akhir (20 April 2026)"));
    around.extension = Extension{day("2026-04-07"), "tidak berlaku"};
    CHECK(due(forward(5), "2026-04-06", around) == "2026-04-13");
    CHECK(why(forward(5), "2026-04-06", around) == "5 hari kerja sejak 6 April 2026; dilewati: akhir pekan (2 hari)");
}

TEST_CASE("a rule that cannot be meant is refused", "[due_date]") {
    CHECK_FALSE(parse_due_rule("sideways", "WD", 1));
    CHECK_FALSE(parse_due_rule("forward", "WW", 1));
    CHECK_FALSE(parse_due_rule("forward", "WD", 0));
    CHECK_FALSE(parse_due_rule("forward", "WD", -3));
    CHECK_FALSE(parse_due_rule("forward", "CD", 1'000'000));
    CHECK_FALSE(parse_due_rule("forward", "DATE", 1));
    CHECK_FALSE(parse_due_rule("fixed", "WD", 1));
    for (auto const* wrong : {"02-30", "13-01", "1-1", "01-10+", "01-10-1", "01/10", "00-00"})
        CHECK_FALSE(parse_due_rule("fixed", "DATE", 0, wrong));
    CHECK(parse_due_rule("fixed", "DATE", 0));
    Circumstances around;
    around.suspensions = {{day("2026-04-10"), day("2026-04-08"), "terbalik"}};
    CHECK_FALSE(due_date(forward(5), day("2026-04-06"), Calendar{}, around));
    CHECK_FALSE(due_date(forward(-5), day("2026-04-06"), Calendar{}));
    CHECK_FALSE(due_date({Direction::Forward, Unit::Date, 5}, day("2026-04-06"), Calendar{}));
    around = {};
    around.occurrence = 0;
    CHECK_FALSE(due_date({Direction::Periodic, Unit::CalendarDays, 5}, day("2026-04-06"), Calendar{}, around));
    around.occurrence = 1'000'000;
    CHECK_FALSE(due_date({Direction::Periodic, Unit::CalendarDays, 5}, day("2026-04-06"), Calendar{}, around));
    around = {};
    around.suspensions = {{day("0001-01-01"), day("9999-12-31"), "selamanya"}};
    CHECK_FALSE(due_date(forward(5), day("2026-04-06"), Calendar{}, around));
}

TEST_CASE("another calendar gives the same deadline anew", "[due_date]") {
    auto const before = due_date(forward(3), day("2026-02-12"), office_calendar()).value();
    CHECK(iso(before.due) == "2026-02-19");
    auto const after = due_date_again(before.derivation, Calendar{}).value();
    CHECK(iso(after.due) == "2026-02-17");
    CHECK(due_date_again(after.derivation, office_calendar()).value().derivation == before.derivation);
}

TEST_CASE("a derivation is told as JSON", "[due_date]") {
    Circumstances around;
    around.suspensions = {{day("2026-02-18"), day("2026-02-19"), "kata \"dia\"\n"}};
    around.cap = Cap{day("2026-02-20"), "batas"};
    CHECK(to_json(due_date(forward(3), day("2026-02-12"), office_calendar(), around).value()) ==
          R"~({"due":"2026-02-20","start":"2026-02-12","rule":{"direction":"forward","unit":"WD","length":3},)~"
          R"~("occurrence":1,"skipped":[{"day":"2026-02-14","kind":"akhir_pekan","name":"Sabtu"},)~"
          R"~({"day":"2026-02-15","kind":"akhir_pekan","name":"Minggu"},)~"
          R"~({"day":"2026-02-16","kind":"cuti_bersama","name":"Cuti bersama Tahun Baru Imlek 2577 Kongzili"},)~"
          R"~({"day":"2026-02-17","kind":"libur_nasional","name":"Tahun Baru Imlek 2577 Kongzili"}],)~"
          R"~("reached":"2026-02-20","shifted":[],)~"
          R"~("suspensions":[{"from":"2026-02-18","to":"2026-02-19","reason":"kata \"dia\"\u000a"}],"suspended":1,)~"
          R"~("cap":{"name":"batas","due":"2026-02-20","applied":false},"missing_years":[],)~"
          R"~("sentence":"3 hari kerja sejak 12 Februari 2026; dilewati: 16 Februari (cuti bersama Tahun Baru Imlek )~"
          R"~(2577 Kongzili), 17 Februari (Tahun Baru Imlek 2577 Kongzili), serta akhir pekan (2 hari); waktu )~"
          R"~(berhenti 19 Februari 2026 (kata \"dia\"\u000a)"})~");
}

TEST_CASE("over fifty years no due date falls on a closed day and later starts are never due earlier", "[due_date]") {
    auto const calendar = office_calendar();
    std::vector<DueRule> const rules{forward(1),
                                     forward(7),
                                     forward(30, Unit::CalendarDays),
                                     {Direction::Backward, Unit::WorkingDays, 5},
                                     {Direction::Backward, Unit::CalendarDays, 10},
                                     {Direction::Fixed, Unit::Date, 0, 1, 10, 1},
                                     {Direction::Periodic, Unit::CalendarDays, 90}};
    for (auto const& rule : rules) {
        Day previous = day("1900-01-01");
        for (auto start = day("2000-01-01"); start < day("2050-01-01"); start += days{1}) {
            auto const date = due_date(rule, start, calendar).value().due;
            if (!calendar.is_working_day(date) || date < previous) FAIL(iso(start) << " -> " << iso(date));
            previous = date;
        }
    }
}
