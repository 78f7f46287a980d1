#pragma once
#include "service/complete_task.hpp"
#include "service/views.hpp"
#include "store/documents.hpp"
#include "store/tasks.hpp"

namespace alur::service {

/// Takes a waiting task for the officer. Forbidden: no right, or none of the task's roles. Conflict: somebody has it.
Result<> claim(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step, Instant now);
/// Gives it back. Forbidden: somebody else has it and the officer may not hand tasks over.
Result<> release(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step);
/// Gives it to another officer, who must hold one of its roles. Forbidden: the officer neither has it nor may hand
/// over.
Result<> hand_over(Desk const& desk, Officer const& officer, std::string_view number, std::string_view step,
                   std::string_view to, Instant now);
/// Names of active officers who hold one of the task's roles.
Result<std::vector<std::string>> takers(Desk const& desk, std::string_view number, std::string_view step);

/// Keeps what was typed for a waiting task. NotFound: the task does not wait.
Result<> keep_draft(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                    feel::Value const& input, Instant now);
/// Fields of a waiting task, for reading what was sent. NotFound as above.
Result<std::vector<InputField>> fields_of(Desk const& desk, Officer const& officer, std::string_view number,
                                          std::string_view step);

/// Completes a waiting task at the desk: as complete_task, of visible cases only; Conflict also when another officer
/// has taken it. The officer's draft goes.
Result<TaskCompleted> finish(Desk const& desk, SignedIn const& who, std::string_view number, std::string_view step,
                             feel::Value const& input, std::string_view reason, Instant now);

/// A file that was sent with a task becomes a document of the case; answers its name. Invalid: empty, too large, or not
/// a PDF, picture, workbook or text document by its first bytes.
Result<std::string> keep_upload(Desk const& desk, Officer const& officer, std::string_view number,
                                std::string_view step, std::string_view field, std::string file_name, std::string bytes,
                                Instant now);
/// The same for a workbook that was read and accepted, within a transaction; harmless when the case has that file.
Result<> keep_workbook(Desk const& desk, store::Transaction& transaction, store::TaskRow const& task,
                       std::string_view step, std::string_view form, std::string const& file_name, std::string bytes,
                       Officer const& officer, Instant now);
/// Forbidden: the officer holds none of the roles.
Result<> require_role(Desk const& desk, Officer const& officer, std::vector<std::string> const& roles);
inline constexpr std::size_t kLargestUpload = 10U * 1024 * 1024;

/// A document of a case the officer may see. NotFound otherwise.
Result<store::Document> document_of(Desk const& desk, Officer const& officer, std::string_view number,
                                    store::DocumentRow id);
/// The process revision of a case, as BPMN text.
Result<std::string> diagram_of(Desk const& desk, Officer const& officer, std::string_view number);

/// The case with its masked data, after the reason was written down. Invalid: no reason. Forbidden: no right.
Result<feel::Value> disclose_case(Desk const& desk, Officer const& officer, std::string_view number,
                                  std::string_view reason, Instant now);

/// The fields of something from outside. NotFound: no such message, or no such case.
Result<std::vector<InputField>> message_fields(Desk const& desk, Officer const& officer, std::string_view number,
                                               std::string_view message);
/// Fields of something from outside that may be recorded for the case: {nomor, judul, pesan, nama, fields}.
Result<feel::Value> view_message(Desk const& desk, Officer const& officer, std::string_view number,
                                 std::string_view message, std::optional<feel::Value> const& input,
                                 Diagnostics const& wrong, Instant now);

} // namespace alur::service
