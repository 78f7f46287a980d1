#include "service/complete_task.hpp"

#include "core/text.hpp"
#include "service/case_step.hpp"
#include "service/check_input.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

/// The findings of rules that record, for the case's variable `findings`.
Value with_findings(Value input, std::vector<runtime::Finding> const& findings, bool records) {
    if (!records) return input;
    std::vector<Value> list;
    for (auto const& finding : findings)
        if (finding.effect == model::GuardEffect::Record) list.push_back(runtime::to_value(finding));
    return (input.is_null() ? Value::context({}) : input).with("findings", Value::list(std::move(list)));
}

Result<> judge(std::vector<runtime::Finding> const& findings, std::string const& reason) {
    std::vector<std::string> blocking;
    std::vector<std::string> warnings;
    for (auto const& finding : findings) {
        if (finding.effect != model::GuardEffect::Block) continue;
        auto const sentence =
            finding.guard + ": " + finding.rule + (finding.detail == finding.rule ? "" : " (" + finding.detail + ")");
        if (finding.weight == model::Weight::Error) blocking.push_back(sentence);
        if (finding.weight == model::Weight::Warning) warnings.push_back(sentence);
    }
    if (!blocking.empty()) return conflict("langkah belum dapat diselesaikan: " + join(blocking, "; "));
    if (!warnings.empty() && trim(reason).empty())
        return conflict("peringatan ini memerlukan alasan: " + join(warnings, "; "));
    return Done{};
}

/// Loads the case and finds the waiting task; the pieces both uses share.
struct Prepared {
    runtime::Element element;
    Value input;
    std::vector<runtime::Finding> findings;
    bool records = false;
};

Result<Prepared> prepare(Office& office, CaseStep& step, store::Transaction& transaction, CompleteTask const& command,
                         Instant now) {
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
    Prepared prepared{*element, std::move(*input), {}, false};
    auto view = step.scope(prepared.input);
    if (!view) return view.error();
    auto findings = runtime::check_guards(office.pack().guards, command.step, *view, step.limits());
    if (!findings) return findings.error();
    prepared.findings = std::move(*findings);
    for (auto const& guard : office.pack().guards)
        for (auto const& use : guard.uses)
            prepared.records =
                prepared.records || (use.step == command.step && guard.effect == model::GuardEffect::Record);
    static_cast<void>(now);
    return prepared;
}

} // namespace

Result<TaskCompleted> complete_task(Office& office, CompleteTask const& command, Instant now) {
    return office.database().write([&](store::Transaction& transaction) -> Result<TaskCompleted> {
        CaseStep step(office, transaction, now, command.officer.name);
        auto prepared = prepare(office, step, transaction, command, now);
        if (!prepared) return prepared.error();
        if (auto const good = judge(prepared->findings, command.reason); !good) return good.error();
        auto const input = with_findings(prepared->input, prepared->findings, prepared->records);
        auto const done =
            step.run(runtime::CompleteTask{prepared->element.id, input}, command.step, input, command.reason);
        if (!done) return done.error();
        for (auto const& upload : command.uploads)
            if (auto const kept =
                    keep_upload(transaction, step.live().row.id, command.step, upload, command.officer.name, now);
                !kept)
                return kept.error();
        return TaskCompleted{std::move(prepared->findings), step.live().row.state};
    });
}

Result<std::vector<runtime::Finding>> preview_guards(Office& office, CompleteTask const& command, Instant now) {
    // A transaction that is taken back: it only looks.
    std::vector<runtime::Finding> findings;
    auto const looked = office.database().write([&](store::Transaction& transaction) -> Result<> {
        CaseStep step(office, transaction, now, command.officer.name);
        auto prepared = prepare(office, step, transaction, command, now);
        if (!prepared) return prepared.error();
        findings = std::move(prepared->findings);
        return Done{};
    });
    if (!looked) return looked.error();
    return findings;
}

} // namespace alur::service
