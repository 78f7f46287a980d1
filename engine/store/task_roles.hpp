#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// The due day that stands for "no deadline": behind every real one.
inline constexpr Day kNoDue = std::chrono::sys_days{std::chrono::year{9999} / 12 / 31};

/// One open task as lists show it, with its case.
struct InboxRow {
    CaseId case_id;
    runtime::ElementId task{};
    Day due = kNoDue;
    std::optional<DeadlineRow> deadline; ///< which the date is from
    std::string element;
    std::string name;
    std::vector<std::string> roles;
    Instant opened_at{};
    std::optional<std::string> claimed_by;
    std::string number, title, process, state, area; ///< of the case
};

/// Where a page of the inbox begins: behind this row.
struct InboxPlace {
    Day due{};
    CaseId case_id{};
    runtime::ElementId task{};
};

/// Enters a task once for each role, without a due date.
Result<> enter_task_roles(Transaction& transaction, CaseId case_id, runtime::ElementId task,
                          std::vector<std::string> const& roles);
Result<> drop_task_roles(Transaction& transaction, CaseId case_id, runtime::ElementId task);
/// Gives the task its due date (kNoDue for none) and the deadline that it comes from.
Result<> set_task_due(Transaction& transaction, CaseId case_id, runtime::ElementId task, Day due,
                      std::optional<DeadlineRow> deadline);

/// Open tasks of one role behind `after`, the most urgent first.
Result<std::vector<InboxRow>> inbox_of_role(Reader& reader, std::string_view role, InboxPlace const& after, int limit);
/// The due date of one task; kNoDue when it has none.
Result<Day> due_of_task(Reader& reader, CaseId case_id, runtime::ElementId task);
struct RoleCount {
    std::int64_t open = 0, late = 0;
};
/// Tasks are counted up to here; more are "more".
inline constexpr std::int64_t kMostCounted = 1'001;
/// How many tasks wait for the role, and how many of them are due before `today`; each kMostCounted at most.
Result<RoleCount> count_tasks(Reader& reader, std::string_view role, Day today);

} // namespace alur::store
