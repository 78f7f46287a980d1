#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A link that is thrown arrives: exactly one catch event of its name in the same scope.
void check_links(RuleContext const& context) {
    auto const matches = [&](Node const& node, NodeKind kind, std::string const& name) {
        int count = 0;
        for (auto const other : context.definitions.children(node.process, node.parent)) {
            auto const& candidate = context.definitions.node(other);
            if (candidate.kind != kind) continue;
            for (auto const& trigger : candidate.triggers)
                if (trigger.kind == TriggerKind::Link && trigger.name == name) ++count;
        }
        return count;
    };
    for (auto const& node : context.definitions.nodes)
        for (auto const& trigger : node.triggers) {
            if (trigger.kind != TriggerKind::Link) continue;
            if (node.kind == NodeKind::ThrowEvent && matches(node, NodeKind::CatchEvent, trigger.name) != 1)
                context.mistake(node, "link-target",
                                "tautan \"" + trigger.name + "\" dari \"" + node.id +
                                    "\" harus mempunyai tepat satu tujuan");
            if (node.kind == NodeKind::CatchEvent && matches(node, NodeKind::ThrowEvent, trigger.name) == 0)
                context.mistake(node, "link-source",
                                "tidak ada yang menuju tautan \"" + trigger.name + "\" pada \"" + node.id + "\"");
        }
}

} // namespace alur::model
