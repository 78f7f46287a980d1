#pragma once
#include "calendar/calendar.hpp"

namespace alur::calendar {

/// forward: after the start; backward: before it; fixed: a day of the year; periodic: every so many days after it.
enum class Direction { Forward, Backward, Fixed, Periodic };
enum class Unit { WorkingDays, CalendarDays, Date };

/// How a due date follows from its start. Counting begins the day after (before) the start.
struct DueRule {
    Direction direction = Direction::Forward;
    Unit unit = Unit::WorkingDays;
    std::int64_t length = 0; ///< in days of `unit`; unused when fixed
    /// fixed only: month and day, `year_offset` years after that of the start; month 0 takes the start itself as the
    /// date. 29 February is 28 February where there is none.
    unsigned month = 0;
    unsigned day = 0;
    int year_offset = 0;
    bool operator==(DueRule const&) const = default;
};

/// Reads a rule from the words of a table: `forward|backward|fixed|periodic`, `WD|CD|DATE`, and for fixed ones
/// `01-10+1` (month-day and years later) or "". Invalid: another word, a length that is negative, zero where days are
/// counted, or beyond Calendar::kFarthest, a unit that does not go with the direction, a day that no year has.
Result<DueRule> parse_due_rule(std::string_view direction, std::string_view unit, std::int64_t length,
                               std::string_view fixed = {});

/// The clock stood still: the days after `from` up to and including `to` do not count, so counting goes on the day
/// after `to`, as it begins the day after a start. Several add up; a day in two of them is left out once.
struct Suspension {
    Day from;
    Day to;
    std::string reason;
    bool operator==(Suspension const&) const = default;
};

/// A later date granted for one case; on a day off it moves to the working day before.
struct Extension {
    Day until;
    std::string reason;
    bool operator==(Extension const&) const = default;
};

/// Another deadline that is never passed.
struct Cap {
    Day due;
    std::string name;
    bool operator==(Cap const&) const = default;
};

/// What else bears on one due date. Suspensions concern forward and periodic rules only.
struct Circumstances {
    std::vector<Suspension> suspensions;
    std::optional<Extension> extension;
    std::optional<Cap> cap;
    int occurrence = 1; ///< periodic: the how-manieth, from 1
    bool operator==(Circumstances const&) const = default;
};

/// How a due date came about: what went in, and what happened on the way.
struct Derivation {
    Day start;
    DueRule rule;
    Circumstances circumstances;

    std::vector<Closed> skipped;    ///< closed days passed over in counting working days, in time order
    Day reached;                    ///< where counting ended, before any shift
    std::vector<Closed> shifted;    ///< closed days the date was moved away from
    std::int64_t suspended = 0;     ///< days that did not count because the clock stood still
    bool extended = false;          ///< the extension made the date later
    bool capped = false;            ///< the cap made the date earlier
    std::vector<int> missing_years; ///< years reached without a national decree
    bool operator==(Derivation const&) const = default;
};

struct DueDate {
    Day due;
    Derivation derivation;
};

/// The due date of `rule` from `start`. It is a working day, unless a cap on a day off comes before. Invalid: a rule
/// that parse_due_rule() would refuse, a suspension that ends before it begins, an occurrence below 1, too far away.
Result<DueDate> due_date(DueRule const& rule, Day start, Calendar const& calendar, Circumstances circumstances = {});

/// The same deadline under another calendar.
Result<DueDate> due_date_again(Derivation const& derivation, Calendar const& calendar);

/// One Indonesian sentence without full stop: `7 hari kerja sejak 12 Februari 2026; dilewati: 16 Februari (cuti bersama
/// Tahun Baru Imlek 2577 Kongzili), 17 Februari (Tahun Baru Imlek 2577 Kongzili), serta akhir pekan (4 hari)`.
std::string sentence(DueDate const& due);

/// The whole derivation as one JSON object; keys in fixed order, days as ISO text.
std::string to_json(DueDate const& due);

} // namespace alur::calendar
