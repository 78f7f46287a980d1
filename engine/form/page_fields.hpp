#pragma once
#include "form/fill.hpp"

#include <string>
#include <vector>

namespace alur::form {

/// One thing to fill in as a page shows it: what the workbook says with a drop-down, a lock and an input message.
struct PageField {
    enum class Part { Head, List, Table };
    std::size_t sheet = 0; ///< index in Filled::sheets
    Part part = Part::Head;
    std::size_t index = 0; ///< of the head field, the list field or the column
    std::string key, label, note;
    FieldType type = FieldType::Text; ///< of the first row, where rows differ
    bool open = false;                ///< to be filled in by a person
    bool required = false;
    Limit limit;
    int least_digits = 0, most_digits = 0; ///< 0: any
    int max_length = 0;                    ///< 0: any
    bool unique = false;
};

/// All fields of all sheets in the order of the workbook, cells for ink left out.
std::vector<PageField> page_fields(Filled const& filled);
/// The same as a value, for a page or another program: a list of sheets with name, key, whether rows may be added, and
/// the fields of each part.
feel::Value describe(Filled const& filled);

} // namespace alur::form
