#include "core/time.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace std::chrono;

namespace {
ZoneOffset const kWib{minutes{7 * 60}};
ZoneOffset const kWit{minutes{9 * 60}};
ZoneOffset const kUtc{minutes{0}};
} // namespace

TEST_CASE("a day is read only in its one form and only when it exists", "[time]") {
    CHECK(parse_day("2026-02-12").value() == sys_days{2026y / February / 12});
    CHECK(parse_day("2024-02-29"));
    for (auto const* wrong :
         {"2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2025-02-29", "2026-2-12", "12-02-2026", "2026/02/12",
          "2026-02-12 ", " 2026-02-12", "", "2026-02-1x", "+026-02-12"}) {
        CAPTURE(wrong);
        auto const day = parse_day(wrong);
        REQUIRE_FALSE(day);
        CHECK(day.error().kind == ErrorKind::Invalid);
        CHECK_FALSE(day.error().message.empty());
    }
}

TEST_CASE("a day is written as it is read", "[time]") {
    for (auto day = sys_days{1999y / December / 25}; day < sys_days{2031y / January / 5}; day += days{1})
        if (parse_day(iso(day)).value() != day) FAIL_CHECK(iso(day));
}

TEST_CASE("an instant without offset is taken in the zone of the office", "[time]") {
    auto const noon = parse_instant("2026-03-09T05:00:00Z").value();
    CHECK(parse_instant("2026-03-09T12:00", kWib).value() == noon);
    CHECK(parse_instant("2026-03-09 12:00:00", kWib).value() == noon);
    CHECK(parse_instant("2026-03-09T12:00:00+07:00", kWit).value() == noon);
    CHECK(parse_instant("2026-03-08T21:30:00-07:30", kWib).value() == noon);
    CHECK(parse_instant("2026-03-09", kWib).value() == at(sys_days{2026y / March / 9}, minutes{0}, kWib));
    CHECK(parse_instant("2026-03-09T12:00:00.25", kWib).value() == noon + milliseconds{250});
    CHECK(parse_instant("2026-03-09T12:00:00.123456789", kWib).value() == noon + milliseconds{123});
}

TEST_CASE("an instant that is not one is refused", "[time]") {
    for (auto const* wrong :
         {"2026-03-09T24:00", "2026-03-09T12:60", "2026-03-09T12:00:60", "2026-03-09T12", "2026-03-09X12:00",
          "2026-03-09T12:00:00.", "2026-03-09T12:00:00+7", "2026-03-09T12:00:00+15:00", "2026-03-09T12:00:00+07:00x",
          "2026-03-09T12:00:00 WIB", "2026-02-30T12:00", ""}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_instant(wrong));
    }
}

TEST_CASE("an instant is written with its offset", "[time]") {
    auto const noon = parse_instant("2026-03-09T05:00:00Z").value();
    CHECK(iso(noon) == "2026-03-09T05:00:00Z");
    CHECK(iso(noon, kWib) == "2026-03-09T12:00:00+07:00");
    CHECK(iso(noon, ZoneOffset{minutes{-210}}) == "2026-03-09T01:30:00-03:30");
    CHECK(iso(noon + milliseconds{7}, kUtc) == "2026-03-09T05:00:00.007Z");
    CHECK(parse_instant(iso(noon + milliseconds{7}, kWit)).value() == noon + milliseconds{7});
}

TEST_CASE("the day of an instant depends on the zone, also before 1970", "[time]") {
    auto const late = parse_instant("2026-03-09T16:30:00Z").value();
    CHECK(day_of(late, kWib) == sys_days{2026y / March / 9});
    CHECK(day_of(late, kWit) == sys_days{2026y / March / 10});
    auto const early = parse_instant("1969-12-31T23:59:59Z").value();
    CHECK(day_of(early, kUtc) == sys_days{1969y / December / 31});
    CHECK(iso(early) == "1969-12-31T23:59:59Z");
    CHECK(at(sys_days{2026y / March / 9}, hours{8}, kWib) == parse_instant("2026-03-09T01:00:00Z").value());
}

TEST_CASE("a fixed clock moves only when moved", "[time]") {
    FixedClock clock(parse_instant("2026-03-09T01:00:00Z").value());
    auto const before = clock.now();
    CHECK(clock.now() == before);
    clock.advance(days{14});
    CHECK(iso(clock.now()) == "2026-03-23T01:00:00Z");
    clock.set(before);
    CHECK(clock.now() == before);
}
