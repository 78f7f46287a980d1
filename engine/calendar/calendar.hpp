#pragma once
#include "core/result.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace alur::calendar {

/// Why an office is closed. A collective leave day (cuti bersama) closes government offices like a holiday.
enum class ClosedKind { Weekend, National, Collective, Local, NewYear };

/// A day off in a decree.
struct Holiday {
    Day date;
    std::string name;
    ClosedKind kind = ClosedKind::National;
};

/// Where a decree holds. Only national ones make a year count as decreed.
enum class Scope { National, Local };

/// One table of days off and the decree it comes from. A revision is a new table: of two national tables for the same
/// year the later one in the list is in force, whole.
struct HolidayDecree {
    std::string name; ///< as an officer quotes it
    std::string file;
    Scope scope = Scope::National;
    std::vector<Holiday> days;
};

/// One row of a table of days off, as text; `place` is that of its date cell.
struct HolidayRow {
    std::string date;
    std::string name;
    std::string kind; ///< libur_nasional | cuti_bersama | libur_daerah
    Place place;
};

/// Reads a decree from its rows. Invalid, with every mistake and its place: a date that does not exist or lies outside
/// `year`, a name that is empty, a kind that is unknown, the same date and name twice, no row at all.
Result<HolidayDecree> read_decree(std::string name, std::string file, Scope scope, std::vector<HolidayRow> const& rows,
                                  std::optional<int> year = {});

/// The weekdays on which the office works; at least one.
class WorkingWeek {
  public:
    /// Monday to Friday.
    WorkingWeek() = default;
    /// Names as `Senin Selasa Rabu`. Invalid: an unknown name, no name at all.
    static Result<WorkingWeek> parse(std::string_view names);
    bool works(std::chrono::weekday weekday) const { return works_[weekday.c_encoding()]; }

  private:
    std::array<bool, 7> works_{false, true, true, true, true, true, false}; // from Sunday
};

/// A day on which the office is closed, and why.
struct Closed {
    Day day;
    ClosedKind kind = ClosedKind::Weekend;
    std::string name; ///< of the holiday, or of the weekday
    bool operator==(Closed const&) const = default;
};

/// The reason as it stands in a sentence: `Sabtu`, `cuti bersama Hari Suci Nyepi`, `Idulfitri 1447 Hijriah`.
std::string reason(Closed const& closed);

/// The working days of an office: its week, minus the days off of its decrees. A value; it never asks the time.
/// A year without a national decree knows only the week, local days off and 1 January, see missing_years().
class Calendar {
  public:
    /// The farthest that can be counted, in working or calendar days.
    static constexpr std::int64_t kFarthest = 20'000;

    Calendar() = default;
    explicit Calendar(std::vector<HolidayDecree> decrees, WorkingWeek week = {});

    bool is_working_day(Day day) const;
    /// Nothing on a working day. A holiday on a weekend is told as the holiday.
    std::optional<Closed> why_closed(Day day) const;

    /// The day itself when it is a working day, else the next (previous) one.
    Day on_or_after(Day day) const;
    Day on_or_before(Day day) const;
    /// Counts from the day after (before, when `count` is negative) and ends on a working day; 0 is on_or_after().
    /// Invalid: more than kFarthest days.
    Result<Day> add_working_days(Day day, std::int64_t count) const;
    /// Working days after `from` up to and including `to`; when `to` is earlier, those before `from` down to `to`,
    /// negative. The inverse of add_working_days(). Takes time in proportion to the distance.
    std::int64_t count_working_days(Day from, Day to) const;

    /// Years touched by the two days and all between that no national decree covers.
    std::vector<int> missing_years(Day from, Day to) const;
    std::vector<HolidayDecree> const& decrees() const { return decrees_; }
    /// The same office after one more decree, which wins over earlier ones of its year.
    Calendar with(HolidayDecree decree) const;

  private:
    struct DayOff {
        Day day;
        std::string name;
        ClosedKind kind;
    };
    DayOff const* find(Day day) const;
    bool is_bare_new_year(Day day) const;

    std::vector<HolidayDecree> decrees_;
    WorkingWeek week_;
    std::vector<DayOff> days_off_; // by day
    std::set<int> years_;          // with a national decree
};

/// `kalender libur tahun 2027 belum dimuat`
std::string missing_year_warning(int year);

} // namespace alur::calendar
