#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// An event sub-process begins with exactly one start event, and that has a trigger.
void check_event_sub_processes(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (!node.by_event) continue;
        int starts = 0;
        for (auto const child : node.children) {
            auto const& inner = context.definitions.node(child);
            if (inner.kind != NodeKind::StartEvent) continue;
            ++starts;
            if (inner.triggers.empty())
                context.mistake(inner, "event-sub-process-start",
                                "peristiwa awal \"" + inner.id + "\" dari subproses peristiwa harus mempunyai pemicu");
            if (!inner.interrupting && inner.waits_for(TriggerKind::Error))
                context.mistake(inner, "event-sub-process-start",
                                "peristiwa awal galat \"" + inner.id + "\" selalu memotong lingkupnya",
                                "hapus isInterrupting=\"false\"");
        }
        if (starts != 1)
            context.mistake(node, "event-sub-process-start",
                            "subproses peristiwa \"" + node.id + "\" harus mempunyai tepat satu peristiwa awal");
    }
}

} // namespace alur::model
