#include "letter/setter.hpp"

#include <algorithm>
#include <numeric>

namespace alur::letter {

namespace {

constexpr double kCm = 72.0 / 2.54;
constexpr double kPad = 3.5, kPadY = 2.0, kRule = 0.5;
constexpr std::size_t kLinesInSlice = 14;

/// Shares `room` among the columns. One with a width of its own keeps it, unless its longest word needs more. Every
/// other gets at least what its longest word needs; the rest goes to those that would still have to wrap, in proportion
/// to what they lack, and what is left over then widens those that hold running text.
std::vector<double> share(std::vector<Extent> const& columns, std::vector<double> const& fixed, double room) {
    std::vector<double> widths(columns.size());
    std::vector<std::size_t> free;
    double taken = 0, lack = 0, running = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto const given = i < fixed.size() ? fixed[i] * kCm : 0;
        widths[i] = std::max(given, columns[i].least);
        taken += widths[i];
        if (given > 0) continue;
        free.push_back(i);
        lack += columns[i].natural - columns[i].least;
        running += columns[i].natural > 60 ? columns[i].natural : 0;
    }
    auto rest = room - taken;
    if (rest > 0 && lack > 0) {
        auto const part = std::min(1.0, rest / lack);
        for (auto const i : free) widths[i] += (columns[i].natural - columns[i].least) * part;
        rest -= lack * part;
    }
    if (rest > 0.01 && !free.empty())
        for (auto const i : free)
            widths[i] += running <= 0              ? rest / static_cast<double>(free.size())
                         : columns[i].natural > 60 ? rest * columns[i].natural / running
                                                   : 0;
    // Too wide: first what columns have beyond their longest word is taken in, then all shrink alike.
    auto total = std::accumulate(widths.begin(), widths.end(), 0.0);
    double spare = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) spare += widths[i] - columns[i].least;
    if (total > room && spare > 0) {
        auto const part = std::min(1.0, (total - room) / spare);
        for (std::size_t i = 0; i < columns.size(); ++i) widths[i] -= (widths[i] - columns[i].least) * part;
        total -= spare * part;
    }
    if (total > room + 0.01)
        for (auto& w : widths) w *= room / total;
    return widths;
}

} // namespace

