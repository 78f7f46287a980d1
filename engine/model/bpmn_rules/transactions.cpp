#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// Cancel events belong to a transaction.
void check_transactions(RuleContext const& context) {
    auto const in_transaction = [&](NodeIndex at) {
        while (at != kNone && context.definitions.node(at).kind != NodeKind::Transaction)
            at = context.definitions.node(at).parent;
        return at != kNone;
    };
    for (auto const& node : context.definitions.nodes) {
        if (!node.waits_for(TriggerKind::Cancel)) continue;
        if (node.kind == NodeKind::EndEvent && !in_transaction(node.parent))
            context.mistake(node, "cancel-outside-transaction",
                            "peristiwa akhir batal \"" + node.id + "\" harus berada di dalam <transaction>");
        if (node.kind == NodeKind::BoundaryEvent && node.attached_to != kNone &&
            context.definitions.node(node.attached_to).kind != NodeKind::Transaction)
            context.mistake(node, "cancel-outside-transaction",
                            "peristiwa tepi batal \"" + node.id + "\" harus menempel pada <transaction>");
    }
}

} // namespace alur::model
