#include "service/year_load.hpp"

#include "service/small_office.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

/// An office with due dates around Eid.
struct Loaded {
    SmallOffice office{time("2026-03-02T08:00:00+07:00")};
    service::YearLoad load;

    Loaded() {
        auto const now = time("2026-03-02T08:00:00+07:00");
        for (auto const* trigger : {"2026-03-09", "2026-03-09", "2026-03-16"})
            office.deadline(office.group, "T-05", day(trigger), now);
        office.deadline(office.group, "T-22", day("2026-08-12"), now);
        load = must(service::year_load(*office.office, day("2026-01-01"), day("2026-12-31")));
    }
};

Loaded& loaded() {
    static Loaded once;
    return once;
}

} // namespace

TEST_CASE("days that pile up and the role that carries most are counted", "[service]") {
    auto const& load = loaded().load;
    REQUIRE_FALSE(load.fullest_days.empty());
    CHECK(load.fullest_days.front() == std::pair(day("2026-03-25"), 2));
    REQUIRE_FALSE(load.roles.empty());
    auto const staff =
        std::find_if(load.roles.begin(), load.roles.end(), [](auto const& r) { return r.role == "STAF"; });
    REQUIRE(staff != load.roles.end());
    CHECK(staff->deadlines >= 4);
    CHECK(staff->fullest.first == day("2026-03-23"));
    CHECK(std::is_sorted(load.roles.begin(), load.roles.end(),
                         [](auto const& a, auto const& b) { return a.deadlines > b.deadlines; }));
}

TEST_CASE("what falls around a long holiday is named with the holiday", "[service]") {
    auto const& load = loaded().load;
    REQUIRE_FALSE(load.long_holidays.empty());
    auto const& eid = load.long_holidays.front();
    CHECK(eid.name.find("Idulfitri") != std::string::npos);
    CHECK(eid.first == day("2026-03-18"));
    CHECK(eid.last == day("2026-03-24"));
    CHECK(eid.entries.size() == 2);
    auto const text = service::to_text(load);
    CHECK(text.find("Rabu, 25 Maret 2026") != std::string::npos);
    CHECK(text.find("Di sekitar libur 18 s.d. 24 Maret 2026") != std::string::npos);
}

TEST_CASE("the timeline and the calendar of a role are whole, the same each time, and show each due date",
          "[service]") {
    auto const& calendar = loaded().office.pack().calendar;
    auto const& load = loaded().load;
    auto const svg = service::to_svg(load, calendar);
    CHECK(svg == service::to_svg(load, calendar));
    CHECK(svg.starts_with("<svg "));
    CHECK(svg.ends_with("</svg>\n"));
    CHECK(svg.find("STAF, minggu 23 Maret 2026: 2 tenggat") != std::string::npos);
    auto const page = service::calendar_page(load, calendar, "STAF", "Paket <uji>");
    CHECK(page.find("<h1>Paket &lt;uji&gt;: kalender STAF tahun 2026</h1>") != std::string::npos);
    CHECK(page.find("<td class=\"t\">25</td>") != std::string::npos);
    CHECK(page.find("<b>25 Maret 2026</b> Verifikasi administrasi, 2 perkara") != std::string::npos);
    std::size_t months = 0;
    for (auto at = page.find("<caption>"); at != std::string::npos; at = page.find("<caption>", at + 1)) ++months;
    CHECK(months == 12);
}
