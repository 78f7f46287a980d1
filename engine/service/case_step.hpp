#pragma once
#include "runtime/guard_check.hpp"
#include "runtime/step.hpp"
#include "service/host_functions.hpp"
#include "service/office.hpp"
#include "store/steps.hpp"

#include <memory>
#include <string>
#include <vector>

namespace alur::service {

/// One command on one case, inside one transaction: the runtime's step, then everything that follows from it — journal,
/// tasks, deadlines with their reminders, unique values, papers with their numbers — all stored or nothing.
class CaseStep {
  public:
    /// Loads the case. Errors of loading come back from the first call that needs it.
    CaseStep(Office& office, store::Transaction& transaction, Instant now, std::string actor);
    ~CaseStep();
    CaseStep(CaseStep const&) = delete;
    CaseStep& operator=(CaseStep const&) = delete;

    /// NotFound: no such case.
    Result<> load(store::CaseId id);
    LiveCase const& live() const { return live_; }

    /// What an expression of this case sees, `extra` variables on top (the input of a task that is being completed).
    Result<feel::Scope> scope(feel::Value const& extra = {});
    feel::Limits limits() const;

    /// Carries the command out and stores all that follows. `element` is the node that the command completes, "" when
    /// none: deadlines that begin with it are known to expressions on the way.
    Result<> run(runtime::Command const& command, std::string_view element, feel::Value const& input,
                 std::string_view reason);

    /// Orders a paper of this case as it stands: its number is taken and its making queued, in this transaction.
    Result<> issue(model::DocumentRule const& rule);

  private:
    Result<std::vector<feel::Value>> layers();
    Result<> follow(runtime::Step const& step);
    Result<> open_deadlines(std::string_view element, feel::Value const& input, bool pending_only);
    Result<> close_deadlines(std::string_view element);
    /// Clocks that the completed element stops or lets go on, and the extension it grants.
    Result<> adjust_deadlines(model::NodeIndex node);
    Result<> cancel_deadlines();
    Result<> hold_unique_values();
    /// A case that begins or ceases to count among twins is news for the others.
    Result<> tell_twins(std::string const& before);
    Result<> take_kept_messages();

    Office& office_;
    store::Transaction& transaction_;
    Instant now_;
    std::string actor_;
    LiveCase live_;
    std::shared_ptr<Lookup> lookup_;
    feel::Value functions_;
};

/// Layers that every expression about the case sees around its variables: parameters, reference data, host functions,
/// and the programme it belongs to (`program`) or the cases below it (`kelompok`).
Result<std::vector<feel::Value>> surrounding_layers(Office& office, store::Reader& reader, LiveCase const& live,
                                                    feel::Value const& functions);

} // namespace alur::service
