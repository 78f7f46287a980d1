#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// Behind an event gateway stand catch events or receive tasks that nothing else leads to.
void check_event_gateways(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (node.kind != NodeKind::EventGateway) continue;
        if (node.outgoing.size() < 2)
            context.mistake(node, "event-gateway-exits",
                            "gerbang peristiwa \"" + node.id + "\" harus mempunyai sedikitnya dua jalan keluar");
        bool message = false;
        bool receive = false;
        for (auto const out : node.outgoing) {
            auto const& target = context.definitions.node(context.definitions.flow(out).target);
            auto const catches =
                target.kind == NodeKind::CatchEvent && !target.triggers.empty() && !target.waits_for(TriggerKind::Link);
            if (!catches && target.kind != NodeKind::ReceiveTask)
                context.mistake(target, "event-gateway-successor",
                                "di belakang gerbang peristiwa \"" + node.id +
                                    "\" hanya boleh peristiwa tangkap atau receiveTask",
                                "ganti \"" + target.id + "\" dengan intermediateCatchEvent");
            if (target.incoming.size() > 1)
                context.mistake(target, "event-gateway-successor",
                                "\"" + target.id +
                                    "\" di belakang gerbang peristiwa tidak boleh mempunyai jalan masuk lain");
            if (target.kind == NodeKind::ReceiveTask && !target.boundary.empty())
                context.mistake(target, "event-gateway-successor",
                                "receiveTask \"" + target.id +
                                    "\" di belakang gerbang peristiwa tidak boleh mempunyai peristiwa tepi");
            message = message || (catches && target.waits_for(TriggerKind::Message));
            receive = receive || target.kind == NodeKind::ReceiveTask;
        }
        if (message && receive)
            context.mistake(node, "event-gateway-mixed",
                            "gerbang peristiwa \"" + node.id + "\" mencampur receiveTask dan peristiwa pesan");
    }
}

} // namespace alur::model
