#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

Run::Run(Definitions const& definitions, Instance const& instance, Instant now, Environment const& environment)
    : definitions_(definitions), environment_(environment), now_(now), limits_(environment.limits),
      instance_(instance) {
    limits_.now = now;
    limits_.zone = environment.zone;
    events_.reserve(16);
}

Step Run::finish() && { return {std::move(events_), std::move(requests_), std::move(instance_)}; }

void Run::emit(Event event) {
    instance_.apply(event);
    events_.push_back(std::move(event));
}

void Run::settle() {
    while (!failure_ && instance_.running()) {
        if (++moves_ > environment_.most_moves) {
            stop_endless();
            return;
        }
        if (variables_changed_) {
            check_conditions();
            continue;
        }
        if (!ready_.empty()) {
            auto const id = ready_.front();
            ready_.pop_front();
            execute(id);
        } else if (complete_scopes()) {
            continue;
        } else if (!late_.empty()) {
            auto const id = late_.front();
            late_.pop_front();
            execute(id);
        } else if (!fire_joins()) {
            return;
        }
    }
}

void Run::stop_endless() {
    if (!failure_)
        failure_ = unavailable("proses berputar tanpa henti: lebih dari " + std::to_string(environment_.most_moves) +
                               " perpindahan dalam satu langkah");
}

ElementId Run::place(ElementId parent, NodeIndex node, FlowIndex flow, ElementRole role, std::uint32_t index) {
    if (++moves_ > environment_.most_moves) stop_endless();
    auto const id = instance_.next_element();
    emit(ElementEntered{id, parent, node, flow, role, index});
    auto const& state = definitions_.node(node).state;
    if (!state.empty() && role != ElementRole::Item && state != instance_.state()) emit(StateChanged{state});
    return id;
}

void Run::enter(ElementId parent, NodeIndex index, FlowIndex flow) {
    auto const& node = definitions_.node(index);
    auto const role = node.many || node.loop ? ElementRole::Many : ElementRole::Plain;
    auto const id = place(parent, index, flow, role, node.start_quantity > 1 ? kGathering : 0);
    auto const throws = node.kind == NodeKind::ThrowEvent || node.kind == NodeKind::EndEvent ||
                        (node.kind == NodeKind::SendTask && !node.triggers.empty());
    (throws && !node.triggers.empty() ? late_ : ready_).push_back(id);
}

void Run::close(Wait const& wait) {
    if (wait.kind == WaitKind::Timer)
        emit(TimerCancelled{wait.id});
    else
        emit(SubscriptionClosed{wait.id});
}

void Run::close_waits(ElementId element) {
    for (std::size_t i = 0; i < instance_.waits().size();) {
        auto const wait = instance_.waits()[i];
        if (wait.element == element)
            close(wait);
        else
            ++i;
    }
}

void Run::leave(ElementId id, Outcome outcome) {
    auto const* element = instance_.find(id);
    if (!element) return;
    auto const node = element->node;
    auto const parent = element->parent;
    if (!instance_.waits().empty()) close_waits(id);
    if (is_open_task(definitions_, *instance_.find(id))) emit(TaskClosed{id, node, outcome});
    emit(ElementLeft{id, node, outcome});
    maybe_done_.push_back(parent);
}

void Run::cancel(ElementId id) {
    cancel_children(id);
    leave(id, Outcome::Cancelled);
}

void Run::cancel_children(ElementId scope) {
    std::vector<ElementId> doomed;
    for (auto const& element : instance_.elements())
        if (element.parent == scope) doomed.push_back(element.id);
    for (auto const id : doomed) cancel(id);
}

void Run::cancel_all(Ending ending, NodeIndex node, std::string code) {
    cancel_children(kRoot);
    close_waits(kRoot);
    emit(InstanceEnded{ending, node, std::move(code)});
}

void Run::move(ElementId id, ElementState to) { emit(ElementMoved{id, to}); }

/// The element is through: it leaves and its ways out are taken.
void Run::pass(ElementId id) {
    auto const* element = instance_.find(id);
    if (!element) return;
    auto const scope = element->parent;
    auto const node = element->node;
    if (element->role == ElementRole::Handler) {
        auto const thrower = ElementId{element->index};
        leave(id, Outcome::Completed);
        continue_compensation(thrower);
        return;
    }
    leave(id, Outcome::Completed);
    take_ways_out(scope, node);
}

/// Of an activity or event: all ways without a condition, those whose condition is met, and the default way when no
/// condition was met.
void Run::take_ways_out(ElementId scope, NodeIndex index) {
    auto const& node = definitions_.node(index);
    bool conditional = false;
    bool met = false;
    bool taken = false;
    for (auto const out : node.outgoing) {
        if (failure_) return;
        auto const& flow = definitions_.flow(out);
        if (out == node.default_flow) continue;
        if (!flow.condition.empty()) {
            conditional = true;
            if (!is_met(flow.condition, scope, node)) continue;
            met = true;
        }
        taken = true;
        for (int i = 0; i < node.completion_quantity; ++i) enter(scope, flow.target, out);
    }
    if (failure_) return;
    if (node.default_flow != model::kNone && (!conditional || !met)) {
        taken = true;
        enter(scope, definitions_.flow(node.default_flow).target, node.default_flow);
    }
    if (!taken && !node.outgoing.empty())
        fail(node, "tidak ada syarat yang terpenuhi pada jalan keluar dari \"" + node.id + "\"");
}

} // namespace alur::runtime
