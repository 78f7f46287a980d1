#pragma once
#include "service/desk_tasks.hpp"
#include "service/papers.hpp"
#include "service/read_form.hpp"

namespace alur::service {

/// Forms of the pack whose return gives at least one thing that the step asks for, by id.
std::vector<std::string> forms_of_step(Pack const& pack, std::string_view process, std::string_view step);

/// The form filled from the case as it stands, for a waiting task. NotFound: the task does not wait, or the form is not
/// the step's.
Result<Paper> task_workbook(Desk const& desk, Papers& papers, Officer const& officer, std::string_view number,
                            std::string_view step, std::string const& form, Instant now);

/// A filled workbook for a waiting task. Accepted: what it gives joins the officer's draft, and the file is kept with
/// the case; nothing is completed. Not accepted: nothing is kept. Fails as read_form does. Invalid also: too large, or
/// it gives nothing that the step asks for. Forbidden: the officer holds none of the task's roles.
Result<FormReturn> take_workbook(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                                 std::string const& file_name, std::string bytes, Instant now,
                                 std::filesystem::path const& scratch);

/// A paper of a waiting task as the officer's draft would make it; `which` counts foresee's papers. Fails as
/// foresee_paper.
Result<Paper> preview_of_task(Desk const& desk, Papers& papers, SignedIn const& who, std::string_view number,
                              std::string_view step, std::size_t which, Instant now);

} // namespace alur::service
