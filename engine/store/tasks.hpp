#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A person's task that waits now. When it is completed or cancelled the row goes; the journal remembers it.
struct TaskRow {
    CaseId case_id;
    runtime::ElementId id{}; ///< of the waiting element, unique inside the case
    std::string element;     ///< node id in the process
    std::string name;
    std::vector<std::string> roles; ///< who may do it
    Instant opened_at{};
    std::optional<Instant> due_at;
    std::optional<std::string> claimed_by;
    std::optional<Instant> claimed_at;
};

/// Conflict: the case has that task already, or there is no such case.
Result<> open_task(Transaction& transaction, TaskRow const& task);
/// NotFound: it does not wait.
Result<> close_task(Transaction& transaction, CaseId case_id, runtime::ElementId id);
/// Conflict: somebody else has it (the sentence names them). NotFound: it does not wait.
Result<> claim_task(Transaction& transaction, CaseId case_id, runtime::ElementId id, std::string_view officer,
                    Instant now);
/// Gives a claimed task back; harmless when nobody has it.
Result<> release_task(Transaction& transaction, CaseId case_id, runtime::ElementId id);

/// NotFound: it does not wait.
Result<TaskRow> find_task(Reader& reader, CaseId case_id, runtime::ElementId id);
Result<std::vector<TaskRow>> tasks_of_case(Reader& reader, CaseId case_id);
/// Every open task, by case and task.
Result<std::vector<TaskRow>> open_tasks(Reader& reader);

} // namespace alur::store
