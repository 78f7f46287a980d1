#include "sheet/layout.hpp"

#include <algorithm>
#include <numeric>

namespace alur::sheet {

std::string column_letters(std::uint16_t column) {
    std::string letters;
    for (int c = column; c >= 0; c = c / 26 - 1) letters.insert(letters.begin(), static_cast<char>('A' + c % 26));
    return letters;
}

std::string spot_name(Spot spot) { return column_letters(spot.column) + std::to_string(spot.row + 1); }

std::string absolute_name(Spot spot) { return "$" + column_letters(spot.column) + "$" + std::to_string(spot.row + 1); }

std::string quoted_sheet(std::string_view sheet_name) {
    std::string out = "'";
    for (auto const c : sheet_name) out += c == '\'' ? "''" : std::string(1, c);
    return out + "'";
}

namespace {

/// The columns from `from` to `to` of the whole width (0..1), at least one.
Span span_of(std::vector<double> const& widths, double from, double to) {
    auto const whole = std::accumulate(widths.begin(), widths.end(), 0.0);
    Span span;
    double at = 0;
    bool started = false;
    for (std::size_t c = 0; c < widths.size(); ++c) {
        auto const middle = (at + widths[c] / 2) / whole;
        at += widths[c];
        if (middle < from || middle > to) continue;
        if (!started) span.first = static_cast<std::uint16_t>(c);
        started = true;
        span.last = static_cast<std::uint16_t>(c);
    }
    if (!started)
        span.first = span.last = from < 0.3 ? std::uint16_t{0} : static_cast<std::uint16_t>(widths.size() - 1);
    return span;
}

} // namespace

Layout::Layout(form::Filled const& filled, form::FilledSheet const& sheet) {
    auto const& declared = *sheet.sheet;
    if (declared.columns.empty())
        widths = {declared.field_widths[0], declared.field_widths[1]};
    else
        for (auto const& column : declared.columns) widths.push_back(column.width);
    columns = static_cast<std::uint16_t>(widths.size());

    title_row = static_cast<std::uint32_t>(filled.header.size());
    if (filled.form->header_side != form::Side::Center && title_row > 0)
        ++title_row; // a blank one below an annex's lines
    subtitle_row = title_row + 1;
    head_row = subtitle_row + (filled.subtitle.empty() ? 1 : 2);
    header_row = head_row + static_cast<std::uint32_t>(sheet.head.size()) + (sheet.head.empty() ? 0 : 1);
    first_row = header_row + 1;
    rows = static_cast<std::uint32_t>(declared.columns.empty() ? sheet.fields.size() : sheet.rows.size());
    totals_row = first_row + rows;
    end_row = totals_row + static_cast<std::uint32_t>(sheet.totals.size());
    signatures_row = end_row + 1;
    if (declared.is_signed && !filled.signatures.empty())
        end_row = signatures_row + kSignatureRows * static_cast<std::uint32_t>(signature_lines(filled).size());

    // The label needs about 22 characters, the value 34.
    double width = widths[0];
    if (columns > 2) {
        while (head_label.last + 2 < columns && (head_label.last < 1 || width < 22)) width += widths[++head_label.last];
        if (head_label.last > 1 && widths[0] + widths[1] >= 18) head_label.last = 1;
    }
    head_value.first = head_value.last = std::min<std::uint16_t>(static_cast<std::uint16_t>(head_label.last + 1),
                                                                 static_cast<std::uint16_t>(columns - 1));
    width = widths[head_value.first];
    while (head_value.last + 1 < columns && width < 34) width += widths[++head_value.last];

    left = span_of(widths, 0.0, 0.42);
    right = span_of(widths, 0.55, 1.0);
    center = span_of(widths, 0.28, 0.72);
    if (left.last >= right.first && right.first > 0) left.last = static_cast<std::uint16_t>(right.first - 1);
}

std::vector<std::vector<form::FilledSignature const*>> signature_lines(form::Filled const& filled) {
    std::vector<std::vector<form::FilledSignature const*>> lines;
    for (auto const& signature : filled.signatures) {
        auto const taken = [&](auto const* other) {
            return other->side == signature.side || other->side == form::Side::Center ||
                   signature.side == form::Side::Center;
        };
        if (lines.empty() || std::any_of(lines.back().begin(), lines.back().end(), taken)) lines.emplace_back();
        lines.back().push_back(&signature);
    }
    return lines;
}

bool find_named(form::FilledSheet const& sheet, Layout const& layout, std::string_view name, Spot& spot) {
    auto const& declared = *sheet.sheet;
    for (std::size_t i = 0; i < declared.head.size(); ++i)
        if (declared.head[i].name == name) return spot = layout.head(i), true;
    for (std::size_t i = 0; i < declared.fields.size(); ++i)
        if (declared.fields[i].name == name) return spot = layout.field(i), true;
    for (std::size_t t = 0; t < declared.totals.size(); ++t)
        for (auto const& cell : declared.totals[t].cells)
            if (cell.name == name)
                return spot = layout.total(t, static_cast<std::size_t>(declared.column(cell.under))), true;
    return false;
}

std::string LayoutAddresses::previous_name(std::string const& name) const {
    Spot spot;
    if (sheet_ == 0 || filled_.sheets[sheet_ - 1].sheet != filled_.sheets[sheet_].sheet ||
        !find_named(filled_.sheets[sheet_ - 1], layouts_[sheet_ - 1], name, spot))
        return "0";
    return quoted_sheet(filled_.sheets[sheet_ - 1].name) + "!" + absolute_name(spot);
}

std::string LayoutAddresses::address(form::Reference const& reference) const {
    using Kind = form::Reference::Kind;
    if (reference.kind == Kind::Name) return reference.key;
    if (reference.kind == Kind::PreviousName) return previous_name(reference.key);
    auto target = sheet_;
    std::string prefix;
    if (!reference.sheet.empty())
        for (std::size_t s = 0; s < filled_.sheets.size(); ++s)
            if (filled_.sheets[s].sheet->key == reference.sheet) {
                target = s;
                if (s != sheet_) prefix = quoted_sheet(filled_.sheets[s].name) + "!";
                break;
            }
    auto const& layout = layouts_[target];
    auto const& declared = *filled_.sheets[target].sheet;
    auto const column = declared.column(reference.key);
    if (reference.kind == Kind::Cell && (row_ < 0 || column < 0)) { // a head or list field
        for (std::size_t i = 0; i < declared.head.size(); ++i)
            if (declared.head[i].key == reference.key) return absolute_name(layout.head(i));
        for (std::size_t i = 0; i < declared.fields.size(); ++i)
            if (declared.fields[i].key == reference.key) return absolute_name(layout.field(i));
        return "#REF!";
    }
    if (column < 0) return "#REF!";
    auto const c = static_cast<std::size_t>(column);
    switch (reference.kind) {
    case Kind::Row: return prefix + absolute_name(layout.cell(static_cast<std::size_t>(reference.row - 1), c));
    case Kind::Column:
        return prefix + absolute_name(layout.cell(0, c)) + ":" +
               absolute_name({layout.last_row(), static_cast<std::uint16_t>(c)});
    case Kind::SoFar: {
        auto const here = layout.cell(static_cast<std::size_t>(row_), c);
        return absolute_name(layout.cell(0, c)) + ":$" + spot_name(here);
    }
    default:
        return (style_ == AddressStyle::FixedColumn ? "$" : "") +
               spot_name(layout.cell(static_cast<std::size_t>(row_), c));
    }
}

} // namespace alur::sheet
