#include "store/steps.hpp"

#include "core/text.hpp"
#include "runtime/codec.hpp"
#include "store/journal.hpp"
#include "store/subscriptions.hpp"
#include "store/tasks.hpp"
#include "store/timers.hpp"

namespace alur::store {

namespace {

std::vector<std::string> role_list(std::string_view comma_separated) {
    std::vector<std::string> roles;
    for (auto const& part : split(comma_separated, ','))
        if (auto const role = trim(part); !role.empty()) roles.emplace_back(role);
    return roles;
}

/// Carries one event into the tables of what waits. Events without a row of their own change nothing.
class RowWriter {
  public:
    RowWriter(Transaction& transaction, model::Definitions const& definitions, CaseId id, Instant now)
        : transaction_(transaction), definitions_(definitions), id_(id), now_(now) {}

    Result<> operator()(runtime::TaskOpened const& e) {
        auto const& node = definitions_.node(e.node);
        TaskRow task;
        task.case_id = id_;
        task.id = e.element;
        task.element = node.id;
        task.name = node.name;
        task.roles = role_list(e.roles);
        task.opened_at = now_;
        if (e.due != Instant{}) task.due_at = e.due;
        if (!e.assignee.empty()) {
            task.claimed_by = e.assignee;
            task.claimed_at = now_;
        }
        return open_task(transaction_, task);
    }
    Result<> operator()(runtime::TaskClosed const& e) { return close_task(transaction_, id_, e.element); }
    Result<> operator()(runtime::TimerSet const& e) {
        return set_timer(transaction_, {id_, e.id, definitions_.node(e.node).id, e.due});
    }
    Result<> operator()(runtime::TimerFired const& e) { return clear_timer(transaction_, id_, e.id); }
    Result<> operator()(runtime::TimerCancelled const& e) { return clear_timer(transaction_, id_, e.id); }
    Result<> operator()(runtime::MessageAwaited const& e) {
        return open_subscription(transaction_,
                                 {id_, e.id, Awaited::Message, e.name, e.key, definitions_.node(e.node).id});
    }
    Result<> operator()(runtime::SignalAwaited const& e) {
        return open_subscription(transaction_, {id_, e.id, Awaited::Signal, e.name, "", definitions_.node(e.node).id});
    }
    Result<> operator()(runtime::SubscriptionClosed const& e) { return close_subscription(transaction_, id_, e.id); }
    template <class Other> Result<> operator()(Other const& /*event*/) { return Done{}; }

  private:
    Transaction& transaction_;
    model::Definitions const& definitions_;
    CaseId id_;
    Instant now_;
};

using Fields = std::vector<feel::Value::Entry>;

std::pair<std::string_view, feel::Value> packed(runtime::Request const& request) {
    using feel::Value;
    if (auto const* call = std::get_if<runtime::ServiceCall>(&request))
        return {kServiceWork, Value::context(Fields{{"element", Value::number(runtime::number(call->element))},
                                                    {"node", Value::number(call->node)},
                                                    {"type", Value::string(call->type)},
                                                    {"input", call->input}})};
    if (auto const* message = std::get_if<runtime::MessageSent>(&request))
        return {kMessageWork, Value::context(Fields{{"node", Value::number(message->node)},
                                                    {"name", Value::string(message->name)},
                                                    {"key", Value::string(message->key)},
                                                    {"variables", message->variables}})};
    auto const& signal = std::get<runtime::SignalSent>(request);
    return {kSignalWork, Value::context(Fields{{"node", Value::number(signal.node)},
                                               {"name", Value::string(signal.name)},
                                               {"variables", signal.variables}})};
}

} // namespace

Result<RecordedStep> record_step(Transaction& transaction, model::Definitions const& definitions, CaseId id,
                                 std::int64_t version, runtime::Step const& step, StepCause const& cause) {
    CaseChange change;
    RowWriter rows(transaction, definitions, id, cause.now);
    for (auto const& event : step.events) {
        if (auto const* changed = std::get_if<runtime::StateChanged>(&event)) change.state = changed->state;
        if (std::holds_alternative<runtime::InstanceEnded>(event)) change.ended_at = cause.now;
        if (auto const done = std::visit(rows, event); !done) return done.error();
    }
    std::string bytes;
    runtime::encode(step.after, bytes);
    auto const next = update_case(transaction, id, version, change, bytes);
    if (!next) return next.error();

    JournalEntry entry{id, *next, cause.now, std::string(cause.actor), std::string(cause.reason), {}};
    runtime::encode(step.events, entry.events);
    if (auto const added = append_journal(transaction, entry); !added) return added.error();

    RecordedStep recorded{*next, {}};
    for (auto const& request : step.requests) {
        auto const [kind, fields] = packed(request);
        Work work;
        work.case_id = id;
        work.kind = kind;
        work.not_before = cause.now;
        work.queued_at = cause.now;
        runtime::encode(fields, work.payload);
        auto const queued = queue_work(transaction, work);
        if (!queued) return queued.error();
        recorded.queued.push_back({*queued, request});
    }
    return recorded;
}

Result<runtime::Request> request_of(Work const& work) {
    auto const decoded = runtime::decode_value(work.payload);
    auto const damaged = [&] {
        return unavailable("pekerjaan nomor urut " + std::to_string(work.id.value) +
                           " tidak dapat dibaca; pulihkan basis data dari cadangan");
    };
    if (!decoded) return damaged();
    auto const number = [&](char const* name) -> std::optional<std::int64_t> {
        auto const* value = decoded->find(name);
        return value ? value->as_integer() : std::nullopt;
    };
    auto const text = [&](char const* name) {
        auto const* value = decoded->find(name);
        return value && value->is_string() ? std::string(value->as_string()) : std::string();
    };
    auto const value = [&](char const* name) {
        auto const* found = decoded->find(name);
        return found ? *found : feel::Value();
    };
    auto const node = number("node");
    if (!node || !std::in_range<model::NodeIndex>(*node)) return damaged();
    auto const index = static_cast<model::NodeIndex>(*node);
    if (work.kind == kServiceWork) {
        auto const element = number("element");
        if (!element || !std::in_range<std::uint32_t>(*element)) return damaged();
        return runtime::Request{runtime::ServiceCall{runtime::ElementId{static_cast<std::uint32_t>(*element)}, index,
                                                     text("type"), value("input")}};
    }
    if (work.kind == kMessageWork)
        return runtime::Request{runtime::MessageSent{index, text("name"), text("key"), value("variables")}};
    if (work.kind == kSignalWork) return runtime::Request{runtime::SignalSent{index, text("name"), value("variables")}};
    return damaged();
}

} // namespace alur::store
