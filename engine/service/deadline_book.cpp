#include "service/deadline_book.hpp"

#include "core/text.hpp"
#include "feel/json.hpp"
#include "reminder/book.hpp"
#include "store/reminders.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

std::optional<Day> to_day(Value const& value, ZoneOffset zone) {
    if (value.kind() == feel::Kind::Date) return value.as_day();
    if (value.kind() == feel::Kind::DateTime) return day_of(value.as_instant(zone), zone);
    if (!value.is_string()) return std::nullopt;
    auto const day = parse_day(value.as_string().substr(0, 10));
    return day ? std::optional(*day) : std::nullopt;
}

Error wrong(model::DeadlineRule const& rule, feel::Expression const& expression, std::string const& what) {
    auto error = invalid("tenggat " + rule.id + ": " + what);
    error.found.error("deadline", expression.empty() ? rule.place : expression.place(),
                      "tenggat " + rule.id + ": " + what);
    return error;
}

constexpr std::array<std::string_view, 4> kDirections{"forward", "backward", "fixed", "periodic"};
constexpr std::array<std::string_view, 3> kUnits{"WD", "CD", "DATE"};

} // namespace

Result<std::vector<DeadlineBook::Dated>> DeadlineBook::dates(model::DeadlineRule const& rule, feel::Scope const& scope,
                                                             feel::Limits const& limits,
                                                             std::map<std::string, Day> const& pending) {
    std::vector<Dated> out;
    auto const trigger = feel::evaluate(rule.date, scope, limits);
    if (trigger.value.is_null()) {
        if (!trigger.problems.empty())
            return wrong(rule, rule.date, "tanggal awal tidak dapat dihitung: " + trigger.problems.front().message);
        return out;
    }
    auto const length = feel::evaluate(rule.length, scope, limits).value;
    auto const days = length.is_string() ? std::optional<std::int64_t>(0) : length.as_integer();
    if (!days) return wrong(rule, rule.length, "lama tenggat bukan bilangan bulat");
    // A fixed date is a month and day of the year after that of its trigger.
    auto const fixed = length.is_string() ? std::string(length.as_string()) + "+1" : std::string();
    auto const due_rule = calendar::parse_due_rule(kDirections[static_cast<std::size_t>(rule.direction)],
                                                   kUnits[static_cast<std::size_t>(rule.unit)], *days, fixed);
    if (!due_rule) return wrong(rule, rule.length, due_rule.error().message);
    calendar::Circumstances circumstances;
    if (!rule.cap.empty()) {
        std::optional<Day> cap;
        if (auto const known = pending.find(rule.cap); known != pending.end())
            cap = known->second;
        else if (auto const stored = store::newest_deadline(transaction_, row_.id, rule.cap); stored && *stored)
            cap = (*stored)->due_date;
        if (cap) circumstances.cap = {*cap, rule.cap};
    }
    std::vector<Value> triggers{trigger.value};
    if (trigger.value.is_list()) triggers.assign(trigger.value.items().begin(), trigger.value.items().end());
    bool const periodic = rule.direction == model::DeadlineDirection::Periodic;
    for (auto const& item : triggers) {
        auto const day = to_day(item, pack_.zone);
        if (!day) return wrong(rule, rule.date, "tanggal awal bukan tanggal");
        // A periodic rule with a list of dates has one occurrence for each entry.
        circumstances.occurrence = periodic && triggers.size() > 1 ? static_cast<int>(out.size()) + 1 : 1;
        auto due = calendar::due_date(*due_rule, *day, pack_.calendar, circumstances);
        if (!due) return wrong(rule, rule.date, due.error().message);
        out.push_back({*day, std::move(*due)});
    }
    return out;
}

