#pragma once
#include "core/result.hpp"
#include "sheet/layout.hpp"

#include <map>
#include <string>
#include <vector>

namespace alur::sheet {

/// A cell as a workbook keeps it. Numbers stay text, so that no digit is lost; dates are numbers (serial days, or ISO
/// text `2026-02-12`, as the file has them).
struct ReadCell {
    enum class Kind { Number, Text, Boolean, Error };
    Spot spot;
    Kind kind = Kind::Text;
    bool formula = false;
    bool cached = true; ///< false: a formula without a stored value
    std::string text;   ///< the number, the text, `1` or `0`, `#DIV/0!`
};

struct Range {
    std::string sheet;
    Spot first, last;
};

struct ReadSheet {
    std::string name;
    bool hidden = false;
    std::vector<ReadCell> cells; ///< by row, then column; empty cells are not there

    ReadCell const* find(Spot spot) const;
};

/// What a workbook of any make contains, as far as a form needs it.
struct Workbook {
    std::vector<ReadSheet> sheets;
    bool date1904 = false;              ///< serial days count from 1904-01-01: 1462 are to be added
    std::map<std::string, Range> names; ///< defined names that stand for cells; of a sheet's own: `Sheet!NAME`
    std::map<std::string, std::string> properties; ///< custom document properties

    ReadSheet const* sheet(std::string_view name) const;
};

/// Bounds on what is taken in; beyond them a file is refused by name. The defaults suit forms.
struct ReadLimits {
    std::size_t cells = 200'000;
    std::size_t strings = 100'000;
    std::size_t text = 40'000;        ///< bytes of one text × 4
    std::uint64_t part = 64u << 20;   ///< bytes of one part, unpacked
    std::uint64_t whole = 160u << 20; ///< bytes of all parts, unpacked
    std::uint64_t ratio = 300;        ///< unpacked to packed, for parts over 1 MiB
};
/// For recaps of any size.
ReadLimits large_limits();

/// `B7`, `$B$7`; false when it is no cell.
bool parse_spot(std::string_view text, Spot& spot);
/// `'Rekap Kategori'!$A$1:$B$9`, `_meta!$B$1`; false when it is no single range.
bool parse_range(std::string_view text, Range& range);

} // namespace alur::sheet
