#include "store/task_roles.hpp"

#include "store/lines.hpp"

namespace alur::store {

namespace {

constexpr Sql kEnter{"INSERT OR IGNORE INTO task_role (role, due, case_id, task, deadline) "
                     "VALUES ($1, $2, $3, $4, NULL)"};
constexpr Sql kDrop{"DELETE FROM task_role WHERE case_id = $1 AND task = $2"};
constexpr Sql kDue{"UPDATE task_role SET due = $3, deadline = $4 WHERE case_id = $1 AND task = $2 AND due <> $3"};
constexpr Sql kInbox{
    "SELECT r.case_id, r.task, r.due, r.deadline, t.element, t.name, t.roles, t.opened_at, t.claimed_by, c.number, "
    "c.title, c.process, c.state, coalesce(a.area, '') FROM task_role r "
    "JOIN task t ON t.case_id = r.case_id AND t.id = r.task JOIN cases c ON c.id = r.case_id "
    "LEFT JOIN case_area a ON a.case_id = r.case_id "
    "WHERE r.role = $1 AND (r.due, r.case_id, r.task) > ($2, $3, $4) ORDER BY r.due, r.case_id, r.task LIMIT $5"};
constexpr Sql kOfTask{"SELECT due FROM task_role WHERE case_id = $1 AND task = $2 LIMIT 1"};
constexpr Sql kCount{"SELECT count(*) FROM (SELECT 1 FROM task_role WHERE role = $1 LIMIT $2)"};
constexpr Sql kLate{"SELECT count(*) FROM (SELECT 1 FROM task_role WHERE role = $1 AND due < $2 LIMIT $3)"};

InboxRow read_row(Columns& c) {
    return {c.next<CaseId>(),
            c.next<runtime::ElementId>(),
            c.next<Day>(),
            c.next<std::optional<DeadlineRow>>(),
            c.next<std::string>(),
            c.next<std::string>(),
            from_lines(c.next<std::string>()),
            c.next<Instant>(),
            c.next<std::optional<std::string>>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>()};
}

Result<std::int64_t> number(Result<std::optional<std::int64_t>> const& found) {
    if (!found) return found.error();
    return found->value_or(0);
}

std::int64_t read_number(Columns& c) { return c.next<std::int64_t>(); }

} // namespace

Result<> enter_task_roles(Transaction& transaction, CaseId case_id, runtime::ElementId task,
                          std::vector<std::string> const& roles) {
    for (auto const& role : roles)
        if (auto const added = transaction.run(kEnter, role, kNoDue, case_id, task); !added) return added.error();
    return Done{};
}

Result<> drop_task_roles(Transaction& transaction, CaseId case_id, runtime::ElementId task) {
    if (auto const gone = transaction.run(kDrop, case_id, task); !gone) return gone.error();
    return Done{};
}

Result<> set_task_due(Transaction& transaction, CaseId case_id, runtime::ElementId task, Day due,
                      std::optional<DeadlineRow> deadline) {
    if (auto const set = transaction.run(kDue, case_id, task, due, deadline); !set) return set.error();
    return Done{};
}

Result<std::vector<InboxRow>> inbox_of_role(Reader& reader, std::string_view role, InboxPlace const& after, int limit) {
    return reader.all(kInbox, read_row, role, after.due, after.case_id, after.task, limit);
}

Result<Day> due_of_task(Reader& reader, CaseId case_id, runtime::ElementId task) {
    auto const found = reader.first(
        kOfTask, [](Columns& c) { return c.next<Day>(); }, case_id, task);
    if (!found) return found.error();
    return found->value_or(kNoDue);
}

Result<RoleCount> count_tasks(Reader& reader, std::string_view role, Day today) {
    auto const open = number(reader.first(kCount, read_number, role, kMostCounted));
    if (!open) return open.error();
    auto const late = number(reader.first(kLate, read_number, role, today, kMostCounted));
    if (!late) return late.error();
    return RoleCount{*open, *late};
}

} // namespace alur::store
