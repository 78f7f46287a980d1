#include "model/bpmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model {

namespace {

using K = TriggerKind;

std::vector<TriggerKind> allowed(RuleContext const& context, Node const& node) {
    switch (node.kind) {
    case NodeKind::StartEvent:
        if (node.parent == kNone) return {K::Message, K::Timer, K::Signal, K::Condition};
        if (context.definitions.node(node.parent).by_event)
            return {K::Message, K::Timer, K::Signal, K::Condition, K::Error, K::Escalation, K::Compensation};
        return {};
    case NodeKind::CatchEvent: return {K::Message, K::Timer, K::Signal, K::Condition, K::Link};
    case NodeKind::ThrowEvent: return {K::Message, K::Signal, K::Escalation, K::Compensation, K::Link};
    case NodeKind::EndEvent:
        return {K::Message, K::Signal, K::Error, K::Escalation, K::Compensation, K::Cancel, K::Terminate};
    default:
        return {K::Message, K::Timer, K::Signal, K::Condition, K::Error, K::Escalation, K::Compensation, K::Cancel};
    }
}

} // namespace

/// Each place has its triggers: nobody throws a timer, nothing begins by an error but an event sub-process.
void check_triggers(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (!is_event(node.kind)) continue;
        auto const fit = allowed(context, node);
        for (auto const& trigger : node.triggers)
            if (std::find(fit.begin(), fit.end(), trigger.kind) == fit.end())
                context.mistake(node, "trigger-not-allowed",
                                "<" + std::string(bpmn_name(node.kind)) + "> \"" + node.id +
                                    "\" tidak boleh memakai pemicu " + std::string(trigger_name(trigger.kind)));
        if (node.kind == NodeKind::BoundaryEvent && node.triggers.empty())
            context.mistake(node, "boundary-trigger", "peristiwa tepi \"" + node.id + "\" tidak mempunyai pemicu");
        if (node.kind == NodeKind::BoundaryEvent && !node.interrupting &&
            (node.waits_for(K::Error) || node.waits_for(K::Cancel)))
            context.mistake(node, "boundary-must-interrupt",
                            "peristiwa tepi \"" + node.id + "\" untuk galat atau batal selalu memotong kegiatannya",
                            "hapus cancelActivity=\"false\"");
    }
}

} // namespace alur::model
