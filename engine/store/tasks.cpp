#include "store/tasks.hpp"

#include "store/lines.hpp"
#include "store/task_roles.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO task (case_id, id, element, name, roles, opened_at, due_at, claimed_by, claimed_at) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Sql kDelete{"DELETE FROM task WHERE case_id = $1 AND id = $2"};
constexpr Sql kClaim{"UPDATE task SET claimed_by = $3, claimed_at = $4 WHERE case_id = $1 AND id = $2 "
                     "AND (claimed_by IS NULL OR claimed_by = $3)"};
constexpr Sql kRelease{"UPDATE task SET claimed_by = NULL, claimed_at = NULL WHERE case_id = $1 AND id = $2"};
constexpr Sql kFind{"SELECT case_id, id, element, name, roles, opened_at, due_at, claimed_by, claimed_at FROM task "
                    "WHERE case_id = $1 AND id = $2"};
constexpr Sql kOfCase{"SELECT case_id, id, element, name, roles, opened_at, due_at, claimed_by, claimed_at FROM task "
                      "WHERE case_id = $1 ORDER BY id"};
constexpr Sql kAll{"SELECT case_id, id, element, name, roles, opened_at, due_at, claimed_by, claimed_at FROM task "
                   "ORDER BY case_id, id"};

TaskRow read_task(Columns& c) {
    return {c.next<CaseId>(),
            c.next<runtime::ElementId>(),
            c.next<std::string>(),
            c.next<std::string>(),
            from_lines(c.next<std::string>()),
            c.next<Instant>(),
            c.next<std::optional<Instant>>(),
            c.next<std::optional<std::string>>(),
            c.next<std::optional<Instant>>()};
}

Error not_waiting(CaseId case_id) {
    return not_found("tugas itu pada perkara nomor urut " + std::to_string(case_id.value) +
                     " tidak (lagi) menunggu; muat ulang daftar tugas");
}

} // namespace

Result<> open_task(Transaction& transaction, TaskRow const& task) {
    auto const added = transaction.run(kInsert, task.case_id, task.id, task.element, task.name, to_lines(task.roles),
                                       task.opened_at, task.due_at, task.claimed_by, task.claimed_at);
    if (!added) return added.error();
    return enter_task_roles(transaction, task.case_id, task.id, task.roles);
}

Result<> close_task(Transaction& transaction, CaseId case_id, runtime::ElementId id) {
    auto const gone = transaction.run(kDelete, case_id, id);
    if (!gone) return gone.error();
    if (*gone == 0) return not_waiting(case_id);
    return drop_task_roles(transaction, case_id, id);
}

Result<> claim_task(Transaction& transaction, CaseId case_id, runtime::ElementId id, std::string_view officer,
                    Instant now) {
    auto const claimed = transaction.run(kClaim, case_id, id, officer, now);
    if (!claimed) return claimed.error();
    if (*claimed == 1) return Done{};
    auto const task = find_task(transaction, case_id, id);
    if (!task) return task.error();
    return conflict("tugas " + task->name + " sudah diambil " + task->claimed_by.value_or("orang lain"));
}

Result<> release_task(Transaction& transaction, CaseId case_id, runtime::ElementId id) {
    auto const released = transaction.run(kRelease, case_id, id);
    if (!released) return released.error();
    if (*released == 0) return not_waiting(case_id);
    return Done{};
}

Result<TaskRow> find_task(Reader& reader, CaseId case_id, runtime::ElementId id) {
    auto found = reader.first(kFind, read_task, case_id, id);
    if (!found) return found.error();
    if (!*found) return not_waiting(case_id);
    return std::move(**found);
}

Result<std::vector<TaskRow>> tasks_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_task, case_id);
}

Result<std::vector<TaskRow>> open_tasks(Reader& reader) { return reader.all(kAll, read_task); }

} // namespace alur::store
