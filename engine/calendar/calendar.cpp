#include "calendar/calendar.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace alur::calendar {

namespace {

using std::chrono::days;

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

/// The position in the list of the national decree in force for a year: the last one that has a day in it.
bool is_superseded(std::vector<HolidayDecree> const& decrees, std::size_t index, int year) {
    for (auto later = index + 1; later < decrees.size(); ++later)
        if (decrees[later].scope == Scope::National)
            for (auto const& holiday : decrees[later].days)
                if (year_of(holiday.date) == year) return true;
    return false;
}

} // namespace

Calendar::Calendar(std::vector<HolidayDecree> decrees, WorkingWeek week) : decrees_(std::move(decrees)), week_(week) {
    for (std::size_t i = 0; i < decrees_.size(); ++i) {
        auto const national = decrees_[i].scope == Scope::National;
        std::set<int> superseded;
        std::set<int> in_force;
        for (auto const& holiday : decrees_[i].days) {
            auto const year = year_of(holiday.date);
            if (national && !superseded.contains(year) && !in_force.contains(year))
                (is_superseded(decrees_, i, year) ? superseded : in_force).insert(year);
            if (superseded.contains(year)) continue;
            days_off_.push_back({holiday.date, holiday.name, holiday.kind});
        }
        years_.insert(in_force.begin(), in_force.end());
    }
    std::stable_sort(days_off_.begin(), days_off_.end(), [](auto const& a, auto const& b) { return a.day < b.day; });
    // Two holidays on one day are told together; the kind is that of the first.
    std::vector<DayOff> merged;
    for (auto& off : days_off_) {
        if (merged.empty() || merged.back().day != off.day)
            merged.push_back(std::move(off));
        else if (merged.back().name != off.name)
            merged.back().name += " dan " + off.name;
    }
    days_off_ = std::move(merged);
}

Calendar Calendar::with(HolidayDecree decree) const {
    auto decrees = decrees_;
    decrees.push_back(std::move(decree));
    return Calendar(std::move(decrees), week_);
}

Calendar::DayOff const* Calendar::find(Day day) const {
    auto const at = std::lower_bound(days_off_.begin(), days_off_.end(), day,
                                     [](DayOff const& off, Day wanted) { return off.day < wanted; });
    return at != days_off_.end() && at->day == day ? &*at : nullptr;
}

bool Calendar::is_bare_new_year(Day day) const {
    std::chrono::year_month_day const date{day};
    return date.month() == std::chrono::January && date.day() == std::chrono::day{1} &&
           !years_.contains(static_cast<int>(date.year()));
}

bool Calendar::is_working_day(Day day) const {
    return week_.works(std::chrono::weekday{day}) && find(day) == nullptr && !is_bare_new_year(day);
}

std::optional<Closed> Calendar::why_closed(Day day) const {
    if (auto const* off = find(day)) return Closed{day, off->kind, off->name};
    if (is_bare_new_year(day)) return Closed{day, ClosedKind::NewYear, "Tahun Baru Masehi"};
    if (!week_.works(std::chrono::weekday{day})) return Closed{day, ClosedKind::Weekend, weekday_name(day)};
    return {};
}

Day Calendar::on_or_after(Day day) const {
    while (!is_working_day(day)) day += days{1};
    return day;
}

Day Calendar::on_or_before(Day day) const {
    while (!is_working_day(day)) day -= days{1};
    return day;
}

Result<Day> Calendar::add_working_days(Day day, std::int64_t count) const {
    if (count > kFarthest || count < -kFarthest)
        return invalid("jumlah hari kerja " + grouped(count) + " di luar batas; paling banyak " + grouped(kFarthest));
    if (count == 0) return on_or_after(day);
    auto const step = days{count > 0 ? 1 : -1};
    for (auto left = count > 0 ? count : -count; left > 0;) {
        day += step;
        if (is_working_day(day)) --left;
    }
    return day;
}

std::int64_t Calendar::count_working_days(Day from, Day to) const {
    std::int64_t count = 0;
    for (auto day = from; day < to;) count += is_working_day(day += days{1}) ? 1 : 0;
    for (auto day = from; day > to;) count -= is_working_day(day -= days{1}) ? 1 : 0;
    return count;
}

std::vector<int> Calendar::missing_years(Day from, Day to) const {
    std::vector<int> missing;
    auto const last = year_of(std::max(from, to));
    for (auto year = year_of(std::min(from, to)); year <= last; ++year)
        if (!years_.contains(year)) missing.push_back(year);
    return missing;
}

std::string reason(Closed const& closed) {
    constexpr std::string_view kLeave = "cuti bersama ";
    // The reason stands in parentheses; what is in parentheses itself gets square ones (EYD V).
    auto const name = replace_all(replace_all(closed.name, "(", "["), ")", "]");
    if (closed.kind != ClosedKind::Collective) return name;
    if (lower_ascii(name).starts_with(kLeave)) return std::string(kLeave) + name.substr(kLeave.size());
    return std::string(kLeave) + name;
}

std::string missing_year_warning(int year) { return "kalender libur tahun " + std::to_string(year) + " belum dimuat"; }

} // namespace alur::calendar
