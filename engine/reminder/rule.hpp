#pragma once
#include "core/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace alur::reminder {

/// When a reminder goes out, in working days from the due date: H-3 is -3, H is 0, H+1 is 1. `every_step` (written
/// `H+n`) stands for each day of the deadline's escalation.
struct Moment {
    int offset = 0;
    bool every_step = false;
    bool operator==(Moment const&) const = default;
};

/// `H-7`, `H`, `H+1`, `H+n`. Invalid: anything else, more than 365 days.
Result<Moment> parse_moment(std::string_view text);
std::string to_text(Moment moment);

/// Who hears of a missed deadline, so many working days after it.
struct EscalationStep {
    int after = 1;
    std::vector<std::string> roles;
    bool operator==(EscalationStep const&) const = default;
};

/// `+1:STAF KATIM +2:KABID +5:SEKDIN`, in rising order of days; "" is no escalation. Invalid: a step without a day or a
/// role, a day twice or out of order, more than 365 days.
Result<std::vector<EscalationStep>> parse_escalation(std::string_view text);

/// One row of the table of reminders. Of two rules for the same moment the one that names the deadline is meant.
struct ReminderRule {
    Moment moment;
    std::int64_t min_length = 0;         ///< only deadlines of at least so many days
    std::vector<std::string> recipients; ///< roles, or the words owner, superior, escalation
    std::string channel;
    std::string text;                   ///< with {{nama_tenggat}} {{perkara}} {{tanggal}} {{n}}
    std::vector<std::string> deadlines; ///< ids; empty means all
    std::string letter;                 ///< id of the letter that goes with it, or ""
    Place place;
};

/// A row of the table as text. `place` is that of its first cell.
struct RuleRow {
    std::string moment, min_length, recipients, channel, text, deadlines, letter;
    Place place;
};

/// Reads the whole table; `*` or "" stands for all deadlines. Invalid, with every mistake: a moment or length that is
/// none, no recipient, an unknown field in the text, two rules for the same moment and deadline.
Result<std::vector<ReminderRule>> read_rules(std::vector<RuleRow> const& rows);

/// The fields a text may use.
struct Fields {
    std::string name;    ///< {{nama_tenggat}}
    std::string subject; ///< {{perkara}}
    std::string date;    ///< {{tanggal}}
    std::string count;   ///< {{n}}
};
/// Invalid: a field that is not one of these, braces that do not close.
Result<std::string> fill(std::string_view text, Fields const& fields);

} // namespace alur::reminder
