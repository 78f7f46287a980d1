#pragma once
#include "sheet/layout.hpp"
#include "sheet/xlsx_formats.hpp"
#include "sheet/xlsx_writer.hpp"

#include <string>
#include <vector>
#include <xlsxwriter.h>

namespace alur::sheet {

/// The hidden sheet with the lists of the drop-downs, filled while the sheets are written.
class OptionLists {
  public:
    explicit OptionLists(lxw_workbook* book) : book_(book) {}
    /// Where the list stands: `=_daftar!$A$2:$A$7`. Equal lists are kept once.
    std::string place(std::vector<std::string> const& options, std::string const& title);
    void write();

  private:
    lxw_workbook* book_;
    std::vector<std::pair<std::string, std::vector<std::string>>> lists_;
};

/// Everything one worksheet needs.
struct Page {
    form::Filled const& filled;
    form::FilledSheet const& sheet;
    Layout const& layout;
    lxw_worksheet* out;
    Formats& formats;
    OptionLists& lists;
    LayoutAddresses& addresses; ///< standing on this sheet
    std::size_t index;
    ZoneOffset zone;
};

/// A value in its cell. A formula is written with its value.
void put_cell(Page& page, Spot spot, form::Cell const& cell, std::string const& formula, lxw_format* format);
/// A text over several columns.
void put_merged(Page& page, std::uint32_t row, Span span, std::string const& text, lxw_format* format);

/// What may be entered, with Indonesian messages: of the head, the list, and every column of the table.
void add_validations(Page& page);
/// Conditional formats.
void add_highlights(Page& page);

} // namespace alur::sheet