std::vector<Slab> Setter::table(Table const& table, Flow const& flow, Galley& galley) {
    auto const columns = table.aligns.size();
    if (columns == 0) return {};
    auto const fixed = std::any_of(table.widths.begin(), table.widths.end(), [](double w) { return w > 0; })
                           ? table.widths
                           : std::vector<double>{};
    // Size: as the layout says; smaller when the longest words of all columns do not fit beside each other.
    double size = std::min(flow.size, spec_.table_size);
    std::vector<Extent> extents;
    for (;; size -= 0.5) {
        extents.assign(columns, {});
        auto const look = [&](std::vector<Cell> const& row, bool bold) {
            std::size_t c = 0;
            for (auto const& cell : row) {
                if (cell.columns == 1 && c < columns) {
                    auto const e = measure(fonts_, pieces(cell.text, size, bold), missing_);
                    extents[c].natural = std::max(extents[c].natural, e.natural + 2 * kPad + 1);
                    extents[c].least = std::max(extents[c].least, e.least + 2 * kPad + 1);
                }
                c += static_cast<std::size_t>(cell.columns);
            }
        };
        look(table.header, true);
        auto const step = std::max<std::size_t>(1, table.rows.size() / 200); // a sample is enough to share the width
        for (std::size_t r = 0; r < table.rows.size(); r += step) look(table.rows[r], false);
        double least = 0, natural = 0;
        for (auto const& e : extents) {
            least += e.least;
            natural += e.natural;
        }
        if (natural > flow.width * 1.15 && size - 0.5 >= std::max(10.0, spec_.table_least))
            continue; // fewer wrapped cells
        if (least <= flow.width || size - 0.5 < spec_.table_least) break;
    }
    auto const widths = share(extents, fixed, flow.width);
    std::vector<double> edges{0};
    for (auto const w : widths) edges.push_back(edges.back() + w);
    auto const leading = block_leading(size);
    auto const parent = tag(TagKind::Table, flow.parent);

    auto const set_row = [&](std::vector<Cell> const& row, bool head, int header) {
        auto const row_tag = tag(TagKind::TableRow, parent);
        std::vector<std::vector<Slab>> cells;
        std::vector<std::pair<double, double>> spans;
        std::size_t c = 0, most = 1;
        for (auto const& cell : row) {
            if (c >= columns) break;
            auto const end = std::min(columns, c + static_cast<std::size_t>(std::max(1, cell.columns)));
            Flow here;
            here.x = flow.x + edges[c] + kPad;
            here.width = std::max(edges[end] - edges[c] - 2 * kPad, 8.0);
            here.size = size;
            here.leading = leading;
            here.gap = 0;
            here.align = head ? Align::Centre : table.aligns[c];
            here.bold = head;
            auto const cell_tag = tag(head ? TagKind::HeaderCell : TagKind::DataCell, row_tag);
            pages_.tags[static_cast<std::size_t>(cell_tag)].columns = static_cast<int>(end - c);
            cells.push_back(paragraph(cell.text, here, cell_tag));
            spans.emplace_back(edges[c], edges[end]);
            most = std::max(most, cells.back().size());
            c = end;
        }
        std::vector<Slab> out;
        for (std::size_t from = 0; from < most; from += kLinesInSlice) {
            auto const to = std::min(most, from + kLinesInSlice);
            Slab slab;
            slab.header = header;
            auto const top = from == 0 ? kPadY : 0, foot = to == most ? kPadY : 0;
            slab.height = static_cast<double>(to - from) * leading + top + foot;
            // Rows to be signed are as high as a pen needs; the text stands in their middle.
            auto const spare = head || most > kLinesInSlice ? 0 : std::max(0.0, table.row_height * kCm - slab.height);
            slab.height += spare;
            for (std::size_t k = 0; k < cells.size(); ++k) {
                auto& lines = cells[k];
                // A short head stands in the middle of its row.
                auto const dy = head ? static_cast<double>(most - lines.size()) * leading / 2 : 0;
                for (auto i = from; i < std::min(to, lines.size()); ++i) {
                    shift(lines[i].items, 0, top + spare / 2 + dy + static_cast<double>(i - from) * leading);
                    std::move(lines[i].items.begin(), lines[i].items.end(), std::back_inserter(slab.items));
                }
                if (table.ruled) {
                    slab.items.push_back(
                        {Rule{flow.x + spans[k].first - kRule / 2, 0, kRule, slab.height, Ink::Black}, kArtifact});
                    if (k + 1 == cells.size())
                        slab.items.push_back(
                            {Rule{flow.x + spans[k].second - kRule / 2, 0, kRule, slab.height, Ink::Black}, kArtifact});
                }
            }
            if (table.ruled) {
                if (from == 0)
                    slab.items.push_back({Rule{flow.x, -kRule / 2, edges.back(), kRule, Ink::Black}, kArtifact});
                slab.items.push_back(
                    {Rule{flow.x, slab.height - kRule / 2, edges.back(), kRule, Ink::Black}, kArtifact});
            }
            out.push_back(std::move(slab));
        }
        return out;
    };

    std::vector<Slab> out;
    int header = -1;
    bool const has_head =
        std::any_of(table.header.begin(), table.header.end(), [](Cell const& c) { return !plain(c.text).empty(); });
    if (has_head) {
        auto head = set_row(table.header, true, -1);
        for (auto& slab : head) slab.keep_next = true;
        auto again = head;
        for (auto& slab : again)
            for (auto& item : slab.items) item.tag = kArtifact;
        header = static_cast<int>(galley.headers.size());
        galley.headers.push_back(std::move(again));
        out = std::move(head);
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto row = set_row(table.rows[r], false, header);
        // The first two rows and the last two stay together: no total alone on a page.
        if (table.rows.size() > 2 && (r == 0 || r + 2 == table.rows.size())) row.back().keep_next = true;
        std::move(row.begin(), row.end(), std::back_inserter(out));
    }
    if (!out.empty()) {
        out.front().gap = std::max(flow.gap, 6.0);
        Slab after; // air below the table
        after.height = 4;
        out.push_back(std::move(after));
    }
    return out;
}

} // namespace alur::letter
