#include "runtime/run.hpp"

#include <algorithm>

namespace alur::runtime {

namespace {

/// A token that waits at a complex gateway after it has fired, until nothing more can come.
constexpr std::uint32_t kFired = 1;

} // namespace

void Run::execute_gateway(ElementId id) {
    auto const* element = instance_.find(id);
    auto const index = element->node;
    auto const scope = element->parent;
    auto const& node = node_of(*element);
    switch (node.kind) {
    case NodeKind::ExclusiveGateway: choose_one(id); break;
    case NodeKind::ParallelGateway: join_all(id); break;
    case NodeKind::InclusiveGateway:
        if (node.incoming.size() > 1) {
            move(id, ElementState::Waiting);
        } else {
            leave(id, Outcome::Completed);
            choose_some(scope, index);
        }
        break;
    case NodeKind::ComplexGateway: arrive_at_complex(id); break;
    case NodeKind::EventGateway:
        move(id, ElementState::Waiting);
        for (auto const out : node.outgoing) {
            if (failure_ || !instance_.find(id)) return;
            listen(id, definitions_.flow(out).target);
        }
        break;
    default: pass(id);
    }
}

void Run::choose_one(ElementId id) {
    auto const scope = instance_.find(id)->parent;
    auto const& node = node_of(*instance_.find(id));
    auto chosen = model::kNone;
    for (auto const out : node.outgoing) {
        auto const& flow = definitions_.flow(out);
        if (out == node.default_flow) continue;
        if (flow.condition.empty() || is_met(flow.condition, scope, node)) {
            chosen = out;
            break;
        }
        if (failure_) return;
    }
    if (chosen == model::kNone) chosen = node.default_flow;
    if (chosen == model::kNone && !node.outgoing.empty()) {
        fail(node, "tidak ada syarat yang terpenuhi pada gerbang \"" + node.id + "\" dan tidak ada jalan default");
        return;
    }
    leave(id, Outcome::Completed);
    if (chosen != model::kNone) enter(scope, definitions_.flow(chosen).target, chosen);
}

/// Waits while fewer tokens than the activity's startQuantity are there; the last one takes the others up and begins a
/// fresh element.
void Run::gather(ElementId id) {
    auto const scope = instance_.find(id)->parent;
    auto const index = instance_.find(id)->node;
    auto const role = instance_.find(id)->role;
    auto const flow = instance_.find(id)->flow;
    move(id, ElementState::Waiting);
    std::vector<ElementId> gathered;
    for (auto const& element : instance_.elements())
        if (element.node == index && element.parent == scope && element.state == ElementState::Waiting &&
            element.index == kGathering)
            gathered.push_back(element.id);
    if (gathered.size() < static_cast<std::size_t>(definitions_.node(index).start_quantity)) return;
    for (auto const token : gathered) leave(token, Outcome::Merged);
    ready_.push_back(place(scope, index, flow, role, 0));
}

/// Every way whose condition is met, or the default way when none is.
void Run::choose_some(ElementId scope, NodeIndex index) {
    auto const& node = definitions_.node(index);
    bool taken = false;
    for (auto const out : node.outgoing) {
        auto const& flow = definitions_.flow(out);
        if (out == node.default_flow) continue;
        if (!flow.condition.empty() && !is_met(flow.condition, scope, node)) {
            if (failure_) return;
            continue;
        }
        taken = true;
        enter(scope, flow.target, out);
    }
    if (taken || node.outgoing.empty()) return;
    if (node.default_flow != model::kNone)
        enter(scope, definitions_.flow(node.default_flow).target, node.default_flow);
    else
        fail(node, "tidak ada syarat yang terpenuhi pada gerbang \"" + node.id + "\" dan tidak ada jalan default");
}

/// Many tokens become one.
void Run::merge(std::vector<ElementId> const& tokens) {
    for (auto const token : tokens) leave(token, token == tokens.back() ? Outcome::Completed : Outcome::Merged);
}

void Run::join_all(ElementId id) {
    auto const scope = instance_.find(id)->parent;
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    if (node.incoming.size() > 1) {
        move(id, ElementState::Waiting);
        std::vector<ElementId> joined;
        for (auto const flow : node.incoming) {
            auto const found =
                std::find_if(instance_.elements().begin(), instance_.elements().end(), [&](Element const& e) {
                    return e.node == index && e.parent == scope && e.flow == flow && e.state == ElementState::Waiting;
                });
            if (found == instance_.elements().end()) return;
            joined.push_back(found->id);
        }
        merge(joined);
    } else {
        leave(id, Outcome::Completed);
    }
    for (auto const out : node.outgoing) enter(scope, definitions_.flow(out).target, out);
}

void Run::arrive_at_complex(ElementId id) {
    auto const scope = instance_.find(id)->parent;
    auto const index = instance_.find(id)->node;
    auto const& node = definitions_.node(index);
    if (node.incoming.size() <= 1) {
        leave(id, Outcome::Completed);
        choose_some(scope, index);
        return;
    }
    move(id, ElementState::Waiting);
    if (node.activation.empty()) return; // joins like an inclusive gateway
    std::int64_t count = 0;
    for (auto const& element : instance_.elements()) {
        if (element.node != index || element.parent != scope || element.state != ElementState::Waiting) continue;
        if (element.index == kFired) return; // it has fired: late tokens are swallowed when it resets
        ++count;
    }
    auto const counter = feel::Value().with("activationCount", feel::Value::number(count));
    if (!is_met(node.activation, scope, node, {counter})) return;
    std::vector<ElementId> joined;
    for (auto const& element : instance_.elements())
        if (element.node == index && element.parent == scope && element.state == ElementState::Waiting)
            joined.push_back(element.id);
    merge(joined);
    auto const mark = place(scope, index, model::kNone, ElementRole::Plain, kFired);
    move(mark, ElementState::Waiting);
    choose_some(scope, index);
}

/// Can a token elsewhere in the scope still come to one of the gateway's empty ways in, without one to a way that has
/// its token already?
bool Run::may_still_arrive(ElementId scope, NodeIndex gateway) const {
    auto const& node = definitions_.node(gateway);
    std::vector<bool> to_empty(definitions_.nodes.size());
    std::vector<bool> to_filled(definitions_.nodes.size());
    auto const spread = [&](std::vector<bool>& reached, FlowIndex flow) {
        std::vector<NodeIndex> to_visit;
        auto const add = [&](NodeIndex n) {
            if (n == gateway || n == model::kNone || reached[n]) return;
            reached[n] = true;
            to_visit.push_back(n);
        };
        add(definitions_.flow(flow).source);
        while (!to_visit.empty()) {
            auto const index = to_visit.back();
            to_visit.pop_back();
            auto const& at = definitions_.node(index);
            for (auto const in : at.incoming) add(definitions_.flow(in).source);
            if (at.kind == NodeKind::BoundaryEvent) add(at.attached_to);
            if (at.kind != NodeKind::CatchEvent || !at.waits_for(TriggerKind::Link)) continue;
            for (auto const other : definitions_.children(at.process, at.parent)) {
                auto const& thrower = definitions_.node(other);
                if (thrower.kind == NodeKind::ThrowEvent && thrower.waits_for(TriggerKind::Link) &&
                    thrower.triggers.front().name == at.triggers.front().name)
                    add(other);
            }
        }
    };
    for (auto const flow : node.incoming) {
        auto const filled =
            std::any_of(instance_.elements().begin(), instance_.elements().end(),
                        [&](Element const& e) { return e.node == gateway && e.parent == scope && e.flow == flow; });
        spread(filled ? to_filled : to_empty, flow);
    }
    return std::any_of(instance_.elements().begin(), instance_.elements().end(), [&](Element const& e) {
        return e.parent == scope && e.node != gateway && to_empty[e.node] && !to_filled[e.node];
    });
}

/// Inclusive joins, and complex gateways that reset, look at the whole scope; so they are asked when nothing else
/// moves.
bool Run::fire_joins() {
    std::vector<std::pair<ElementId, NodeIndex>> asked;
    for (auto const& element : instance_.elements()) {
        auto const kind = node_of(element).kind;
        if (element.state != ElementState::Waiting ||
            (kind != NodeKind::InclusiveGateway && kind != NodeKind::ComplexGateway))
            continue;
        std::pair const group{element.parent, element.node};
        if (std::find(asked.begin(), asked.end(), group) == asked.end()) asked.push_back(group);
    }
    for (auto const& [scope, index] : asked) {
        if (may_still_arrive(scope, index)) continue;
        auto const& node = definitions_.node(index);
        auto const resets = node.kind == NodeKind::ComplexGateway && !node.activation.empty();
        bool fired = false;
        std::vector<FlowIndex> used;
        std::vector<ElementId> joined;
        for (auto const& element : instance_.elements()) {
            if (element.node != index || element.parent != scope || element.state != ElementState::Waiting) continue;
            fired = fired || element.index == kFired;
            if (!resets && std::find(used.begin(), used.end(), element.flow) != used.end()) continue;
            used.push_back(element.flow);
            joined.push_back(element.id);
        }
        if (resets && !fired) continue; // its condition was never met: it goes on waiting
        if (resets)
            for (auto const token : joined) leave(token, Outcome::Merged);
        else
            merge(joined);
        if (!resets) choose_some(scope, index);
        return true;
    }
    return false;
}

} // namespace alur::runtime
