#include "core/text.hpp"
#include "sheet/xlsx_page.hpp"

#include <algorithm>
#include <map>

namespace alur::sheet {

using Place = form::CellFault::Area;

namespace {

/// Text that every spreadsheet takes: valid UTF-8 without control characters, not too long.
std::string safe(std::string_view text, std::size_t most = 2000) {
    if (!is_utf8(text)) return "(tidak terbaca)";
    std::string out;
    for (auto const c : text) out += static_cast<unsigned char>(c) < 32 && c != '\n' ? ' ' : c;
    if (code_point_count(out) <= most) return out;
    return to_utf8(std::u32string_view(to_code_points(out)).substr(0, most - 1)) + "…";
}

form::Cell const* cell_of(form::CellFault const& place, form::FilledSheet const& sheet, form::Field const*& field) {
    auto const& declared = *sheet.sheet;
    auto const at = [&](auto const& cells, auto const& fields) -> form::Cell const* {
        if (place.column >= cells.size()) return nullptr;
        field = &fields[place.column];
        return &cells[place.column];
    };
    switch (place.area) {
    case Place::Head: return at(sheet.head, declared.head);
    case Place::Field: return at(sheet.fields, declared.fields);
    case Place::Row: return place.row < sheet.rows.size() ? at(sheet.rows[place.row].cells, declared.columns) : nullptr;
    default: return nullptr;
    }
}

} // namespace

std::optional<Spot> spot_of(Mark const& mark, form::FilledSheet const& sheet, Layout const& layout) {
    auto const& place = mark.place;
    switch (place.area) {
    case Place::Head: return layout.head(place.column);
    case Place::Field: return layout.field(place.column);
    case Place::Row: return layout.cell(place.row, place.column);
    default: break;
    }
    // A condition on a whole column is shown at its header.
    if (!place.label.empty() && place.column < sheet.sheet->columns.size())
        return Spot{layout.header_row, static_cast<std::uint16_t>(place.column)};
    return std::nullopt;
}

void add_marks(Page& page, std::vector<Mark> const& marks) {
    // Several faults of one cell are one comment: a second one would take the place of the first.
    std::map<Spot, std::pair<Mark const*, std::string>> cells;
    for (auto const& mark : marks)
        if (auto const spot = spot_of(mark, page.sheet, page.layout)) {
            auto& [first, text] = cells[*spot];
            if (!first) first = &mark;
            text += (text.empty() ? "" : "\n") + mark.message;
            if (mark.raw && !mark.raw->empty()) text += "\nTertulis: " + mark.raw->substr(0, 100);
        }
    for (auto const& [spot, entry] : cells) {
        auto const& mark = *entry.first;
        form::Field const* field = nullptr;
        auto const* const cell = cell_of(mark.place, page.sheet, field);
        if (cell && (!cell->formula || mark.raw)) {
            auto const lock = field->open() ? Lock::Open : Lock::Locked;
            auto* const format = page.formats.wrong(cell->type, lock);
            // Digits of an identity number kept as a number are lost: it is to be typed anew, not taken over as text.
            if (mark.raw && form::is_identity(cell->type))
                worksheet_write_blank(page.out, spot.row, spot.column, format);
            else if (mark.raw)
                worksheet_write_string(page.out, spot.row, spot.column, safe(*mark.raw).c_str(), format);
            else
                put_cell(page, spot, *cell, {}, format);
        }
        lxw_comment_options options{};
        static char author[] = "Pemeriksa";
        options.author = author;
        options.x_scale = 1.6;
        options.y_scale = std::clamp(static_cast<double>(code_point_count(entry.second)) / 90.0, 0.8, 4.0);
        worksheet_write_comment_opt(page.out, spot.row, spot.column, safe(entry.second).c_str(), &options);
    }
}

void write_fault_list(lxw_workbook* book, Formats& formats, form::Filled const& filled,
                      std::vector<Layout> const& layouts, std::vector<ReturnFault> const& faults,
                      std::string const& sheet_name) {
    auto* const out = workbook_add_worksheet(book, sheet_name.c_str());
    constexpr double kWidths[] = {5, 20, 8, 26, 26, 60};
    for (std::uint16_t c = 0; c < 6; ++c) worksheet_set_column(out, c, c, kWidths[c], nullptr);
    auto const title = "DAFTAR KESALAHAN " + filled.form->id;
    worksheet_merge_range(out, 0, 0, 0, 5, title.c_str(), formats.title(true));
    worksheet_set_row(out, 1, 32, nullptr);
    worksheet_merge_range(out, 1, 0, 1, 5,
                          "Isi formulir ini belum diterima. Perbaiki sel berwarna merah pada lembar di belakang, lalu "
                          "kirim kembali berkas ini.",
                          formats.annex());
    std::uint32_t row = 3;
    constexpr char const* kHeaders[] = {"No", "Lembar", "Sel", "Isian", "Tertulis", "Yang diharapkan"};
    for (std::uint16_t c = 0; c < 6; ++c) worksheet_write_string(out, row, c, kHeaders[c], formats.column_header());
    worksheet_repeat_rows(out, row, row);
    worksheet_freeze_panes(out, row + 1, 0);
    for (std::size_t i = 0; i < faults.size(); ++i) {
        auto const& fault = faults[i];
        auto const& sheet = filled.sheets[fault.place.sheet];
        Mark mark{fault.place, {}, {}};
        mark.place.label = fault.label;
        auto const spot = spot_of(mark, sheet, layouts[fault.place.sheet]);
        ++row;
        worksheet_write_number(out, row, 0, static_cast<double>(i + 1), formats.plain());
        worksheet_write_string(out, row, 1, safe(sheet.name).c_str(), formats.plain());
        if (spot && i < 5000) { // a spreadsheet keeps 65,530 links
            auto const target = "internal:" + quoted_sheet(sheet.name) + "!" + spot_name(*spot);
            worksheet_write_url_opt(out, row, 2, target.c_str(), formats.link(), spot_name(*spot).c_str(), nullptr);
        } else {
            worksheet_write_string(out, row, 2, spot ? spot_name(*spot).c_str() : "-", formats.plain());
        }
        worksheet_write_string(out, row, 3, safe(fault.label).c_str(), formats.plain());
        worksheet_write_string(out, row, 4, safe(fault.found).c_str(), formats.plain());
        worksheet_write_string(out, row, 5, safe(fault.message).c_str(), formats.plain());
        auto const lines = std::max({code_point_count(fault.message) / 55, code_point_count(fault.label) / 22,
                                     code_point_count(fault.found) / 22}) +
                           1;
        worksheet_set_row(out, row, std::min(3 + 13.0 * static_cast<double>(lines), 400.0), nullptr);
    }
    worksheet_set_paper(out, 14);
    worksheet_set_landscape(out);
    worksheet_fit_to_pages(out, 1, 0);
    worksheet_gridlines(out, LXW_HIDE_ALL_GRIDLINES);
    worksheet_protect(out, "", nullptr);
    worksheet_activate(out);
    worksheet_set_first_sheet(out);
}

} // namespace alur::sheet
