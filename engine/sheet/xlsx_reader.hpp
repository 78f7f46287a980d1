#pragma once
#include "sheet/workbook.hpp"

#include <string_view>

namespace alur::sheet {

/// Reads an .xlsx of any make: Excel, LibreOffice, WPS, Google Sheets, openpyxl, exceljs, SheetJS; transitional and
/// strict, inline strings, rich text, cells without address.
/// Invalid, by name: no workbook, a password, macros, links to other files, a DOCTYPE, zip64, a part twice, anything
/// beyond the limits.
Result<Workbook> read_xlsx(std::string_view bytes, ReadLimits const& limits = {});

/// Runs through every worksheet of an .xlsx without keeping it and counts its cells, empty ones with a format too: was
/// it written whole? Invalid: as read_xlsx.
Result<std::uint64_t> count_cells(std::string_view bytes, ReadLimits const& limits = {});

/// Reads an OpenDocument spreadsheet; the same refusals.
Result<Workbook> read_ods(std::string_view bytes, ReadLimits const& limits = {});

/// Either of them, by what the file is and not by its name.
Result<Workbook> read_workbook(std::string_view bytes, ReadLimits const& limits = {});

} // namespace alur::sheet
