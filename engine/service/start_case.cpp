#include "service/start_case.hpp"

#include "service/case_step.hpp"
#include "service/check_input.hpp"
#include "store/definitions.hpp"
#include "store/settings.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

Result<std::string> text_of(feel::Expression const& expression, feel::Scope const& scope, std::string const& what) {
    auto const outcome = feel::evaluate(expression, scope);
    if (outcome.value.is_string() && !outcome.value.as_string().empty()) return std::string(outcome.value.as_string());
    return invalid(what + " tidak dapat dibuat" +
                   (outcome.problems.empty() ? "" : ": " + outcome.problems.front().message));
}

Result<std::optional<store::CaseId>> find_parent(store::Reader& reader, PackProcess const& process) {
    if (process.parent.empty()) return std::optional<store::CaseId>{};
    store::CaseFilter filter;
    filter.process = process.parent;
    filter.running_only = true;
    auto const running = store::list_cases(reader, filter);
    if (!running) return running.error();
    if (running->empty())
        return conflict("belum ada perkara '" + process.parent + "' yang berjalan; mulai perkara itu lebih dahulu");
    return std::optional(running->back().id);
}

} // namespace

Result<std::string> begin_case(Office& office, store::Transaction& transaction, StartCase const& command,
                               model::NodeIndex node, Instant now) {
    auto const& pack = office.pack();
    auto const* process = pack.process(command.process);
    if (!process) return not_found("proses '" + command.process + "' tidak ada dalam paket " + pack.id);
    auto parent = find_parent(transaction, *process);
    if (!parent) return parent.error();
    auto const sequence = store::count_up(transaction, "perkara/" + process->id);
    if (!sequence) return sequence.error();
    feel::Scope scope(pack.parameters);
    scope.push(pack.reference);
    scope.push(Value::context({{"urut", Value::number(*sequence)}}));
    scope.push(command.variables);
    // The data are kept as they came; they are only checked here.
    if (auto const& fields = pack.fields(process->id, "awal"); !fields.empty()) {
        auto around = scope;
        feel::Limits limits;
        limits.now = now;
        limits.zone = pack.zone;
        if (auto const good = check_input(fields, command.variables, around, limits); !good) return good.error();
    }
    auto const number = text_of(process->number, scope, "nomor perkara");
    if (!number) return number.error();
    auto const title = text_of(process->title, scope, "judul perkara");
    if (!title) return title.error();
    auto const definition =
        store::keep_definition(transaction, "bpmn", process->source.name, process->source.text, now);
    if (!definition) return definition.error();
    auto const id = store::add_case(transaction, {*number, process->id, *definition, *parent, "", *title, now});
    if (!id) return id.error();
    CaseStep step(office, transaction, now, command.actor);
    if (auto const loaded = step.load(*id); !loaded) return loaded.error();
    auto const begun = step.run(runtime::Start{process->index, command.variables, node}, "", {}, "perkara dibuka");
    if (!begun) return begun.error();
    return *number;
}

Result<std::string> start_case(Office& office, StartCase const& command, Instant now) {
    if (!office.pack().process(command.process))
        return not_found("proses '" + command.process + "' tidak ada dalam paket " + office.pack().id);
    return office.database().write(
        [&](store::Transaction& transaction) { return begin_case(office, transaction, command, model::kNone, now); });
}

std::vector<Beginning> beginnings(Pack const& pack, model::TriggerKind kind, std::string_view name) {
    std::vector<Beginning> out;
    for (auto const& process : pack.processes) {
        auto const& definitions = *process.definitions;
        auto const waits = [&](model::Node const& node) {
            return std::any_of(node.triggers.begin(), node.triggers.end(),
                               [&](auto const& trigger) { return trigger.kind == kind && trigger.name == name; });
        };
        auto const behind = [&](model::FlowIndex flow) {
            return waits(definitions.node(definitions.flow(flow).target));
        };
        for (auto const index : definitions.children(process.index, model::kNone)) {
            auto const& node = definitions.node(index);
            auto const begins = waits(node) && (node.kind == model::NodeKind::StartEvent ||
                                                (node.kind == model::NodeKind::ReceiveTask && node.instantiates));
            auto const chooses = node.kind == model::NodeKind::EventGateway && node.instantiates &&
                                 std::any_of(node.outgoing.begin(), node.outgoing.end(), behind);
            if (!begins && !chooses) continue;
            auto const listens = chooses || node.parallel_multiple;
            out.push_back({&process, listens ? model::kNone : index, listens});
            break;
        }
    }
    return out;
}

} // namespace alur::service
