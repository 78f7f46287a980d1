#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A condition stands only where somebody chooses: behind an activity, an exclusive, inclusive or complex gateway; and
/// never on the default way.
void check_flow_conditions(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        auto const chooses = is_activity(node.kind) || node.kind == NodeKind::ExclusiveGateway ||
                             node.kind == NodeKind::InclusiveGateway || node.kind == NodeKind::ComplexGateway;
        for (auto const out : node.outgoing) {
            auto const& flow = context.definitions.flow(out);
            auto const* element = context.document.find(flow.id);
            if (!element || !element->child("conditionExpression", kBpmnSpace)) continue;
            if (!chooses)
                context.mistake(*element, "condition-not-allowed",
                                "aliran \"" + flow.id + "\" keluar dari <" + std::string(bpmn_name(node.kind)) +
                                    "> dan tidak boleh bersyarat",
                                "hapus syaratnya atau pakai gerbang eksklusif");
            else if (out == node.default_flow)
                context.mistake(*element, "condition-on-default",
                                "jalan default \"" + flow.id + "\" tidak boleh bersyarat", "hapus syaratnya");
            else if (is_activity(node.kind) && node.outgoing.size() == 1)
                context.mistake(*element, "single-conditional-flow",
                                "satu-satunya jalan keluar dari \"" + node.id +
                                    "\" bersyarat; bila tidak terpenuhi proses macet",
                                "tambah jalan lain atau hapus syaratnya");
        }
    }
}

} // namespace alur::model
