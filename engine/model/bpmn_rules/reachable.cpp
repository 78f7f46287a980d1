#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

namespace {

void visit(RuleContext const& context, std::vector<bool>& reached, NodeIndex index) {
    std::vector<NodeIndex> ahead{index};
    while (!ahead.empty()) {
        auto const at = ahead.back();
        ahead.pop_back();
        if (at == kNone || reached[at]) continue;
        reached[at] = true;
        auto const& node = context.definitions.node(at);
        for (auto const out : node.outgoing) ahead.push_back(context.definitions.flow(out).target);
        for (auto const boundary : node.boundary) {
            ahead.push_back(boundary);
            ahead.push_back(context.definitions.node(boundary).handler);
        }
    }
}

} // namespace

/// Every node can be reached: from a start event, a link, a boundary event or, where a scope has no start event, from
/// whatever nothing leads to.
void check_reachable(RuleContext const& context) {
    auto const& nodes = context.definitions.nodes;
    for (auto const& flow : context.definitions.flows)
        if (flow.source == kNone || flow.target == kNone) return; // said already; what follows from it is no news
    std::vector<bool> reached(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto const& node = nodes[i];
        auto const ad_hoc = node.parent != kNone && nodes[node.parent].kind == NodeKind::AdHocSubProcess;
        bool has_start = false;
        for (auto const sibling : context.definitions.children(node.process, node.parent))
            has_start = has_start || nodes[sibling].kind == NodeKind::StartEvent;
        auto const begins = node.kind == NodeKind::StartEvent || node.by_event || node.for_compensation ||
                            node.instantiates ||
                            (node.kind == NodeKind::CatchEvent && node.waits_for(TriggerKind::Link)) ||
                            ((!has_start || ad_hoc) && node.incoming.empty() && node.kind != NodeKind::BoundaryEvent);
        if (begins) visit(context, reached, static_cast<NodeIndex>(i));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!reached[i] && (nodes[i].kind != NodeKind::BoundaryEvent || nodes[i].attached_to != kNone))
            context.mistake(nodes[i], "unreachable", "\"" + nodes[i].id + "\" tidak pernah tercapai",
                            "hubungkan dengan aliran dari unsur lain");
}

} // namespace alur::model
