#include "service/prepare_task.hpp"

#include "core/text.hpp"
#include "service/check_input.hpp"

namespace alur::service {

using feel::Value;

Result<PreparedTask> prepare_task(Office& office, CaseStep& step, store::Transaction& transaction,
                                  CompleteTask const& command) {
    auto const live = office.find(transaction, command.case_number);
    if (!live) return live.error();
    if (auto const loaded = step.load(live->row.id); !loaded) return loaded.error();
    auto const* element = runtime::find_open(*live->definitions, *live->instance, command.step);
    if (!element)
        return not_found("langkah " + command.step + " pada perkara " + command.case_number + " tidak sedang menunggu");
    std::vector<std::string> roles;
    for (auto const& role : split(live->definitions->node(element->node).roles.plain, ','))
        if (!trim(role).empty()) roles.emplace_back(trim(role));
    if (!command.officer.holds(roles))
        return forbidden("langkah " + command.step + " untuk peran " + join(roles, ", "));
    auto scope = step.scope();
    if (!scope) return scope.error();
    auto input =
        check_input(office.pack().fields(live->row.process, command.step), command.input, *scope, step.limits());
    if (!input) return input.error();
    PreparedTask prepared{*element, std::move(*input), {}, false};
    auto view = step.scope(prepared.input);
    if (!view) return view.error();
    auto findings = runtime::check_guards(office.pack().guards, command.step, *view, step.limits());
    if (!findings) return findings.error();
    prepared.findings = std::move(*findings);
    for (auto const& guard : office.pack().guards)
        for (auto const& use : guard.uses)
            prepared.records =
                prepared.records || (use.step == command.step && guard.effect == model::GuardEffect::Record);
    return prepared;
}

Value with_findings(PreparedTask const& prepared) {
    if (!prepared.records) return prepared.input;
    std::vector<Value> list;
    for (auto const& finding : prepared.findings)
        if (finding.effect == model::GuardEffect::Record) list.push_back(runtime::to_value(finding));
    return (prepared.input.is_null() ? Value::context({}) : prepared.input)
        .with("findings", Value::list(std::move(list)));
}

} // namespace alur::service
