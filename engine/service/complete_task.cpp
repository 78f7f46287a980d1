#include "service/complete_task.hpp"

#include "core/text.hpp"
#include "service/prepare_task.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

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

} // namespace

Result<TaskCompleted> complete_task(Office& office, store::Transaction& transaction, CompleteTask const& command,
                                    Instant now) {
    CaseStep step(office, transaction, now, command.officer.name);
    auto prepared = prepare_task(office, step, transaction, command);
    if (!prepared) return prepared.error();
    if (auto const good = judge(prepared->findings, command.reason); !good) return good.error();
    auto const input = with_findings(*prepared);
    auto const done = step.run(runtime::CompleteTask{prepared->element.id, input}, command.step, input, command.reason);
    if (!done) return done.error();
    for (auto const& upload : command.uploads)
        if (auto const kept =
                keep_upload(transaction, step.live().row.id, command.step, upload, command.officer.name, now);
            !kept)
            return kept.error();
    return TaskCompleted{std::move(prepared->findings), step.live().row.state};
}

Result<TaskCompleted> complete_task(Office& office, CompleteTask const& command, Instant now) {
    return office.database().write(
        [&](store::Transaction& transaction) { return complete_task(office, transaction, command, now); });
}

Result<std::vector<runtime::Finding>> preview_guards(Office& office, CompleteTask const& command, Instant now) {
    // A transaction that is taken back: it only looks.
    std::vector<runtime::Finding> findings;
    auto const looked = office.database().write([&](store::Transaction& transaction) -> Result<> {
        CaseStep step(office, transaction, now, command.officer.name);
        auto prepared = prepare_task(office, step, transaction, command);
        if (!prepared) return prepared.error();
        findings = std::move(prepared->findings);
        return Done{};
    });
    if (!looked) return looked.error();
    return findings;
}

} // namespace alur::service
