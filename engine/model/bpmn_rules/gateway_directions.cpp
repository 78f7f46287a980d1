#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// gatewayDirection says what the gateway's flows show.
void check_gateway_directions(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (!is_gateway(node.kind)) continue;
        auto const* element = context.document.find(node.id);
        if (!element) continue;
        auto const direction = attribute_or(*element, "gatewayDirection");
        auto const in = node.incoming.size();
        auto const out = node.outgoing.size();
        auto const counts =
            " tetapi mempunyai " + std::to_string(in) + " jalan masuk dan " + std::to_string(out) + " jalan keluar";
        if (direction == "Converging" && (in < 2 || out > 1))
            context.mistake(node, "EXT017-converging-gateway",
                            "gerbang \"" + node.id + "\" bertanda Converging" + counts,
                            "pakai Diverging, Mixed atau Unspecified, atau perbaiki alirannya");
        if (direction == "Diverging" && (out < 2 || in > 1))
            context.mistake(node, "EXT018-diverging-gateway", "gerbang \"" + node.id + "\" bertanda Diverging" + counts,
                            "pakai Converging, Mixed atau Unspecified, atau perbaiki alirannya");
        if (direction == "Mixed" && (in < 2 || out < 2))
            context.mistake(node, "EXT019-mixed-gateway", "gerbang \"" + node.id + "\" bertanda Mixed" + counts,
                            "pakai Converging, Diverging atau Unspecified, atau perbaiki alirannya");
    }
}

} // namespace alur::model
