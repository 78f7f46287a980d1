#pragma once
#include "calendar/calendar.hpp"
#include "shipped_table.hpp"

/// The calendar of the shipped decrees of 2025 and 2026.
inline alur::calendar::HolidayDecree shipped_decree(int year) {
    auto const name = "holidays-" + std::to_string(year);
    std::vector<alur::calendar::HolidayRow> rows;
    for (auto const& row : table(name))
        rows.push_back({row.at("date"), row.at("name"), row.at("kind"), {name + ".csv", int(rows.size()) + 2, 1}});
    return alur::calendar::read_decree("SKB " + std::to_string(year), name + ".csv", alur::calendar::Scope::National,
                                       rows, year)
        .value();
}

inline alur::calendar::Calendar office_calendar() {
    return alur::calendar::Calendar({shipped_decree(2025), shipped_decree(2026)});
}

inline alur::Day day(std::string const& text) { return alur::parse_day(text).value(); }
