#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// Whoever waits for or throws a message says which.
void check_messages(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes)
        for (auto const& trigger : node.triggers)
            if (trigger.kind == TriggerKind::Message && trigger.name.empty())
                context.mistake(node, "missing-reference", "\"" + node.id + "\" tidak menyebut pesannya",
                                "isi messageRef");
}

} // namespace alur::model
