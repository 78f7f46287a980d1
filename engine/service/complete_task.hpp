#pragma once
#include "runtime/guard_check.hpp"
#include "service/office.hpp"
#include "service/uploads.hpp"

namespace alur::service {

struct CompleteTask {
    std::string case_number;
    std::string step;   ///< node id of the task
    feel::Value input;  ///< context of the step's fields; dates may be text
    std::string reason; ///< for warnings that are accepted
    Officer officer;
    std::vector<Upload> uploads{}; ///< kept with the case when the task is completed
};

/// What the officer is told afterwards.
struct TaskCompleted {
    std::vector<runtime::Finding> findings; ///< all that were found, also those that do not block
    std::string state;                      ///< of the case now
};

/// Completes a waiting task: the input is checked against the step's fields, the guards are checked, then the case
/// moves on. NotFound: no such case, or the task does not wait. Forbidden: the officer holds none of its roles.
/// Invalid: wrong fields (all at once). Conflict: a guard blocks, or a warning was not answered with a reason; the
/// message holds their sentences.
Result<TaskCompleted> complete_task(Office& office, CompleteTask const& command, Instant now);

/// The same inside a transaction of the caller's.
Result<TaskCompleted> complete_task(Office& office, store::Transaction& transaction, CompleteTask const& command,
                                    Instant now);

/// The guards of a step as they stand, without completing it.
Result<std::vector<runtime::Finding>> preview_guards(Office& office, CompleteTask const& command, Instant now);

} // namespace alur::service
