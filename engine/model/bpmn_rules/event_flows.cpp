#include "model/bpmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model {

/// Which events may have ways in and out.
void check_event_flows(RuleContext const& context) {
    auto const& flows = context.definitions.flows;
    auto const broken = std::any_of(flows.begin(), flows.end(),
                                    [](Flow const& flow) { return flow.source == kNone || flow.target == kNone; });
    for (auto const& node : context.definitions.nodes) {
        auto const link_in = node.kind == NodeKind::CatchEvent && node.waits_for(TriggerKind::Link);
        auto const link_out = node.kind == NodeKind::ThrowEvent && node.waits_for(TriggerKind::Link);
        auto const compensates = node.kind == NodeKind::BoundaryEvent && node.waits_for(TriggerKind::Compensation);
        auto const no_way_in = node.kind == NodeKind::StartEvent || node.kind == NodeKind::BoundaryEvent || link_in;
        auto const no_way_out = node.kind == NodeKind::EndEvent || link_out || compensates;
        if (no_way_in && !node.incoming.empty())
            context.mistake(node, "way-into-event",
                            "<" + std::string(bpmn_name(node.kind)) + "> \"" + node.id +
                                "\" tidak boleh mempunyai jalan masuk");
        if (no_way_out && !node.outgoing.empty())
            context.mistake(node, "way-out-of-event",
                            "<" + std::string(bpmn_name(node.kind)) + "> \"" + node.id +
                                "\" tidak boleh mempunyai jalan keluar");
        if ((node.kind == NodeKind::StartEvent || node.kind == NodeKind::BoundaryEvent) && !no_way_out &&
            node.outgoing.empty() && !broken)
            context.mistake(node, "event-leads-nowhere",
                            "<" + std::string(bpmn_name(node.kind)) + "> \"" + node.id +
                                "\" tidak mempunyai jalan keluar",
                            "hubungkan dengan unsur berikutnya");
        if (node.by_event && (!node.incoming.empty() || !node.outgoing.empty()))
            context.mistake(node, "event-sub-process-flow",
                            "subproses peristiwa \"" + node.id + "\" tidak boleh mempunyai jalan masuk atau keluar");
        if (node.for_compensation && (!node.incoming.empty() || !node.outgoing.empty()))
            context.mistake(node, "compensation-handler-flow",
                            "kegiatan kompensasi \"" + node.id + "\" tidak boleh mempunyai jalan masuk atau keluar");
    }
}

} // namespace alur::model
