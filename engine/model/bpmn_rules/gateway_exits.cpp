#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// Every way out of a gateway that chooses has a condition, except the default.
void check_gateway_exits(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (is_gateway(node.kind) && node.incoming.empty() && node.outgoing.empty())
            context.mistake(node, "unconnected-gateway", "gerbang \"" + node.id + "\" tidak terhubung");
        if ((node.kind != NodeKind::ExclusiveGateway && node.kind != NodeKind::InclusiveGateway) ||
            node.outgoing.size() < 2)
            continue;
        for (auto const out : node.outgoing) {
            auto const& flow = context.definitions.flow(out);
            if (out == node.default_flow) continue;
            auto const* element = context.document.find(flow.id);
            auto const* condition = element ? element->child("conditionExpression", kBpmnSpace) : nullptr;
            if (!condition || placed_text(*condition).text.empty())
                context.mistake(element ? *element : context.document.root(), "gateway-exit-condition",
                                "jalan keluar \"" + flow.id + "\" dari gerbang \"" + node.id +
                                    "\" tidak mempunyai syarat",
                                "isi syaratnya atau jadikan jalan default");
        }
    }
}

} // namespace alur::model
