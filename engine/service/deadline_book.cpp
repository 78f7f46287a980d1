#include "service/deadline_book.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "service/reminder_plan.hpp"
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

bool contains(std::vector<std::string> const& ids, std::string_view id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
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
        auto const* limit = rule_of(pack_, row_.process, rule.cap);
        if (cap) circumstances.cap = {*cap, limit ? limit->name + " (" + rule.cap + ')' : rule.cap};
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

Result<bool> DeadlineBook::runs_already(model::DeadlineRule const& rule) {
    if (rule.pauses.empty()) return false;
    auto const newest = store::newest_deadline(transaction_, row_.id, rule.id);
    if (!newest) return newest.error();
    return *newest && (*newest)->state == store::DeadlineState::Open;
}

Result<> DeadlineBook::open(model::DeadlineRule const& rule, std::vector<Dated> const& dates) {
    auto const running = runs_already(rule);
    if (!running) return running.error();
    if (*running) return Done{};
    for (auto const& dated : dates) {
        store::Deadline fresh;
        fresh.case_id = row_.id;
        fresh.deadline_id = rule.id;
        fresh.trigger_date = dated.trigger;
        fresh.due_date = dated.due.due;
        fresh.opened_at = now_;
        fresh.owner = rule.owner;
        fresh.superior = rule.superior;
        fresh.derivation = to_json(DueReason{dated.due, std::nullopt, ""});
        auto const stored = store::open_deadline(transaction_, std::move(fresh));
        if (!stored) return stored.error();
        auto const wanted = wanted_reminders(pack_, pack_.calendar, rule, row_, *stored, now_);
        if (!wanted) return wrong(rule, {}, wanted.error().message);
        if (auto const put = put_reminders(transaction_, *stored, *wanted); !put) return put.error();
    }
    return Done{};
}

Result<> DeadlineBook::move(store::Deadline deadline, DueReason const& reason, std::string_view why,
                            std::string_view actor) {
    // What does not move has no history, but it is explained anew.
    auto const moved =
        reason.due.due == deadline.due_date
            ? store::explain_deadline(transaction_, deadline.id, to_json(reason))
            : store::move_deadline(transaction_, deadline.id, reason.due.due, to_json(reason), actor, why, now_);
    if (!moved) return moved.error();
    deadline.due_date = reason.due.due;
    return replan_reminders(transaction_, pack_, pack_.calendar, row_, deadline, why, now_);
}

Result<> DeadlineBook::stop_clock(std::string_view element, std::string_view why) {
    for (auto const& rule : pack_.deadlines) {
        if (rule.process != row_.process || !contains(rule.pauses, element)) continue;
        auto const running = store::newest_deadline(transaction_, row_.id, rule.id);
        if (!running) return running.error();
        if (!*running || (*running)->state != store::DeadlineState::Open) continue;
        auto reason = read_due_reason((*running)->derivation);
        if (!reason) return reason.error();
        if (reason->stopped) continue;
        auto counted = calendar::due_date_again(reason->due.derivation, pack_.calendar);
        if (!counted) return counted.error();
        reason->due = std::move(*counted);
        reason->stopped = day_of(now_, pack_.zone);
        reason->stopped_why = why;
        if (auto const kept = store::explain_deadline(transaction_, (*running)->id, to_json(*reason)); !kept)
            return kept.error();
        auto const quiet = store::cancel_reminders(transaction_, (*running)->id, "waktu berhenti: " + std::string(why));
        if (!quiet) return quiet.error();
    }
    return Done{};
}

Result<> DeadlineBook::restart_clock(std::string_view element, std::string_view actor) {
    for (auto const& rule : pack_.deadlines) {
        if (rule.process != row_.process || !contains(rule.resumes, element)) continue;
        auto const running = store::newest_deadline(transaction_, row_.id, rule.id);
        if (!running) return running.error();
        if (!*running || (*running)->state != store::DeadlineState::Open) continue;
        auto reason = read_due_reason((*running)->derivation);
        if (!reason) return reason.error();
        if (!reason->stopped) continue;
        auto const today = day_of(now_, pack_.zone);
        auto const from = std::min(*reason->stopped, today);
        auto const why = "waktu dihentikan " + rentang_tanggal(from, today) + ": " + reason->stopped_why;
        reason->due.derivation.circumstances.suspensions.push_back({from, today, reason->stopped_why});
        reason->stopped.reset();
        auto counted = calendar::due_date_again(reason->due.derivation, pack_.calendar);
        if (!counted) return counted.error();
        reason->due = std::move(*counted);
        if (auto const moved = move(**running, *reason, why, actor); !moved) return moved.error();
    }
    return Done{};
}

Result<> DeadlineBook::extend(std::string_view deadline_id, Day until, std::string const& why, std::string_view actor) {
    auto const running = store::newest_deadline(transaction_, row_.id, deadline_id);
    if (!running) return running.error();
    if (!*running || (*running)->state != store::DeadlineState::Open)
        return not_found("tenggat " + std::string(deadline_id) + " tidak sedang berjalan pada perkara " + row_.number +
                         "; dispensasi hanya untuk tenggat yang berjalan");
    auto reason = read_due_reason((*running)->derivation);
    if (!reason) return reason.error();
    reason->due.derivation.circumstances.extension = {until, why};
    auto counted = calendar::due_date_again(reason->due.derivation, pack_.calendar);
    if (!counted) return counted.error();
    reason->due = std::move(*counted);
    if (reason->due.due <= (*running)->due_date) {
        auto const& cap = reason->due.derivation.circumstances.cap;
        return invalid("dispensasi tenggat " + std::string(deadline_id) + " sampai " + tanggal(until) +
                       " tidak menggeser jatuh tempo " + tanggal((*running)->due_date) +
                       (cap && cap->due < until ? "; batas akhirnya " + cap->name + ", " + tanggal(cap->due)
                                                : "; sebutkan hari kerja sesudah tanggal itu"));
    }
    return move(**running, *reason, "dispensasi sampai " + tanggal(until) + ": " + why, actor);
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
        return rule.process == row_.process && contains(rule.ends, element);
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
