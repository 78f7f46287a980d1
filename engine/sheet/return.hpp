#pragma once
#include "form/check.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx_writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::sheet {

/// What a workbook says it is.
struct Identity {
    std::string form;
    std::string case_id;
    std::string version;
    std::string schema;  ///< checksum of the form file it was made from
    std::string created; ///< ISO instant, "" when it says none
};

/// Invalid: it says nothing of the kind; it is no workbook of this program.
Result<Identity> identify(Workbook const& workbook);

/// What is wrong with one cell of a returned workbook.
struct ReturnFault {
    std::string sheet;
    std::string cell; ///< in the returned file: `D12`; "" when it is the sheet as a whole
    std::string label;
    std::string found; ///< identity numbers masked
    std::string message;
    form::CellFault place;          ///< where it stands in Returned::filled; its texts are empty
    std::optional<std::string> raw; ///< what stood in a cell that could not be read
};

/// A filled workbook that came home.
struct Returned {
    Identity identity;
    form::Filled filled; ///< with the returned values; formulas calculated anew, locked cells as the program has them
    std::vector<ReturnFault> faults;
    std::vector<std::string> notes; ///< what was treated without refusing: changed locked cells, totals of the file
    bool accepted() const { return faults.empty(); }
};

/// Reads a returned workbook against its form and, where it has one, the case's data. What a returned file may have
/// gone through, and what is done about it:
///
///   renamed, saved by another program     recognised by its hidden names, its hidden sheet or its properties
///   an old revision of the form           one fault; what is recognised stands in the marked copy of the new revision
///   another case's form                   Conflict; nothing of it is shown
///   moved columns                         found by their header
///   rows added, deleted, moved, left out  a table that grows takes every row with something in it, in its order; in a
///                                         table of given rows each is found by its locked texts, a missing one is a
///                                         fault
///   more than 2,000 filled rows           a fault of the sheet
///   a row or number entered twice         a fault where the column is `unique`
///   merged cells                          the first cell counts; a required one below it is a fault
///   pasted formats, colours, widths       not looked at
///   changed locked cells and totals       calculated anew; a note, no fault
///   numbers and dates as text             read_value in cell_value.hpp says which are taken
///   blanks around and between             taken away
///   dates counted from 1904               taken as meant
///   a formula without a stored value      a fault of that cell
///   a text that begins like a formula     a text
///   a deleted sheet, column or header     a fault of the sheet
///
/// Invalid: not this form's workbook. Conflict: of another case than `case_id` (not asked when empty).
Result<Returned> read_return(form::Form const& form, Workbook const& workbook, feel::Scope const& data,
                             std::string const& case_id, feel::Limits const& limits = {});

} // namespace alur::sheet
