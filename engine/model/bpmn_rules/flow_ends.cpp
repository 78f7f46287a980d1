#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A sequence flow leads from flow node to flow node, never to an artifact; it is immediate in a process that runs.
void check_flow_ends(RuleContext const& context) {
    auto const check = [&](format::XmlNode const& flow, char const* end, char const* rule) {
        auto const reference = attribute_or(flow, end);
        auto const* target = context.document.find(reference);
        if (target && is_artifact(*target))
            context.mistake(flow, rule,
                            std::string(end) + " aliran menunjuk <" + target->local + "> \"" + reference + "\"",
                            "aliran hanya menghubungkan kegiatan, peristiwa dan gerbang");
    };
    for (auto const* flow : context.document.all("sequenceFlow")) {
        check(*flow, "targetRef", "EXT006-sequence-flow-target");
        check(*flow, "sourceRef", "EXT007-sequence-flow-source");
        if (!flag(*flow, "isImmediate", true))
            context.mistake(*flow, "flow-not-immediate",
                            "isImmediate=\"false\" tidak berarti dalam proses yang dijalankan",
                            "hapus atribut isImmediate");
    }
}

} // namespace alur::model
