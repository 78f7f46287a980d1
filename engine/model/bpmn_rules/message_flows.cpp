#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A message flow connects two participants, or things inside them.
void check_message_flows(RuleContext const& context) {
    auto const check = [&](format::XmlNode const& flow, char const* end, char const* rule) {
        auto const reference = attribute_or(flow, end);
        auto const* target = context.document.find(reference);
        if (!target) {
            context.mistake(flow, "unresolved-reference",
                            std::string(end) + " \"" + reference + "\" pada aliran pesan tidak menunjuk apa pun");
            return;
        }
        if (is_artifact(*target))
            context.mistake(flow, rule,
                            std::string(end) + " aliran pesan menunjuk <" + target->local + "> \"" + reference + "\"",
                            "aliran pesan menghubungkan peserta, kegiatan dan peristiwa");
        else if (auto const kind = node_kind(*target); kind && is_gateway(*kind))
            context.mistake(flow, "message-flow-end",
                            "aliran pesan tidak boleh menempel pada gerbang \"" + reference + "\"");
    };
    for (auto const* flow : context.document.all("messageFlow")) {
        check(*flow, "targetRef", "EXT008-message-flow-target");
        check(*flow, "sourceRef", "EXT009-message-flow-source");
        auto const* source = context.document.find(attribute_or(*flow, "sourceRef"));
        auto const* target = context.document.find(attribute_or(*flow, "targetRef"));
        if (source && target && context.document.process_of(*source) &&
            context.document.process_of(*source) == context.document.process_of(*target))
            context.mistake(*flow, "message-flow-within-pool",
                            "aliran pesan menghubungkan dua unsur dari proses yang sama",
                            "pakai aliran urutan atau sinyal di dalam satu proses");
    }
}

} // namespace alur::model
