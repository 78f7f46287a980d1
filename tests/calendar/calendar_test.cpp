#include "calendar/calendar.hpp"

#include "calendar/office_calendar.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace alur;
using namespace alur::calendar;
using std::chrono::days;

namespace {

/// A calendar with days off strewn over fifty years, some of them in long rows.
Calendar fifty_years(std::uint32_t seed) {
    std::mt19937 random(seed);
    HolidayDecree decree{"uji", "uji.csv", Scope::National, {}};
    for (auto at = day("1999-01-01"); at < day("2051-12-31"); at += days{1 + random() % 40}) {
        auto const length = random() % 5 == 0 ? 12 : 1 + random() % 2;
        for (unsigned i = 0; i < length; ++i) decree.days.push_back({at + days{i}, "libur", ClosedKind::National});
    }
    return Calendar({decree});
}

} // namespace

TEST_CASE("every row of the table of working days comes out", "[calendar]") {
    auto const calendar = office_calendar();
    auto const rows = table("vectors/working-day-vectors");
    REQUIRE(rows.size() == 20);
    for (auto const& row : rows) {
        CAPTURE(row.at("start_date"), row.at("working_days"), row.at("direction"));
        auto const count = std::stoll(row.at("working_days")) * (row.at("direction") == "subtract" ? -1 : 1);
        auto const start = day(row.at("start_date"));
        CHECK(iso(calendar.add_working_days(start, count).value()) == row.at("expected_date"));
        CHECK(calendar.count_working_days(start, day(row.at("expected_date"))) == count);
    }
}

TEST_CASE("a closed day says why", "[calendar]") {
    auto const calendar = office_calendar();
    auto const why = [&](char const* text) { return reason(calendar.why_closed(day(text)).value()); };
    CHECK_FALSE(calendar.why_closed(day("2026-02-12")));
    CHECK(why("2026-02-14") == "Sabtu");
    CHECK(why("2026-02-15") == "Minggu");
    CHECK(why("2026-02-16") == "cuti bersama Tahun Baru Imlek 2577 Kongzili");
    CHECK(why("2026-02-17") == "Tahun Baru Imlek 2577 Kongzili");
    CHECK(why("2026-03-19") == "Hari Suci Nyepi [Tahun Baru Saka 1948]");
    CHECK(calendar.why_closed(day("2026-03-21"))->kind == ClosedKind::National); // a Saturday, told as the holiday
    CHECK(why("2027-01-01") == "Tahun Baru Masehi");
}

TEST_CASE("a year without a decree has weekends and 1 January, and is named", "[calendar]") {
    auto const calendar = office_calendar();
    CHECK_FALSE(calendar.is_working_day(day("2027-01-01")));
    CHECK(calendar.is_working_day(day("2027-08-17")));
    CHECK(calendar.missing_years(day("2026-12-31"), day("2028-01-01")) == std::vector<int>{2027, 2028});
    CHECK(calendar.missing_years(day("2028-01-01"), day("2027-12-31")) == std::vector<int>{2027, 2028});
    CHECK(calendar.missing_years(day("2025-01-01"), day("2026-12-31")).empty());
    CHECK(missing_year_warning(2027) == "kalender libur tahun 2027 belum dimuat");
}

TEST_CASE("a local day off closes the office but decrees no year", "[calendar]") {
    HolidayDecree const local{"lokal",
                              "holidays-local.csv",
                              Scope::Local,
                              {{day("2027-02-10"), "Pemilihan kepala daerah", ClosedKind::Local}}};
    Calendar const calendar({shipped_decree(2026), local});
    CHECK(reason(calendar.why_closed(day("2027-02-10")).value()) == "Pemilihan kepala daerah");
    CHECK(calendar.missing_years(day("2027-02-10"), day("2027-02-10")) == std::vector<int>{2027});
}

TEST_CASE("a revised decree replaces its year whole and leaves other years alone", "[calendar]") {
    HolidayDecree const revised{
        "perubahan", "revisi.csv", Scope::National, {{day("2026-03-02"), "Hari baru", ClosedKind::Collective}}};
    Calendar const calendar({shipped_decree(2025), shipped_decree(2026), revised});
    CHECK(calendar.is_working_day(day("2026-02-17")));
    CHECK_FALSE(calendar.is_working_day(day("2026-03-02")));
    CHECK_FALSE(calendar.is_working_day(day("2025-08-18")));
}

