#include "service/reminder_plan.hpp"

#include "feel/json.hpp"
#include "store/reminders.hpp"

#include <algorithm>

namespace alur::service {

using feel::Value;

reminder::Hours office_hours(Pack const& pack) {
    reminder::Hours hours;
    hours.opens = pack.send_time;
    hours.closes = pack.send_until;
    hours.zone = pack.zone;
    return hours;
}

model::DeadlineRule const* rule_of(Pack const& pack, std::string_view process, std::string_view deadline_id) {
    auto const found = std::find_if(pack.deadlines.begin(), pack.deadlines.end(), [&](auto const& rule) {
        return rule.id == deadline_id && rule.process == process;
    });
    return found == pack.deadlines.end() ? nullptr : &*found;
}

Result<std::vector<reminder::Send>> wanted_reminders(Pack const& pack, calendar::Calendar const& calendar,
                                                     model::DeadlineRule const& rule, store::CaseRow const& row,
                                                     store::Deadline const& deadline, Instant now) {
    auto escalation = reminder::parse_escalation(rule.escalation);
    if (!escalation) return escalation.error();
    reminder::Deadline const running{std::to_string(deadline.id.value),
                                     rule.id,
                                     rule.name,
                                     row.title.empty() ? row.number : row.title + " (" + row.number + ")",
                                     deadline.trigger_date,
                                     deadline.due_date,
                                     std::abs((deadline.due_date - deadline.trigger_date).count()),
                                     rule.owner,
                                     rule.superior,
                                     std::move(*escalation)};
    return reminder::plan(running, pack.reminders, calendar, office_hours(pack), now);
}

Result<> put_reminders(store::Transaction& transaction, store::Deadline const& deadline,
                       std::vector<reminder::Send> const& sends) {
    for (auto const& send : sends) {
        store::Reminder row;
        row.case_id = deadline.case_id;
        row.deadline = deadline.id;
        row.due_date = deadline.due_date;
        row.moment = send.moment;
        row.channel = send.channel;
        row.planned_at = send.planned;
        std::vector<Value> roles;
        for (auto const& role : send.recipients) roles.push_back(Value::string(role));
        row.recipients = feel::to_json(Value::list(std::move(roles)));
        row.text = send.text;
        row.letter = send.letter;
        if (auto const stored = store::plan_reminder(transaction, row); !stored) return stored.error();
    }
    return Done{};
}

Result<> replan_reminders(store::Transaction& transaction, Pack const& pack, calendar::Calendar const& calendar,
                          store::CaseRow const& row, store::Deadline const& moved, std::string_view why, Instant now) {
    auto const book = store::reminders_of_deadline(transaction, moved.id);
    if (!book) return book.error();
    auto const paused = [&](std::string const& moment) -> store::Reminder const* {
        for (auto const& reminder : *book)
            if (reminder.state == store::ReminderState::Paused && reminder.moment == moment) return &reminder;
        return nullptr;
    };
    if (auto const cancelled = store::cancel_reminders(transaction, moved.id, why); !cancelled)
        return cancelled.error();
    auto const* rule = rule_of(pack, row.process, moved.deadline_id);
    if (!rule) return Done{};
    auto const wanted = wanted_reminders(pack, calendar, *rule, row, moved, now);
    if (!wanted) return wanted.error();
    if (auto const put = put_reminders(transaction, moved, *wanted); !put) return put.error();
    for (auto const& send : *wanted) {
        auto const* before = paused(send.moment);
        if (!before) continue;
        auto const now_there = store::reminders_of_deadline(transaction, moved.id);
        if (!now_there) return now_there.error();
        for (auto const& reminder : *now_there)
            if (reminder.moment == send.moment && reminder.due_date == moved.due_date &&
                reminder.state == store::ReminderState::Planned)
                if (auto const held = store::pause_reminder(transaction, reminder.id, before->note); !held)
                    return held.error();
    }
    return Done{};
}

} // namespace alur::service
