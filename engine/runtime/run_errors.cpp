#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

namespace {

bool catches(Node const& node, TriggerKind kind, std::string const& code, bool exactly) {
    return std::any_of(node.triggers.begin(), node.triggers.end(), [&](Trigger const& trigger) {
        return trigger.kind == kind && (exactly ? trigger.code == code : trigger.code.empty());
    });
}

} // namespace

/// Boundary events of the element's own node; a catcher of exactly this code goes before one of all codes. True when
/// one caught it.
bool Run::catch_at(ElementId id, TriggerKind kind, std::string const& code) {
    auto const* element = instance_.find(id);
    if (!element || element->role == ElementRole::Item || element->role == ElementRole::Handler) return false;
    auto const& boundaries = node_of(*element).boundary;
    for (auto const exactly : {true, false})
        for (auto const boundary : boundaries)
            if (catches(definitions_.node(boundary), kind, code, exactly)) {
                trigger_boundary(id, boundary, {});
                return true;
            }
    return false;
}

/// Event sub-processes beside the element, in its scope.
bool Run::catch_in_scope(ElementId id, TriggerKind kind, std::string const& code) {
    auto const* element = instance_.find(id);
    if (!element || element->role == ElementRole::Item) return false;
    auto const& node = node_of(*element);
    for (auto const exactly : {true, false})
        for (auto const sibling : definitions_.children(node.process, node.parent)) {
            auto const& container = definitions_.node(sibling);
            if (!container.by_event || sibling == element->node) continue;
            for (auto const start : container.children)
                if (definitions_.node(start).kind == NodeKind::StartEvent &&
                    catches(definitions_.node(start), kind, code, exactly)) {
                    start_event_sub_process(element->parent, start, {});
                    return true;
                }
        }
    return false;
}

/// An error goes outwards from where it arose until somebody catches it; uncaught, it ends the instance.
void Run::throw_error(ElementId from, std::string const& code) {
    auto const origin = instance_.find(from)->node;
    for (auto at = from; at != kRoot;) {
        auto const parent = instance_.find(at)->parent;
        if (catch_at(at, TriggerKind::Error, code) || catch_in_scope(at, TriggerKind::Error, code)) return;
        at = parent;
    }
    cancel_all(Ending::Failed, origin, code);
}

/// Like an error, but nobody needs to catch it, and the thrower goes on unless the catcher interrupts it. True when it
/// was caught.
bool Run::throw_escalation(ElementId from, std::string const& code) {
    for (auto at = from; at != kRoot;) {
        auto const parent = instance_.find(at)->parent;
        if (catch_at(at, TriggerKind::Escalation, code) || catch_in_scope(at, TriggerKind::Escalation, code))
            return true;
        at = parent;
    }
    return false;
}

void Run::fail_with_error(ElementId id, std::string const& code, feel::Value const& variables) {
    auto const scope = instance_.find(id)->parent;
    if (variables.is_context()) assign(scope, variables);
    throw_error(id, code);
}

/// The cancel end event of a transaction: all that runs in it stops, what was done is undone, then its cancel boundary
/// event goes on.
void Run::cancel_transaction(ElementId end_event) {
    auto at = instance_.find(end_event)->parent;
    while (at != kRoot && node_of(*instance_.find(at)).kind != NodeKind::Transaction) at = instance_.find(at)->parent;
    if (at == kRoot) {
        fail(node_of(*instance_.find(end_event)), "peristiwa batal berada di luar transaksi");
        return;
    }
    leave(end_event, Outcome::Completed);
    cancel_children(at);
    close_waits(at);
    move(at, ElementState::Waiting);
    emit(CompensationStarted{at, at, model::kNone});
    continue_compensation(at);
}

} // namespace alur::runtime
