#include "sheet/workbook.hpp"

#include <algorithm>
#include <charconv>

namespace alur::sheet {

ReadCell const* ReadSheet::find(Spot spot) const {
    auto const at =
        std::lower_bound(cells.begin(), cells.end(), spot, [](ReadCell const& c, Spot s) { return c.spot < s; });
    return at != cells.end() && at->spot == spot ? &*at : nullptr;
}

ReadSheet const* Workbook::sheet(std::string_view name) const {
    for (auto const& sheet : sheets)
        if (sheet.name == name) return &sheet;
    return nullptr;
}

ReadLimits large_limits() {
    ReadLimits limits;
    limits.cells = 5'000'000;
    limits.strings = 2'000'000;
    limits.part = 512u << 20;
    limits.whole = 1024u << 20;
    return limits;
}

bool parse_spot(std::string_view text, Spot& spot) {
    std::size_t at = 0;
    auto const skip_dollar = [&] {
        if (at < text.size() && text[at] == '$') ++at;
    };
    skip_dollar();
    std::uint32_t column = 0;
    std::size_t letters = 0;
    while (at < text.size() && letters < 4) {
        auto const c = static_cast<char>(text[at] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
        ++letters;
        ++at;
    }
    skip_dollar();
    std::uint32_t row = 0;
    auto const read = std::from_chars(text.data() + at, text.data() + text.size(), row);
    if (letters == 0 || read.ec != std::errc{} || read.ptr != text.data() + text.size()) return false;
    if (column == 0 || column > 16384 || row == 0 || row > 1'048'576) return false;
    spot = {row - 1, static_cast<std::uint16_t>(column - 1)};
    return true;
}

bool parse_range(std::string_view text, Range& range) {
    auto const mark = text.rfind('!');
    if (mark == std::string_view::npos || mark == 0) return false;
    auto name = text.substr(0, mark);
    range.sheet.clear();
    if (name.front() == '\'' && name.size() >= 2 && name.back() == '\'') {
        name = name.substr(1, name.size() - 2);
        for (std::size_t i = 0; i < name.size(); ++i) {
            range.sheet += name[i];
            if (name[i] == '\'' && i + 1 < name.size() && name[i + 1] == '\'') ++i;
        }
    } else {
        range.sheet = name;
    }
    auto const cells = text.substr(mark + 1);
    auto const colon = cells.find(':');
    if (!parse_spot(cells.substr(0, colon), range.first)) return false;
    range.last = range.first;
    return colon == std::string_view::npos || parse_spot(cells.substr(colon + 1), range.last);
}

} // namespace alur::sheet
