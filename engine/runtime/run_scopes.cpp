#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

bool Run::has_children(ElementId scope) const {
    return std::any_of(instance_.elements().begin(), instance_.elements().end(),
                       [&](Element const& e) { return e.parent == scope; });
}

/// Does the wait belong to a start event of the scope itself, not of an event sub-process in it?
bool Run::is_scope_start(Wait const& wait) const {
    auto const& node = definitions_.node(wait.node);
    if (node.kind != NodeKind::StartEvent) return false;
    return node.parent == model::kNone || !definitions_.node(node.parent).by_event;
}

bool Run::awaits_start(ElementId scope) const {
    return std::any_of(instance_.waits().begin(), instance_.waits().end(),
                       [&](Wait const& w) { return w.element == scope && is_scope_start(w); });
}

/// `parent` is the sub-process, or kNone for a process as a whole. Its event sub-processes begin to listen, then its
/// plain start event is entered; without one, whatever its start events wait for; without any start event, everything
/// that nothing leads to.
void Run::start_scope(ElementId scope, model::ProcessIndex process, NodeIndex parent) {
    maybe_done_.push_back(scope);
    auto const& children = definitions_.children(process, parent);
    bool any_start = false;
    auto plain = model::kNone;
    for (auto const child : children) {
        auto const& node = definitions_.node(child);
        if (node.by_event)
            for (auto const inner : node.children)
                if (definitions_.node(inner).kind == NodeKind::StartEvent) listen(scope, inner);
        if (node.kind != NodeKind::StartEvent) continue;
        any_start = true;
        auto const begins = node.triggers.empty() || (parent != model::kNone && definitions_.node(parent).by_event);
        if (begins && plain == model::kNone) plain = child;
    }
    if (failure_) return;
    if (plain != model::kNone) {
        enter(scope, plain);
        return;
    }
    for (auto const child : children) {
        auto const& node = definitions_.node(child);
        if (any_start) {
            if (node.kind == NodeKind::StartEvent) listen(scope, child);
            continue;
        }
        auto const leads_here = !node.incoming.empty() || node.kind == NodeKind::BoundaryEvent || node.by_event ||
                                node.for_compensation || node.waits_for(TriggerKind::Link);
        if (!leads_here) enter(scope, child);
    }
}

void Run::start_ad_hoc(ElementId scope) {
    maybe_done_.push_back(scope);
    auto const& node = node_of(*instance_.find(scope));
    for (auto const child : node.children) {
        auto const& inner = definitions_.node(child);
        if (!inner.incoming.empty() || inner.kind == NodeKind::BoundaryEvent || inner.for_compensation ||
            inner.by_event)
            continue;
        if (node.ad_hoc_sequential && has_children(scope)) continue;
        enter(scope, child);
    }
}

/// Something inside an ad-hoc sub-process was completed: is that enough? If not, and one after the other is the rule,
/// the next one begins.
void Run::ad_hoc_progress(ElementId scope) {
    auto const* element = instance_.find(scope);
    if (!element || element->state != ElementState::Active) return;
    auto const& node = node_of(*element);
    if (!node.completion.empty() && is_met(node.completion, scope, node)) {
        if (node.cancel_remaining) cancel_children(scope);
        return;
    }
    if (failure_ || !node.ad_hoc_sequential || has_children(scope)) return;
    // the next in document order behind the one that was entered last
    NodeIndex last = 0;
    for (auto event = events_.rbegin(); event != events_.rend(); ++event)
        if (auto const* left = std::get_if<ElementLeft>(&*event);
            left && definitions_.node(left->node).parent == element->node) {
            last = left->node;
            break;
        }
    for (auto const child : node.children) {
        auto const& inner = definitions_.node(child);
        if (child <= last || !inner.incoming.empty() || inner.kind == NodeKind::BoundaryEvent ||
            inner.for_compensation || inner.by_event)
            continue;
        enter(scope, child);
        return;
    }
}

/// Ends the scopes in which no token is left.
bool Run::complete_scopes() {
    bool any = false;
    auto candidates = std::move(maybe_done_);
    maybe_done_.clear();
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (auto scope = candidates.rbegin(); scope != candidates.rend(); ++scope) {
        if (failure_ || !instance_.running()) return any;
        if (has_children(*scope) || awaits_start(*scope)) continue;
        if (*scope == kRoot) {
            close_waits(kRoot);
            emit(InstanceEnded{Ending::Completed, model::kNone, {}});
            return true;
        }
        auto const* element = instance_.find(*scope);
        if (!element || element->state != ElementState::Active || element->role == ElementRole::Many) continue;
        feel::Value results;
        if (auto const& node = node_of(*element); node.kind == NodeKind::CallActivity && node.take_all)
            results = element->variables;
        complete(*scope, results);
        any = true;
    }
    return any;
}

void Run::start_event_sub_process(ElementId scope, NodeIndex start, feel::Value const& variables) {
    auto const& start_node = definitions_.node(start);
    auto const container = start_node.parent;
    if (start_node.interrupting) {
        cancel_children(scope);
        for (std::size_t i = 0; i < instance_.waits().size();) {
            auto const wait = instance_.waits()[i];
            if (wait.element == scope && definitions_.node(wait.node).kind == NodeKind::StartEvent)
                close(wait);
            else
                ++i;
        }
    }
    auto const id = place(scope, container, model::kNone, ElementRole::Plain, 0);
    move(id, ElementState::Active);
    auto const first = place(id, start, model::kNone, ElementRole::Plain, 0);
    map_outputs(first, variables);
    if (!failure_) pass(first);
}

void Run::start(Start const& command) {
    auto variables = command.variables.is_context() ? command.variables : feel::Value::context({});
    emit(InstanceStarted{command.process, std::move(variables)});
    if (command.node == model::kNone) {
        start_scope(kRoot, command.process, model::kNone);
        return;
    }
    maybe_done_.push_back(kRoot);
    for (auto const child : definitions_.processes[command.process].children)
        if (auto const& node = definitions_.node(child); node.by_event)
            for (auto const inner : node.children)
                if (definitions_.node(inner).kind == NodeKind::StartEvent) listen(kRoot, inner);
    if (failure_) return;
    auto const id = place(kRoot, command.node, model::kNone, ElementRole::Plain, 0);
    map_outputs(id, {});
    if (!failure_) pass(id);
}

} // namespace alur::runtime
