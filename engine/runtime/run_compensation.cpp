#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

/// A completed activity is remembered when somebody could undo it; what was done inside a sub-process can be undone
/// from outside it from now on.
void Run::record_compensation(Element const& element) {
    auto const id = element.id;
    auto const index = element.node;
    auto const scope = element.parent;
    auto const role = element.role;
    if (role == ElementRole::Handler) return;
    auto const& node = definitions_.node(index);
    auto handler = model::kNone;
    for (auto const boundary : node.boundary)
        if (definitions_.node(boundary).waits_for(TriggerKind::Compensation))
            handler = definitions_.node(boundary).handler;
    if (handler == model::kNone && model::is_container(node.kind))
        for (auto const child : node.children) {
            auto const& inner = definitions_.node(child);
            if (!inner.by_event) continue;
            for (auto const start : inner.children)
                if (definitions_.node(start).kind == NodeKind::StartEvent &&
                    definitions_.node(start).waits_for(TriggerKind::Compensation))
                    handler = child;
        }
    auto const& records = instance_.compensations();
    auto const has_inner = std::any_of(records.begin(), records.end(), [&](auto const& r) { return r.scope == id; });
    if (handler != model::kNone)
        emit(CompensationRecorded{scope, index, handler});
    else if (has_inner)
        emit(CompensationMoved{id, scope});
}

bool Run::is_inside(NodeIndex node, NodeIndex container) const {
    while (node != model::kNone) {
        if (node == container) return true;
        node = definitions_.node(node).parent;
    }
    return false;
}

/// The thrower waits until the handlers have run. It asks its own scope; from inside an event sub-process, the scope
/// around that; and when it names an activity, the nearest scope that remembers it.
void Run::start_compensation(ElementId thrower, Trigger const& trigger) {
    auto scope = instance_.find(thrower)->parent;
    while (scope != kRoot && node_of(*instance_.find(scope)).by_event) scope = instance_.find(scope)->parent;
    auto const remembers = [&](ElementId id) {
        auto const& records = instance_.compensations();
        return std::any_of(records.begin(), records.end(), [&](Compensation const& record) {
            return record.scope == id && is_inside(record.activity, trigger.activity);
        });
    };
    if (trigger.activity != model::kNone) {
        auto at = scope;
        while (at != kRoot && !remembers(at)) at = instance_.find(at)->parent;
        if (remembers(at)) scope = at;
    }
    move(thrower, ElementState::Waiting);
    emit(CompensationStarted{thrower, scope, trigger.activity});
    continue_compensation(thrower);
}

/// The newest of what is left to undo is undone next; with nothing left, whoever asked goes on.
void Run::continue_compensation(ElementId thrower) {
    auto const& undoings = instance_.undoings();
    auto const found =
        std::find_if(undoings.begin(), undoings.end(), [&](Undoing const& u) { return u.element == thrower; });
    if (found == undoings.end()) return;
    auto const undoing = *found;
    auto const& records = instance_.compensations();
    for (std::size_t i = records.size(); i > 0; --i) {
        auto const record = records[i - 1];
        if (record.scope != undoing.scope) continue;
        if (undoing.activity != model::kNone && !is_inside(record.activity, undoing.activity)) continue;
        emit(CompensationTaken{static_cast<std::uint32_t>(i - 1)});
        auto const handler = place(undoing.scope, record.handler, model::kNone, ElementRole::Handler, number(thrower));
        ready_.push_back(handler);
        return;
    }
    auto const* element = instance_.find(thrower);
    if (node_of(*element).kind != NodeKind::Transaction) {
        pass(thrower);
        return;
    }
    auto const& node = node_of(*element);
    for (auto const boundary : node.boundary)
        if (definitions_.node(boundary).waits_for(TriggerKind::Cancel)) {
            trigger_boundary(thrower, boundary, {});
            return;
        }
    cancel(thrower);
}

} // namespace alur::runtime
