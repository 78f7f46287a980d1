#pragma once
#include "form/fill.hpp"
#include "sheet/workbook.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::sheet {

/// Where the parts of one sheet stand in a returned workbook.
struct ReturnPlaces {
    ReadSheet const* sheet = nullptr; ///< null: not found
    std::vector<std::optional<Spot>> head, fields;
    std::vector<std::optional<std::uint16_t>> columns;
    std::uint32_t header_row = 0;
    std::vector<std::uint32_t> rows; ///< of the table, in the workbook
    bool has_table = false;
};

/// `number`: the sheet's own, from 1, as the hidden names have it.
ReturnPlaces find_places(form::FilledSheet const& sheet, std::size_t number, Workbook const& workbook);

/// A text for comparing: lower case, single blanks.
std::string comparable(std::string_view text);

} // namespace alur::sheet