Result<> DeadlineBook::open(model::DeadlineRule const& rule, std::vector<Dated> const& dates) {
    for (auto const& dated : dates) {
        store::Deadline fresh;
        fresh.case_id = row_.id;
        fresh.deadline_id = rule.id;
        fresh.trigger_date = dated.trigger;
        fresh.due_date = dated.due.due;
        fresh.opened_at = now_;
        fresh.owner = rule.owner;
        fresh.superior = rule.superior;
        fresh.derivation = feel::to_json(Value::context({{"sebab", Value::string(calendar::sentence(dated.due))},
                                                         {"rincian", Value::string(calendar::to_json(dated.due))}}));
        auto const stored = store::open_deadline(transaction_, std::move(fresh));
        if (!stored) return stored.error();
        if (auto const planned = plan_reminders(rule, *stored); !planned) return planned.error();
    }
    return Done{};
}

Result<> DeadlineBook::plan_reminders(model::DeadlineRule const& rule, store::Deadline const& deadline) {
    auto escalation = reminder::parse_escalation(rule.escalation);
    if (!escalation) return wrong(rule, {}, escalation.error().message);
    reminder::Deadline running{std::to_string(deadline.id.value),
                               rule.id,
                               rule.name,
                               row_.title.empty() ? row_.number : row_.title + " (" + row_.number + ")",
                               deadline.trigger_date,
                               deadline.due_date,
                               std::abs((deadline.due_date - deadline.trigger_date).count()),
                               rule.owner,
                               rule.superior,
                               std::move(*escalation)};
    reminder::Hours hours;
    hours.opens = pack_.send_time;
    hours.zone = pack_.zone;
    auto const planned = reminder::plan(running, pack_.reminders, pack_.calendar, hours, now_);
    if (!planned) return planned.error();
    for (auto const& send : *planned) {
        store::Reminder row;
        row.case_id = row_.id;
        row.deadline = deadline.id;
        row.moment = send.moment;
        row.channel = send.channel;
        row.planned_at = send.planned;
        std::vector<Value> roles;
        for (auto const& role : send.recipients) roles.push_back(Value::string(role));
        row.recipients = feel::to_json(Value::list(std::move(roles)));
        row.text = send.text;
        row.note = send.letter;
        if (auto const stored = store::plan_reminder(transaction_, row); !stored) return stored.error();
    }
    return Done{};
}

Result<> DeadlineBook::end(store::Deadline const& deadline, store::DeadlineState state, std::string_view why) {
    if (auto const closed = store::close_deadline(transaction_, deadline.id, state, now_); !closed)
        return closed.error();
    auto const cancelled = store::cancel_reminders(transaction_, deadline.id, why);
    if (!cancelled) return cancelled.error();
    return Done{};
}

Result<> DeadlineBook::close(std::string_view element) {
    auto const ends = [&](model::DeadlineRule const& rule) {
        return rule.process == row_.process &&
               std::find(rule.ends.begin(), rule.ends.end(), element) != rule.ends.end();
    };
    auto const& rules = pack_.deadlines;
    if (std::none_of(rules.begin(), rules.end(), ends)) return Done{};
    auto const running = store::deadlines_of_case(transaction_, row_.id);
    if (!running) return running.error();
    auto const today = day_of(now_, pack_.zone);
    for (auto const& rule : rules) {
        if (!ends(rule)) continue;
        for (auto const& deadline : *running) {
            if (deadline.deadline_id != rule.id || deadline.state != store::DeadlineState::Open) continue;
            auto const state = today <= deadline.due_date ? store::DeadlineState::Met : store::DeadlineState::Missed;
            if (auto const ended = end(deadline, state, "langkah selesai"); !ended) return ended.error();
            break;
        }
    }
    return Done{};
}

Result<> DeadlineBook::cancel_all() {
    auto const running = store::deadlines_of_case(transaction_, row_.id);
    if (!running) return running.error();
    auto const today = day_of(now_, pack_.zone);
    for (auto const& deadline : *running) {
        if (deadline.state != store::DeadlineState::Open) continue;
        auto const state = today <= deadline.due_date ? store::DeadlineState::Cancelled : store::DeadlineState::Missed;
        if (auto const ended = end(deadline, state, "perkara berakhir"); !ended) return ended.error();
    }
    return Done{};
}

} // namespace alur::service
