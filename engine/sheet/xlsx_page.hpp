#pragma once
#include "form/check.hpp"
#include "sheet/layout.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_formats.hpp"
#include "sheet/xlsx_writer.hpp"

#include <optional>
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

/// A cell of a marked copy that is to be mended.
struct Mark {
    form::CellFault place;
    std::optional<std::string> raw; ///< what to show instead of the cell's value
    std::string message;
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
/// The picture (PNG bytes, of that name in messages) at the top left, as high as the header lines.
/// Invalid: not a PNG.
Result<> add_logo(Page& page, std::string const& name, std::string const& png);
/// Colours the cells of this sheet that are to be mended and puts what is wrong beside them as a comment.
void add_marks(Page& page, std::vector<Mark> const& marks);
/// Where a mark stands; nothing when it is the sheet as a whole.
std::optional<Spot> spot_of(Mark const& mark, form::FilledSheet const& sheet, Layout const& layout);
/// The sheet in front of a marked copy: one row a fault, with a link to its cell.
void write_fault_list(lxw_workbook* book, Formats& formats, form::Filled const& filled,
                      std::vector<Layout> const& layouts, std::vector<ReturnFault> const& faults,
                      std::string const& sheet_name);

} // namespace alur::sheet
