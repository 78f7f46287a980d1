#include "sheet/return_places.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cctype>

namespace alur::sheet {

std::string comparable(std::string_view text) {
    std::string out;
    for (auto const c : trim(text)) {
        auto const blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        out += blank ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

namespace {

constexpr std::uint32_t kMostRows = 20'000;

/// A name that Google Sheets or WPS may have written in another case.
Range const* find_name(Workbook const& book, std::string const& name) {
    auto const at = book.names.find(name);
    if (at != book.names.end()) return &at->second;
    auto const wanted = lower_ascii(name);
    for (auto const& [key, range] : book.names)
        if (lower_ascii(key) == wanted) return &range;
    return nullptr;
}

/// The cell right of the one with that label.
std::optional<Spot> beside_label(ReadSheet const& sheet, std::string const& label) {
    auto const wanted = comparable(label);
    for (auto const& cell : sheet.cells) {
        if (cell.spot.row > 200 || cell.spot.column > 3 || cell.kind != ReadCell::Kind::Text ||
            comparable(cell.text) != wanted)
            continue;
        for (std::uint16_t step = 1; step <= 3; ++step)
            if (Spot const spot{cell.spot.row, static_cast<std::uint16_t>(cell.spot.column + step)}; sheet.find(spot))
                return spot;
        return Spot{cell.spot.row, static_cast<std::uint16_t>(cell.spot.column + 1)};
    }
    return std::nullopt;
}

struct Header {
    std::vector<std::optional<std::uint16_t>> columns;
    std::size_t found = 0;
};

Header header_in(form::Sheet const& declared, ReadSheet const& sheet, std::uint32_t row) {
    Header header;
    header.columns.resize(declared.columns.size());
    std::vector<std::pair<std::string, std::uint16_t>> labels;
    for (auto at = std::lower_bound(sheet.cells.begin(), sheet.cells.end(), Spot{row, 0},
                                    [](auto const&c, Spot s) { return c.spot < s; });
         at != sheet.cells.end() && at->spot.row == row; ++at)
        labels.emplace_back(comparable(at->text), at->spot.column);
    std::vector<bool> taken(labels.size());
    for (std::size_t c = 0; c < declared.columns.size(); ++c)
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (!taken[i] && labels[i].first == comparable(declared.columns[c].label)) {
                header.columns[c] = labels[i].second;
                taken[i] = true;
                ++header.found;
                break;
            }
    return header;
}

void find_table(form::FilledSheet const& sheet, std::string const& number, Workbook const& book, ReturnPlaces& places) {
    auto const& declared = *sheet.sheet;
    Header header;
    if (auto const* const range = find_name(book, "JUDUL_" + number); range && range->sheet == places.sheet->name) {
        places.header_row = range->first.row;
        header = header_in(declared, *places.sheet, places.header_row);
    }
    if (header.found == 0) {
        std::uint32_t seen = static_cast<std::uint32_t>(-1);
        for (auto const& cell : places.sheet->cells) {
            if (cell.spot.row == seen || cell.spot.row > 200) continue;
            seen = cell.spot.row;
            auto candidate = header_in(declared, *places.sheet, seen);
            if (candidate.found <= header.found) continue;
            header = std::move(candidate);
            places.header_row = seen;
        }
    }
    places.columns = std::move(header.columns);
    places.has_table = header.found * 2 > declared.columns.size();
    if (!places.has_table) return;
    auto first = places.header_row + 1;
    auto last = first + static_cast<std::uint32_t>(sheet.rows.size());
    auto const* const range = find_name(book, "TABEL_" + number);
    if (range && range->sheet == places.sheet->name && range->first.row > places.header_row) {
        first = range->first.row;
        last = range->last.row + 1;
    } else if (!declared.totals.empty()) { // until the first total's label
        auto const label = comparable(declared.totals[0].label);
        for (auto const& cell : places.sheet->cells)
            if (cell.spot.row >= first && cell.spot.column == 0 && comparable(cell.text) == label) {
                last = cell.spot.row;
                break;
            }
    }
    for (auto row = first; row < last && row - first < kMostRows; ++row) places.rows.push_back(row);
}

} // namespace

ReturnPlaces find_places(form::FilledSheet const& sheet, std::size_t sheet_number, Workbook const& book) {
    auto const& declared = *sheet.sheet;
    auto const number = std::to_string(sheet_number);
    ReturnPlaces places;
    auto const& first = declared.columns.empty()
                            ? "ISIAN_" + number + "_" + (declared.fields.empty() ? "" : declared.fields[0].key)
                            : "TABEL_" + number;
    if (auto const* const range = find_name(book, first)) places.sheet = book.sheet(range->sheet);
    if (!places.sheet) places.sheet = book.sheet(sheet.name);
    if (!places.sheet)
        for (auto const& candidate : book.sheets)
            if (comparable(candidate.name) == comparable(sheet.name)) places.sheet = &candidate;
    if (!places.sheet) return places;
    auto const find_field = [&](form::Field const& field) -> std::optional<Spot> {
        if (auto const* const range = find_name(book, "ISIAN_" + number + "_" + field.key);
            range && range->sheet == places.sheet->name)
            return range->first;
        return beside_label(*places.sheet, field.label);
    };
    for (auto const& field : declared.head) places.head.push_back(find_field(field));
    for (auto const& field : declared.fields) places.fields.push_back(find_field(field));
    if (!declared.columns.empty()) find_table(sheet, number, book, places);
    return places;
}

} // namespace alur::sheet
