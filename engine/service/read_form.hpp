#pragma once
#include "service/complete_task.hpp"
#include "sheet/return.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace alur::service {

/// A returned workbook as the office understands it.
struct FormReturn {
    sheet::Identity identity;
    std::vector<sheet::ReturnFault> faults;
    std::vector<std::string> notes;
    feel::Value input;       ///< what the form gives to the case; null unless accepted
    std::string marked_copy; ///< bytes of a workbook with the faults marked; "" when accepted
    bool accepted() const { return faults.empty(); }
};

/// Reads a returned workbook against the pack's form and the case that it names, as the case stands. Nothing is stored.
/// `case_number`: the case it should belong to, "" for the one it names. `scratch`: a folder for the marked copy while
/// it is made. Invalid: no form of this office. NotFound: its case is not here. Conflict: another case's form.
Result<FormReturn> read_form(Office& office, store::Reader& reader, std::string_view bytes,
                             std::string_view case_number, Instant now, std::filesystem::path const& scratch);

/// A task completed with a returned workbook, or the workbook marked.
struct FormCompletion {
    FormReturn form;
    std::optional<TaskCompleted> done; ///< nothing unless the form was accepted and the task completed
};

/// Completes a waiting task with what a returned workbook gives, `command.input` on top of it; the workbook is kept
/// with the case in the same transaction. Fails as read_form and complete_task do. Invalid: the form gives nothing that
/// this step asks for. Conflict: the same file was accepted before.
Result<FormCompletion> complete_with_form(Office& office, CompleteTask command, std::string file_name,
                                          std::string bytes, Instant now, std::filesystem::path const& scratch);

} // namespace alur::service