TEST_CASE("two holidays on one day are told together", "[calendar]") {
    HolidayDecree const decree{
        "d",
        "d.csv",
        Scope::National,
        {{day("2026-05-01"), "Hari Buruh", ClosedKind::National}, {day("2026-05-01"), "Waisak", ClosedKind::National}}};
    CHECK(Calendar({decree}).why_closed(day("2026-05-01"))->name == "Hari Buruh dan Waisak");
}

TEST_CASE("counting too far is refused, zero stays on a working day", "[calendar]") {
    auto const calendar = office_calendar();
    CHECK_FALSE(calendar.add_working_days(day("2026-01-01"), Calendar::kFarthest + 1));
    CHECK_FALSE(calendar.add_working_days(day("2026-01-01"), std::numeric_limits<std::int64_t>::min()));
    CHECK(calendar.add_working_days(day("2026-01-01"), Calendar::kFarthest));
    CHECK(calendar.add_working_days(day("2026-02-14"), 0).value() == day("2026-02-18"));
    CHECK(calendar.add_working_days(day("2026-02-12"), 0).value() == day("2026-02-12"));
}

TEST_CASE("over fifty years counting is monotone, additive, invertible and ends on working days", "[calendar]") {
    for (std::uint32_t const seed : {1U, 2U, 3U}) {
        auto const calendar = fifty_years(seed);
        std::mt19937 random(seed + 100);
        Day previous;
        for (auto at = day("2000-01-01"); at < day("2050-01-01"); at += days{1}) {
            auto const a = 1 + std::int64_t(random() % 15);
            auto const b = 1 + std::int64_t(random() % 15);
            auto const add = [&](Day from, std::int64_t n) { return calendar.add_working_days(from, n).value(); };
            auto const ahead = add(at, a);
            auto const ok = calendar.is_working_day(ahead) && ahead > at && add(at, 5) >= previous &&
                            add(at, a + 1) > ahead && add(ahead, b) == add(at, a + b) &&
                            add(add(at, -a), -b) == add(at, -a - b) && add(at, -a) < at &&
                            calendar.is_working_day(add(at, -a)) && calendar.count_working_days(at, ahead) == a &&
                            calendar.count_working_days(at, add(at, -a)) == -a;
            auto const inverse = !calendar.is_working_day(at) || (add(ahead, -a) == at && add(add(at, -a), a) == at);
            if (!ok || !inverse) FAIL("seed " << seed << " day " << iso(at) << " counts " << a << ' ' << b);
            previous = add(at, 5);
        }
    }
}

TEST_CASE("the working week is read from names of days", "[calendar]") {
    auto const six = WorkingWeek::parse("Senin Selasa Rabu Kamis Jumat  Sabtu").value();
    CHECK(Calendar({}, six).is_working_day(day("2026-02-14")));
    CHECK_FALSE(Calendar({}, six).is_working_day(day("2026-02-15")));
    CHECK(Calendar({}, six).with({}).is_working_day(day("2026-02-14")));
    CHECK_FALSE(WorkingWeek::parse(""));
    CHECK_FALSE(WorkingWeek::parse("Senin Funday"));
}

TEST_CASE("a table of days off is refused with all its mistakes", "[calendar]") {
    std::vector<HolidayRow> const rows{
        {"2026-01-01", "Tahun Baru", "libur_nasional", {"h.csv", 2, 1}},
        {"2026-02-30", "Tidak ada", "libur_nasional", {"h.csv", 3, 1}},
        {"2026-03-01", " ", "libur", {"h.csv", 4, 1}},
        {"2027-03-01", "Salah tahun", "cuti_bersama", {"h.csv", 5, 1}},
        {"2026-01-01", "Tahun Baru", "libur_nasional", {"h.csv", 6, 1}},
    };
    auto const read = read_decree("SKB", "h.csv", Scope::National, rows, 2026);
    REQUIRE_FALSE(read);
    std::string rules;
    for (auto const& d : read.error().found.all()) rules += std::to_string(d.place.line) + ' ' + d.rule + ' ';
    CHECK(rules == "3 bad-date 4 unknown-kind 4 empty-name 5 other-year 6 duplicate-holiday ");
    CHECK_FALSE(read_decree("SKB", "h.csv", Scope::National, {}));
    CHECK(read_decree("SKB", "h.csv", Scope::Local, {rows[0]}).value().days.size() == 1);
}
