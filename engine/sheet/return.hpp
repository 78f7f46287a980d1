#pragma once
#include "form/check.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx_writer.hpp"

#include <string>
#include <vector>

namespace alur::sheet {

/// What a workbook says it is.
struct Identity {
    std::string form;
    std::string case_id;
    std::string version;
    std::string schema; ///< checksum of the form file it was made from
};

/// Invalid: it says nothing of the kind; it is no workbook of this program.
Result<Identity> identify(Workbook const& workbook);

struct ReturnFault {
    std::string sheet;
    std::string cell; ///< `D12`, "" when it is the sheet as a whole
    std::string label;
    std::string found;
    std::string message;
};

/// A filled workbook that came home.
struct Returned {
    Identity identity;
    form::Filled filled; ///< with the returned values; formulas calculated anew, locked cells as the program has them
    std::vector<ReturnFault> faults;
    std::vector<std::string> notes; ///< what was treated without refusing: changed locked cells, totals of the file
    bool accepted() const { return faults.empty(); }
};

/// Reads a returned workbook against its form and, where it has one, the case's data. The sheets are found by hidden
/// names, then by their own name; columns by their header; head fields by hidden names, then by their label. Moved
/// columns and added or deleted rows are understood.
/// Invalid: not this form's workbook. Conflict: made from another revision of the form, or of another case than
/// `case_id` (not asked when empty).
Result<Returned> read_return(form::Form const& form, Workbook const& workbook, feel::Scope const& data,
                             std::string const& case_id, feel::Limits const& limits = {});

} // namespace alur::sheet
