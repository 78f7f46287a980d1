#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A participant's process is in the file.
void check_participants(RuleContext const& context) {
    for (auto const* participant : context.document.all("participant")) {
        auto const reference = attribute_or(*participant, "processRef");
        if (reference.empty()) continue;
        auto const* process = context.document.find(reference);
        if (!process || !is_bpmn(*process, "process"))
            context.mistake(*participant, "unresolved-reference",
                            "processRef \"" + reference + "\" tidak menunjuk proses dalam berkas ini");
    }
}

} // namespace alur::model
