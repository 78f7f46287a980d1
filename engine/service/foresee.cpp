#include "service/foresee.hpp"

#include "service/prepare_task.hpp"
#include "store/outbox.hpp"
#include "store/tasks.hpp"

#include <algorithm>

namespace alur::service {

namespace {

bool blocks(std::vector<runtime::Finding> const& findings) {
    return std::any_of(findings.begin(), findings.end(), [](runtime::Finding const& finding) {
        return finding.effect == model::GuardEffect::Block && finding.weight == model::Weight::Error;
    });
}

/// The papers of the case that were queued since; their numbers are taken back with the transaction.
Result<std::vector<PaperOrder>> ordered_since(store::Reader& reader, store::CaseId case_id, std::size_t before) {
    auto const work = store::work_of_case(reader, case_id);
    if (!work) return work.error();
    std::vector<PaperOrder> out;
    for (auto at = work->begin() + static_cast<std::ptrdiff_t>(std::min(before, work->size())); at != work->end();
         ++at) {
        if (at->kind != kDocumentWork) continue;
        auto order = parse_order(at->payload);
        if (!order) return order.error();
        order->number.clear();
        order->code.clear();
        out.push_back(std::move(*order));
    }
    return out;
}

/// Takes the step in a transaction that is taken back, and looks at it from inside.
class Trial {
  public:
    Trial(Office& office, CompleteTask const& command, Instant now)
        : office_(office.pack(), office.database()), command_(command), now_(now) {}

    Result<Foreseen> run(Papers* papers = nullptr, std::size_t which = 0) {
        Foreseen seen;
        std::optional<Error> wrong;
        auto const taken = office_.database().write([&](store::Transaction& transaction) -> Result<> {
            if (auto const looked = look(transaction, seen, papers, which); !looked) wrong = looked.error();
            return conflict("hanya dilihat");
        });
        if (wrong) return *wrong;
        static_cast<void>(taken);
        return seen;
    }
    std::optional<Paper> paper;

  private:
    Result<> look(store::Transaction& transaction, Foreseen& seen, Papers* papers, std::size_t which) {
        CaseStep step(office_, transaction, now_, command_.officer.name);
        auto prepared = prepare_task(office_, step, transaction, command_);
        if (!prepared) return prepared.error();
        seen.findings = prepared->findings;
        if (blocks(seen.findings)) return Done{};
        auto const id = step.live().row.id;
        auto const tasks = store::tasks_of_case(transaction, id);
        if (!tasks) return tasks.error();
        auto const before = store::work_of_case(transaction, id);
        if (!before) return before.error();
        auto const input = with_findings(*prepared);
        auto const done = step.run(runtime::CompleteTask{prepared->element.id, input}, command_.step, input, "");
        if (!done) {
            seen.obstacle = done.error().message;
            return Done{};
        }
        seen.state = step.live().row.state;
        auto const after = store::tasks_of_case(transaction, id);
        if (!after) return after.error();
        for (auto const& task : *after)
            if (std::none_of(tasks->begin(), tasks->end(), [&](auto const& one) { return one.id == task.id; }))
                seen.next.push_back(task.name.empty() ? task.element : task.name);
        auto ordered = ordered_since(transaction, id, before->size());
        if (!ordered) return ordered.error();
        seen.papers = std::move(*ordered);
        if (!papers || which >= seen.papers.size()) return Done{};
        auto made = papers->preview(office_, transaction, seen.papers[which]);
        if (!made) return made.error();
        paper = std::move(*made);
        return Done{};
    }

    Office office_; ///< of its own: what it keeps at hand never happened
    CompleteTask const& command_;
    Instant now_;
};

} // namespace

Result<Foreseen> foresee(Office& office, CompleteTask const& command, Instant now) {
    return Trial(office, command, now).run();
}

Result<Paper> foresee_paper(Office& office, Papers& papers, CompleteTask const& command, std::size_t which,
                            Instant now) {
    Trial trial(office, command, now);
    auto const seen = trial.run(&papers, which);
    if (!seen) return seen.error();
    if (!seen->obstacle.empty()) return conflict(seen->obstacle);
    if (trial.paper) return std::move(*trial.paper);
    if (blocks(seen->findings)) return conflict("aturan langkah ini belum terpenuhi; penuhi dahulu, lalu lihat lagi");
    return not_found("langkah ini tidak membuat dokumen itu dengan isian yang sekarang");
}

} // namespace alur::service
