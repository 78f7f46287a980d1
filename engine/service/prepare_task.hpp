#pragma once
#include "service/case_step.hpp"
#include "service/complete_task.hpp"

namespace alur::service {

/// A waiting task with an input that was checked, and what the guards say of it.
struct PreparedTask {
    runtime::Element element;
    feel::Value input;
    std::vector<runtime::Finding> findings;
    bool records = false; ///< the step has guards whose findings become data of the case
};

/// Loads the case into `step`, finds its waiting task, checks the input and the guards; changes nothing. Fails as
/// complete_task, but for what the guards say.
Result<PreparedTask> prepare_task(Office& office, CaseStep& step, store::Transaction& transaction,
                                  CompleteTask const& command);

/// The input with the findings of rules that record, for the case's variable `findings`.
feel::Value with_findings(PreparedTask const& prepared);

} // namespace alur::service
