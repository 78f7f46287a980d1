#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A compensation boundary event is associated with the activity that undoes.
void check_compensation(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes)
        if (node.kind == NodeKind::BoundaryEvent && node.waits_for(TriggerKind::Compensation) && node.handler == kNone)
            context.mistake(node, "compensation-handler",
                            "peristiwa tepi kompensasi \"" + node.id + "\" tidak terhubung dengan kegiatan kompensasi",
                            "hubungkan dengan <association> ke kegiatan yang membatalkan");
}

} // namespace alur::model
