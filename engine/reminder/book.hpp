#pragma once
#include "calendar/calendar.hpp"
#include "reminder/rule.hpp"

#include <functional>

/// The reminder book: every future send of a deadline as a row, which of them are due, and what a change of a deadline
/// does to them. Pure: it neither sends nor stores nor asks the time.
namespace alur::reminder {

/// A running deadline of one case.
struct Deadline {
    std::string key;  ///< of this one deadline, unique among all cases
    std::string id;   ///< of its kind, as rules name it
    std::string name; ///< as officers know it
    std::string subject;
    Day start; ///< the day it began to run
    Day due;
    std::int64_t length = 0; ///< days of its rule
    std::vector<std::string> owner, superior;
    std::vector<EscalationStep> escalation;
};

/// When the office sends: on working days between two times of day.
struct Hours {
    std::chrono::minutes opens{7 * 60 + 30};
    std::chrono::minutes closes{16 * 60};
    ZoneOffset zone;
};

enum class SendState { Planned, Paused, Sent, Failed, Cancelled, Skipped };

/// One row of the book. The key holds the deadline, its due date and the moment: the same reminder cannot be there, or
/// go out, twice, and a deadline that moves is reminded of anew.
struct Send {
    std::string key;
    std::string deadline; ///< Deadline::key
    std::string moment;   ///< `H-3`, `H+2`
    Instant planned;
    std::vector<std::string> recipients; ///< roles, each once
    std::string channel;
    std::string text;
    std::string letter;
    SendState state = SendState::Planned;
    bool operator==(Send const&) const = default;
};

/// The rows of a deadline, in time order. A moment is planned at opening time, so many working days from the due date,
/// from the working day before when that day is off; never on or before the day the deadline began, and not once it has
/// passed. A deadline that is already due or late gets the last passed moment from H on, so that somebody hears of it.
/// Invalid: a text that cannot be filled; read_rules() has refused such rules.
Result<std::vector<Send>> plan(Deadline const& deadline, std::vector<ReminderRule> const& rules,
                               calendar::Calendar const& calendar, Hours const& hours, Instant now);

/// What the office does now with the rows whose time has come.
struct Decision {
    std::vector<Send> send;           ///< late ones say so in their text
    std::vector<std::string> skipped; ///< keys of rows that a newer one of the same deadline makes needless
};

/// Whether the office sends at all at that instant.
bool is_open(calendar::Calendar const& calendar, Hours const& hours, Instant now);

/// Nothing outside office hours. Else, of the planned rows of one deadline whose time has come, the newest goes out and
/// the others are skipped: after an outage nobody gets more than one late reminder of a deadline.
Decision due(std::vector<Send> const& rows, calendar::Calendar const& calendar, Hours const& hours, Instant now);

/// How the rows of a book change.
struct Changes {
    std::vector<Send> add;
    std::vector<Send> update;        ///< same key, other time, text or recipients; a paused row stays paused
    std::vector<std::string> cancel; ///< keys of rows not yet sent that are no longer wanted
};

/// From the rows there are to those wanted. Rows that were sent, failed or skipped stay as they are and do not come
/// again; a cancelled one that is wanted again is updated to planned. An empty `wanted` closes the deadline.
Changes replan(std::vector<Send> const& rows, std::vector<Send> const& wanted);

/// All that one officer is told in one message.
struct Digest {
    std::string officer;
    std::vector<std::string> keys;
    std::string text;                 ///< the only text, or a numbered list
    std::vector<std::string> letters; ///< each once
    std::string channel;
};

/// Gives the officers who hold a role in the case of a row.
using Resolve = std::function<std::vector<std::string>(Send const&, std::string const& role)>;
/// One message an officer and channel, in the order of officers; a row that reaches an officer by two roles stands
/// there once.
std::vector<Digest> digest(std::vector<Send> const& sends, Resolve const& officers);

} // namespace alur::reminder
