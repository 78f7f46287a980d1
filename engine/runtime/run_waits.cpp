#include "runtime/run.hpp"

#include "model/timer_text.hpp"

#include <algorithm>

namespace alur::runtime {

/// Begins to wait for all that can trigger the node.
void Run::listen(ElementId element, NodeIndex node) {
    for (std::size_t i = 0; i < definitions_.node(node).triggers.size() && !failure_; ++i)
        listen_one(element, node, static_cast<std::uint8_t>(i));
}

/// False when a condition was met at once and interrupted the activity.
bool Run::listen_at_boundaries(ElementId id) {
    for (auto const boundary : node_of(*instance_.find(id)).boundary) listen(id, boundary);
    if (failure_) return false;
    check_conditions();
    return !failure_ && instance_.find(id) != nullptr;
}

void Run::listen_one(ElementId element, NodeIndex node, std::uint8_t trigger) {
    auto const& definition = definitions_.node(node).triggers[trigger];
    switch (definition.kind) {
    case TriggerKind::Timer: set_timer(element, node, trigger, definition); break;
    case TriggerKind::Message: {
        auto key = definition.correlation_key.empty()
                       ? std::string()
                       : text(definition.correlation_key, element, definitions_.node(node));
        if (!failure_)
            emit(MessageAwaited{instance_.next_wait(), element, node, trigger, definition.name, std::move(key)});
        break;
    }
    case TriggerKind::Signal:
        emit(SignalAwaited{instance_.next_wait(), element, node, trigger, definition.name});
        break;
    case TriggerKind::Condition:
        emit(ConditionAwaited{instance_.next_wait(), element, node, trigger});
        variables_changed_ = true;
        break;
    default: break; // errors, escalations and the like find their way up by themselves
    }
}

void Run::set_timer(ElementId element, NodeIndex index, std::uint8_t trigger, Trigger const& definition) {
    auto const& node = definitions_.node(index);
    auto const value = evaluate(definition.timer, element, node);
    if (failure_) return;
    TimerSet set{instance_.next_wait(), element, index, trigger, {}, 0};
    if (definition.timer_kind == model::TimerKind::Cycle) {
        auto const cycle = model::parse_cycle(feel::to_text(value), environment_.zone);
        if (!cycle) {
            fail(node, "siklus waktu \"" + feel::to_text(value) + "\" tidak dapat dibaca", definition.timer.place);
            return;
        }
        if (cycle->times == 0) return;
        set.due = cycle->start.value_or(model::add(now_, cycle->every, environment_.zone));
        set.repeats = cycle->times < 0 ? -1 : cycle->times - 1;
    } else {
        auto const due = model::instant_of(value, now_, environment_.zone);
        if (!due) {
            fail(node, "waktu \"" + feel::to_text(value) + "\" pada \"" + node.id + "\" tidak dapat dibaca",
                 definition.timer.place);
            return;
        }
        set.due = *due;
    }
    emit(set);
}

void Run::fire(WaitId id, feel::Value const& variables) {
    auto const wait = *instance_.find(id);
    auto const& node = definitions_.node(wait.node);
    auto const stays = !node.interrupting && !node.parallel_multiple &&
                       (wait.kind == WaitKind::Message || wait.kind == WaitKind::Signal);
    if (wait.kind == WaitKind::Timer)
        emit(TimerFired{id});
    else if (!stays)
        emit(SubscriptionClosed{id});
    if (wait.kind == WaitKind::Timer && wait.repeats != 0 && !node.interrupting) {
        auto const value = evaluate(node.triggers[wait.trigger].timer, wait.element, node);
        if (failure_) return;
        if (auto const cycle = model::parse_cycle(feel::to_text(value), environment_.zone))
            emit(TimerSet{instance_.next_wait(), wait.element, wait.node, wait.trigger,
                          model::add(wait.due, cycle->every, environment_.zone),
                          wait.repeats < 0 ? -1 : wait.repeats - 1});
    }
    auto const needs_more = [&] {
        return node.parallel_multiple &&
               std::any_of(instance_.waits().begin(), instance_.waits().end(),
                           [&](Wait const& w) { return w.element == wait.element && w.node == wait.node; });
    };
    if (needs_more()) {
        assign(wait.element, variables);
        return;
    }
    if (node.kind == NodeKind::BoundaryEvent) {
        trigger_boundary(wait.element, wait.node, variables);
        return;
    }
    if (node.kind == NodeKind::StartEvent && !is_scope_start(wait)) {
        start_event_sub_process(wait.element, wait.node, variables);
        return;
    }
    if (node.kind == NodeKind::StartEvent) { // the scope stood still until one of its start events came
        for (std::size_t i = 0; i < instance_.waits().size();) {
            auto const other = instance_.waits()[i];
            if (other.element == wait.element && is_scope_start(other))
                close(other);
            else
                ++i;
        }
        auto const first = place(wait.element, wait.node, model::kNone, ElementRole::Plain, 0);
        map_outputs(first, variables);
        if (!failure_) pass(first);
        return;
    }
    auto const* element = instance_.find(wait.element);
    if (element->node == wait.node) {
        complete(wait.element, variables);
        return;
    }
    // an event gateway: the event that came first wins
    auto const scope = element->parent;
    auto way = model::kNone;
    for (auto const out : node_of(*element).outgoing)
        if (definitions_.flow(out).target == wait.node) way = out;
    leave(wait.element, Outcome::Completed);
    auto const event = place(scope, wait.node, way, ElementRole::Plain, 0);
    complete(event, variables);
}

void Run::trigger_boundary(ElementId host, NodeIndex boundary, feel::Value const& variables) {
    auto const scope = instance_.find(host)->parent;
    if (definitions_.node(boundary).interrupting) cancel(host);
    auto const id = place(scope, boundary, model::kNone, ElementRole::Plain, 0);
    map_outputs(id, variables);
    if (!failure_) pass(id);
}

std::optional<WaitId> Run::receiver(std::string_view name, std::string_view key) const {
    for (auto const& wait : instance_.waits())
        if (wait.kind == WaitKind::Message && wait.name == name && (key.empty() || wait.key.empty() || wait.key == key))
            return wait.id;
    return std::nullopt;
}

void Run::broadcast(std::string const& name, feel::Value const& variables) {
    std::vector<WaitId> reached;
    for (auto const& wait : instance_.waits())
        if (wait.kind == WaitKind::Signal && wait.name == name) reached.push_back(wait.id);
    for (auto const id : reached)
        if (!failure_ && instance_.find(id)) fire(id, variables);
}

/// Variables changed, or somebody new waits: whose condition is met now?
void Run::check_conditions() {
    variables_changed_ = false;
    std::vector<WaitId> waiting;
    for (auto const& wait : instance_.waits())
        if (wait.kind == WaitKind::Condition) waiting.push_back(wait.id);
    for (auto const id : waiting) {
        auto const* wait = instance_.find(id);
        if (!wait || failure_) continue;
        auto const& node = definitions_.node(wait->node);
        auto const outcome = feel::evaluate(node.triggers[wait->trigger].condition, scope_of(wait->element), limits_);
        if (outcome.value.is_true()) fire(id, {});
    }
}

} // namespace alur::runtime
