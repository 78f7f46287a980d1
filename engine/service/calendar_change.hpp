#pragma once
#include "format/csv.hpp"
#include "service/office.hpp"
#include "store/deadlines.hpp"

#include <string>
#include <vector>

namespace alur::service {

/// A table of days off from a file. Columns date, name, kind; a column `decree` names the decree on every row,
/// otherwise `name` does, otherwise the file's own name. A table whose days are all local ones adds to the national
/// table, any other replaces the national table of its years. Invalid: what calendar::read_decree() refuses, or two
/// decrees named.
Result<calendar::HolidayDecree> read_decree_file(format::SourceFile const& file, std::string name = {});

/// One planned reminder that would go out at another time; before or after is missing when it falls away or is new.
struct MovedReminder {
    std::string moment;
    std::optional<Instant> before;
    std::optional<Instant> after;
};

/// One open deadline that another calendar moves, or whose reminders it moves.
struct MovedDeadline {
    store::Deadline stored; ///< as it stands now
    std::string case_number;
    std::string title;
    std::string name;       ///< of the deadline
    Day after;              ///< its date under the new calendar; the old one is stored.due_date
    std::string cause;      ///< the days between that are closed or open now
    std::string derivation; ///< the new one, as it will be stored
    std::vector<MovedReminder> reminders;
};

struct CalendarChange {
    std::vector<MovedDeadline> moved; ///< by case and deadline
    int looked_at = 0;                ///< open deadlines
    /// Years that open deadlines reach and no decree covers, with how many do.
    std::vector<std::pair<int, int>> missing_years;
};

/// What the decree would move if it were in force; changes nothing. Unavailable: a stored derivation is damaged.
Result<CalendarChange> preview_decree(Office& office, calendar::HolidayDecree const& decree, Instant now);

/// Puts the decree into force in one transaction: every deadline that moves keeps its old date, cause and actor, its
/// reminders are planned anew, and the table itself is kept. Conflict: the same table is in force already.
Result<CalendarChange> apply_decree(Office& office, calendar::HolidayDecree const& decree,
                                    format::SourceFile const& file, std::string const& actor, Instant now);

/// Adds the decrees that were applied to this office to the calendar of its pack. Call it before the office works.
Result<> load_applied_decrees(Pack& pack, store::Database& database);

} // namespace alur::service
