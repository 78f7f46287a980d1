#include "model/bpmn_rules/rules.hpp"

#include <algorithm>

namespace alur::model {

namespace {

void check_scope(RuleContext const& context, std::vector<NodeIndex> const& children, format::XmlNode const& owner,
                 std::string const& name) {
    auto const count = [&](NodeKind kind) {
        return std::count_if(children.begin(), children.end(),
                             [&](NodeIndex n) { return context.definitions.node(n).kind == kind; });
    };
    auto const instantiates = std::any_of(children.begin(), children.end(),
                                          [&](NodeIndex n) { return context.definitions.node(n).instantiates; });
    if (children.empty())
        context.mistake(owner, "empty-process", "\"" + name + "\" tidak berisi apa pun yang dapat dijalankan",
                        "tambah peristiwa awal, kegiatan dan peristiwa akhir");
    else if (count(NodeKind::EndEvent) > 0 && count(NodeKind::StartEvent) == 0 && !instantiates)
        context.mistake(owner, "missing-start",
                        "\"" + name + "\" mempunyai peristiwa akhir tetapi tidak peristiwa awal",
                        "tambah <startEvent>");
    auto const plain = std::count_if(children.begin(), children.end(), [&](NodeIndex n) {
        auto const& node = context.definitions.node(n);
        return node.kind == NodeKind::StartEvent && node.triggers.empty();
    });
    if (plain > 1 && !is_bpmn(owner, "process"))
        context.mistake(owner, "several-starts", "\"" + name + "\" mempunyai lebih dari satu peristiwa awal biasa",
                        "sisakan satu");
}

} // namespace

/// A process and each sub-process has one way to begin.
void check_starts(RuleContext const& context) {
    for (auto const& process : context.definitions.processes)
        if (auto const* element = context.document.find(process.id); element && is_bpmn(*element, "process"))
            check_scope(context, process.children, *element, process.id);
    for (auto const& node : context.definitions.nodes)
        if (node.kind == NodeKind::SubProcess || node.kind == NodeKind::Transaction)
            if (auto const* element = context.document.find(node.id); element && !node.children.empty())
                check_scope(context, node.children, *element, node.id);
}

} // namespace alur::model
