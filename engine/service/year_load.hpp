#pragma once
#include "service/office.hpp"

#include <map>
#include <string>
#include <vector>

namespace alur::service {

/// One due date of a year that was played, and whose it is.
struct DueEntry {
    Day due{};
    std::string case_number;
    std::string title;
    std::string id; ///< of the deadline
    std::string name;
    std::vector<std::string> owner;
    bool missed = false;
};

/// What one role had to carry.
struct RoleLoad {
    std::string role;
    int deadlines = 0;
    int messages = 0;              ///< days on which it was told something
    std::map<Day, int> by_week;    ///< Monday → due dates of that week
    std::pair<Day, int> fullest{}; ///< the fullest week
};

/// A stretch of at least five closed days in a row.
struct LongHoliday {
    Day first{}, last{};
    std::string name;                 ///< of the days off in it, each once
    std::vector<std::size_t> entries; ///< due dates in it, on the two working days before or the two after
};

/// The load of a year: which days pile up, who is overloaded, what falls on a long holiday.
struct YearLoad {
    Day begin{}, end{};
    std::vector<DueEntry> entries;                 ///< by date
    std::vector<std::pair<Day, int>> fullest_days; ///< at most ten, the fullest first
    std::vector<RoleLoad> roles;                   ///< the most loaded first
    std::vector<LongHoliday> long_holidays;        ///< only those that touch an entry
};

/// Counts everything the office's database holds between the two days.
Result<YearLoad> year_load(Office& office, Day begin, Day end);

/// The three tables as text, for people.
std::string to_text(YearLoad const& load);
/// Weeks from left to right, a row a role, darker where more is due; days off are shaded. Same load, same bytes.
std::string to_svg(YearLoad const& load, calendar::Calendar const& calendar);
/// One printable page: twelve months with days off and the role's due dates, and the list of them.
std::string calendar_page(YearLoad const& load, calendar::Calendar const& calendar, std::string const& role,
                          std::string const& title);

} // namespace alur::service
