#pragma once
#include "sheet/recap.hpp"

#include <string>
#include <utility>
#include <vector>

namespace alur::sheet {

/// The cell formats of a recap, in the order of its styles part.
enum class RecapStyle {
    Default,
    Title,
    Header,
    Text,
    Identity,
    Int,
    Decimal,
    Money,
    Percent,
    Date,
    DateTime,
    Time,
    Total,
    TotalInt,
    TotalDecimal,
    TotalMoney
};
RecapStyle style_of(form::FieldType type);
RecapStyle total_style_of(form::FieldType type);

/// The worksheet's XML in front of and behind its rows; rows count from 1.
std::string recap_sheet_begin(std::vector<RecapColumn> const& columns, std::uint32_t header_row);
std::string recap_sheet_end(std::size_t columns, std::size_t title_lines, std::uint32_t header_row,
                            std::uint32_t last_row);
/// All parts but the worksheet.
std::vector<std::pair<std::string, std::string>> recap_parts(RecapHead const& head, std::size_t columns,
                                                             std::uint32_t header_row, std::uint32_t last_row);

} // namespace alur::sheet
