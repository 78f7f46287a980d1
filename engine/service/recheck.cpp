#include "service/recheck.hpp"

#include "service/case_step.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

/// The rules that are checked again, as they stand in the table.
std::vector<model::Guard> rerun_rules(Pack const& pack) {
    auto const& names = pack.unique.rerun;
    std::vector<model::Guard> out;
    for (auto const& guard : pack.guards)
        if (std::find(names.begin(), names.end(), guard.id) != names.end()) out.push_back(guard);
    return out;
}

/// The steps at which findings of these rules are recorded.
std::set<std::string> recording_steps(std::vector<model::Guard> const& rules) {
    std::set<std::string> out;
    for (auto const& guard : rules)
        if (guard.effect == model::GuardEffect::Record)
            for (auto const& use : guard.uses) out.insert(use.step);
    return out;
}

/// Place of each finding's rule in the table; findings stay in its order.
std::size_t rank(Pack const& pack, Value const& finding) {
    auto const* id = finding.find("guard");
    auto const found = std::find_if(pack.guards.begin(), pack.guards.end(), [&](auto const& guard) {
        return id && id->is_string() && id->as_string() == guard.id;
    });
    return static_cast<std::size_t>(found - pack.guards.begin());
}

} // namespace

Result<> queue_rechecks(store::Transaction& transaction, Pack const& pack, store::CaseRow const& cause,
                        std::vector<store::UniqueValue> const& values, Instant now) {
    if (pack.unique.rerun.empty()) return Done{};
    std::set<store::CaseId> cases;
    for (auto const& value : values) {
        auto const holders = store::holders_of(transaction, value.key, value.value);
        if (!holders) return holders.error();
        for (auto const& holder : *holders)
            if (holder.case_id != cause.id) cases.insert(holder.case_id);
    }
    for (auto const id : cases) {
        store::Work work;
        work.case_id = id;
        work.kind = std::string(kRecheckWork);
        work.not_before = now;
        work.queued_at = now;
        work.payload = cause.number;
        if (auto const queued = store::queue_work(transaction, work); !queued) return queued.error();
    }
    return Done{};
}

Result<> recheck(Office& office, store::Transaction& transaction, store::Work const& work, Instant now) {
    CaseStep step(office, transaction, now, "sistem");
    if (auto const loaded = step.load(*work.case_id); !loaded) return loaded.error();
    auto const& instance = *step.live().instance;
    auto const* known = instance.variables().find("findings");
    if (!instance.running() || !known || !known->is_list()) return Done{};

    auto const& pack = office.pack();
    auto const& rerun = pack.unique.rerun;
    std::vector<Value> findings;
    for (auto const& finding : known->items()) {
        auto const* id = finding.find("guard");
        if (!id || std::find(rerun.begin(), rerun.end(), feel::to_text(*id)) == rerun.end())
            findings.push_back(finding);
    }
    auto const rules = rerun_rules(pack);
    for (auto const& id : recording_steps(rules)) {
        auto view = step.scope();
        if (!view) return view.error();
        auto const found = runtime::check_guards(rules, id, *view, step.limits());
        if (!found) return found.error();
        for (auto const& finding : *found) findings.push_back(runtime::to_value(finding));
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [&](Value const& a, Value const& b) { return rank(pack, a) < rank(pack, b); });
    auto list = Value::list(std::move(findings));
    if (list.equals(*known)) return Done{};
    return step.run(runtime::SetVariables{Value::context({{"findings", std::move(list)}})}, "", {},
                    "pemeriksaan ulang karena perkara " + work.payload);
}

} // namespace alur::service
