#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// An ad-hoc sub-process has no beginning and no end, only work.
void check_ad_hoc(RuleContext const& context) {
    for (auto const& node : context.definitions.nodes) {
        if (node.kind != NodeKind::AdHocSubProcess) continue;
        bool work = false;
        for (auto const child : node.children) {
            auto const& inner = context.definitions.node(child);
            work = work || is_activity(inner.kind);
            if (inner.kind == NodeKind::StartEvent || inner.kind == NodeKind::EndEvent)
                context.mistake(inner, "ad-hoc-content",
                                "subproses ad hoc \"" + node.id + "\" tidak boleh berisi peristiwa awal atau akhir");
        }
        if (!work)
            context.mistake(node, "ad-hoc-content", "subproses ad hoc \"" + node.id + "\" tidak berisi kegiatan");
    }
}

} // namespace alur::model
