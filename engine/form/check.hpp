#pragma once
#include "form/fill.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::form {

/// What is wrong with one cell of a filled form, in words for the one who filled it in.
struct CellFault {
    enum class Area { Head, Field, Row, Total, Sheet };
    std::size_t sheet = 0; ///< index in Filled::sheets
    Area area = Area::Row;
    std::size_t row = 0;    ///< from 0; with Area::Row
    std::size_t column = 0; ///< of the table, or index of the field
    std::string label;      ///< header or label of the cell
    std::string found;      ///< what stands there, identity numbers masked
    std::string message;    ///< what was expected and what to do
};

/// Checks every cell a person fills in, then the conditions across cells and sheets. Blank rows of a growing table are
/// passed over. A condition that gives null is not decided and finds nothing.
std::vector<CellFault> check(Filled const& filled, feel::Scope const& data, feel::Limits const& limits = {});

/// Puts an input (of the shape to_value gives) into the cells a person fills in; everything else of it is passed over.
/// Rows of a growing table are replaced, those of another are taken one by one. Formulas are calculated anew.
/// The answer: values of the wrong kind, which were not taken.
std::vector<CellFault> put_input(Filled& filled, feel::Value const& input, feel::Scope const& data,
                                 feel::Limits const& limits = {});

/// An empty row of that table with the number it would get.
Row blank_row(FilledSheet const& sheet, std::size_t index);

/// Empty rows behind those of a table that grows, as many as when it first goes out.
void add_blank_rows(FilledSheet& sheet);

/// The value as a person reads it: dates 12-02-2026, numbers 1.234,5, identity numbers masked.
std::string shown(feel::Value const& value, FieldType type);

} // namespace alur::form
