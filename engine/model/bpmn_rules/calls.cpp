#include "model/bpmn_rules/rules.hpp"

namespace alur::model {

/// A called process is in the file.
void check_calls(RuleContext const& context) {
    std::vector<std::string> known;
    for (auto const& process : context.definitions.processes) known.push_back(process.id);
    for (auto const& node : context.definitions.nodes) {
        if (node.kind != NodeKind::CallActivity || !node.called_process.expression.empty()) continue;
        auto const& wanted = node.called_process.plain;
        if (context.definitions.find_process(wanted) != kNone) continue;
        auto const close = nearest(wanted, known);
        context.mistake(node, "unresolved-reference",
                        wanted.empty()
                            ? "\"" + node.id + "\" tidak menyebut proses yang dipanggil"
                            : "proses \"" + wanted + "\" yang dipanggil \"" + node.id + "\" tidak ada dalam berkas ini",
                        close.empty() ? "isi calledElement dengan id proses" : "mungkin maksudnya \"" + close + "\"");
    }
}

} // namespace alur::model
