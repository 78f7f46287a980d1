#include "reminder/book.hpp"

#include "core/indonesian.hpp"

#include <algorithm>
#include <map>

namespace alur::reminder {

namespace {

bool names(ReminderRule const& rule, std::string const& deadline) {
    return std::find(rule.deadlines.begin(), rule.deadlines.end(), deadline) != rule.deadlines.end();
}

/// A moment of one deadline with the rule that speaks for it.
struct Meant {
    ReminderRule const* rule = nullptr;
    EscalationStep const* step = nullptr;
};

/// How closely a rule fits: one that names the deadline before one for all, a single moment before H+n.
int closeness(ReminderRule const& rule) { return (rule.deadlines.empty() ? 0 : 2) + (rule.moment.every_step ? 0 : 1); }

std::map<int, Meant> meant_by(Deadline const& deadline, std::vector<ReminderRule> const& rules) {
    std::map<int, Meant> moments;
    auto const step_at = [&](int after) -> EscalationStep const* {
        for (auto const& step : deadline.escalation)
            if (step.after == after) return &step;
        return nullptr;
    };
    auto const offer = [&](int offset, ReminderRule const& rule) {
        auto& meant = moments[offset];
        if (meant.rule == nullptr || closeness(*meant.rule) < closeness(rule)) meant = {&rule, step_at(offset)};
    };
    for (auto const& rule : rules) {
        if (deadline.length < rule.min_length) continue;
        if (!rule.deadlines.empty() && !names(rule, deadline.id)) continue;
        if (!rule.moment.every_step)
            offer(rule.moment.offset, rule);
        else
            for (auto const& step : deadline.escalation) offer(step.after, rule);
    }
    return moments;
}

std::vector<std::string> recipients_of(Deadline const& deadline, Meant const& meant) {
    std::vector<std::string> out;
    auto const add = [&](std::vector<std::string> const& roles) {
        for (auto const& role : roles)
            if (std::find(out.begin(), out.end(), role) == out.end()) out.push_back(role);
    };
    for (auto const& word : meant.rule->recipients) {
        if (word == "owner")
            add(deadline.owner);
        else if (word == "superior")
            add(deadline.superior);
        else if (word == "escalation") {
            if (meant.step != nullptr) add(meant.step->roles);
        } else
            add({word});
    }
    return out;
}

} // namespace

Result<std::vector<Send>> plan(Deadline const& deadline, std::vector<ReminderRule> const& rules,
                               calendar::Calendar const& calendar, Hours const& hours, Instant now) {
    std::vector<Send> rows;
    std::optional<Send> last_passed;
    auto const due_day = calendar.on_or_before(deadline.due);
    for (auto const& [offset, meant] : meant_by(deadline, rules)) {
        auto const day = calendar.add_working_days(due_day, offset);
        if (!day) return day.error();
        auto const after_due = offset >= 0;
        if (*day <= deadline.start && !after_due) continue;
        auto recipients = recipients_of(deadline, meant);
        if (recipients.empty()) continue;
        auto const moment = to_text(Moment{offset, false});
        auto text = fill(meant.rule->text, {deadline.name, deadline.subject, tanggal(deadline.due),
                                            std::to_string(offset < 0 ? -offset : offset)});
        if (!text) return text.error();
        Send row{deadline.key + '|' + iso(deadline.due) + '|' + moment,
                 deadline.key,
                 moment,
                 at(*day, hours.opens, hours.zone),
                 std::move(recipients),
                 meant.rule->channel,
                 *std::move(text),
                 meant.rule->letter,
                 SendState::Planned};
        if (row.planned > now)
            rows.push_back(std::move(row));
        else if (after_due)
            last_passed = std::move(row);
    }
    if (last_passed) rows.insert(rows.begin(), *std::move(last_passed));
    return rows;
}

} // namespace alur::reminder
