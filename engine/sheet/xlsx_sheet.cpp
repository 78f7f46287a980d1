#include "sheet/xlsx_sheet.hpp"
#include "core/text.hpp"
#include "sheet/xlsx_page.hpp"

#include <algorithm>

namespace alur::sheet {

using form::Cell;
using form::Field;
using form::FieldType;

namespace {

constexpr double kCentimetre = 1 / 2.54;

Lock lock_of(Field const& field) { return field.open() ? Lock::Open : Lock::Locked; }

/// Lines a text takes in so many characters; a rough count for rows that a spreadsheet does not fit by itself.
int lines_of(std::string_view text, double width) {
    int lines = 1;
    double used = 0;
    for (auto const& word : split(text, ' ')) {
        auto const length = static_cast<double>(code_point_count(word));
        if (used > 0 && used + 1 + length > width) {
            ++lines;
            used = length;
        } else {
            used += (used > 0 ? 1 : 0) + length;
        }
        lines += static_cast<int>(std::count(word.begin(), word.end(), '\n'));
    }
    return lines;
}

class SheetWriter {
  public:
    SheetWriter(Page& page, Meta const& meta) : page_(page), meta_(meta) {}

    void run() {
        for (std::size_t c = 0; c < page_.layout.widths.size(); ++c)
            worksheet_set_column(page_.out, static_cast<lxw_col_t>(c), static_cast<lxw_col_t>(c),
                                 page_.layout.widths[c], nullptr);
        write_header();
        write_head();
        if (declared_.columns.empty())
            write_fields();
        else
            write_table();
        write_totals();
        write_signatures();
        add_validations(page_);
        add_highlights(page_);
        set_print();
        protect();
    }

  private:
    Page& page_;
    Meta const& meta_;
    form::Sheet const& declared_ = *page_.sheet.sheet;

    Span whole() const { return {0, static_cast<std::uint16_t>(page_.layout.columns - 1)}; }
    double width_of(Span span) const {
        double width = 0;
        for (auto c = span.first; c <= span.last; ++c) width += page_.layout.widths[c];
        return width;
    }
    std::string formula_of(Cell const& cell, Field const* field, int row) {
        if (!cell.formula) return {};
        page_.addresses.stand(page_.index, row);
        auto text = print(*cell.formula, page_.addresses);
        if (!field || cell.formula != &field->formula || field->needs.empty()) return text;
        std::vector<std::string> empty;
        for (auto const& need : field->needs) {
            form::Reference reference;
            reference.key = need;
            empty.push_back(page_.addresses.address(reference) + "=\"\"");
        }
        return "=IF(" + (empty.size() == 1 ? empty[0] : "OR(" + join(empty, ",") + ")") + ",\"\"," + text.substr(1) +
               ")";
    }

    void write_header() {
        auto const& form = *page_.filled.form;
        auto const at_side = form.header_side != form::Side::Center;
        auto const side = form.header_side == form::Side::Left ? page_.layout.left : page_.layout.right;
        std::uint32_t row = 0;
        for (auto const& line : page_.filled.header) {
            auto const span = at_side ? side : whole();
            auto const lines = lines_of(line, width_of(span) * (at_side ? 0.9 : 0.8));
            if (lines > 1) worksheet_set_row(page_.out, row, 3 + 14.0 * lines, nullptr);
            put_merged(page_, row++, span, line, at_side ? page_.formats.annex() : page_.formats.title(true));
        }
        put_merged(page_, page_.layout.title_row, whole(), upper_ascii(form.title), page_.formats.title(false));
        if (!page_.filled.subtitle.empty())
            put_merged(page_, page_.layout.subtitle_row, whole(), page_.filled.subtitle, page_.formats.title(false));
    }
    void write_head() {
        for (std::size_t i = 0; i < declared_.head.size(); ++i) {
            auto const spot = page_.layout.head(i);
            put_merged(page_, spot.row, page_.layout.head_label, declared_.head[i].label, page_.formats.head_label());
            auto const& cell = page_.sheet.head[i];
            auto* const format = page_.formats.cell(cell.type, Area::Head, lock_of(declared_.head[i]));
            put_merged(page_, spot.row, page_.layout.head_value, "", format);
            auto const lines =
                cell.value.is_string() ? lines_of(cell.value.as_string(), width_of(page_.layout.head_value)) : 1;
            if (lines > 1) worksheet_set_row(page_.out, spot.row, std::min(3 + 13.0 * lines, 400.0), nullptr);
            put_cell(page_, spot, cell, formula_of(cell, &declared_.head[i], -1), format);
        }
    }
    void write_header_row(std::vector<std::string> const& labels) {
        double height = 1;
        for (std::size_t c = 0; c < labels.size(); ++c) {
            worksheet_write_string(page_.out, page_.layout.header_row, static_cast<lxw_col_t>(c), labels[c].c_str(),
                                   page_.formats.column_header());
            height = std::max<double>(height, lines_of(labels[c], page_.layout.widths[c] - 1));
        }
        worksheet_set_row(page_.out, page_.layout.header_row, 6 + 13 * height, nullptr);
        auto freeze = declared_.column(declared_.freeze_before);
        worksheet_freeze_panes(page_.out, page_.layout.first_row, static_cast<lxw_col_t>(std::max(freeze, 0)));
        worksheet_repeat_rows(page_.out, page_.layout.header_row, page_.layout.header_row);
    }
    void write_fields() {
        write_header_row({declared_.field_headers[0], declared_.field_headers[1]});
        for (std::size_t i = 0; i < declared_.fields.size(); ++i) {
            auto const spot = page_.layout.field(i);
            Cell label;
            label.value = feel::Value::string(declared_.fields[i].label);
            put_cell(page_, {spot.row, 0}, label, {}, page_.formats.cell(FieldType::Text, Area::Table, Lock::Locked));
            auto const& cell = page_.sheet.fields[i];
            auto const lock = lock_of(declared_.fields[i]);
            auto* format = page_.formats.cell(cell.type, Area::Table, lock);
            if (cell.type != FieldType::Text) format = page_.formats.left(cell.type, lock);
            put_cell(page_, spot, cell, formula_of(cell, &declared_.fields[i], -1), format);
            auto const lines =
                cell.value.is_string() ? lines_of(cell.value.as_string(), page_.layout.widths[1] - 1) : 1;
            auto const height = std::max(declared_.row_height, lines > 1 ? 3 + 13.0 * lines : 18.0);
            worksheet_set_row(page_.out, spot.row, std::min(height, 400.0), nullptr);
        }
    }
    void write_table() {
        std::vector<std::string> labels;
        for (auto const& column : declared_.columns) labels.push_back(column.label);
        write_header_row(labels);
        auto const locked = declared_.locked;
        for (std::size_t r = 0; r < page_.sheet.rows.size(); ++r) {
            auto const& row = page_.sheet.rows[r];
            for (std::size_t c = 0; c < row.cells.size(); ++c) {
                auto const& field = declared_.columns[c];
                auto const lock = locked || row.cells[c].formula ? Lock::Locked : lock_of(field);
                put_cell(page_, page_.layout.cell(r, c), row.cells[c],
                         formula_of(row.cells[c], &field, static_cast<int>(r)),
                         page_.formats.cell(row.cells[c].type, Area::Table, lock));
            }
            auto const height = std::max(declared_.row_height, fitting_height(row));
            if (height > 0)
                worksheet_set_row(page_.out, page_.layout.first_row + static_cast<std::uint32_t>(r), height, nullptr);
        }
        for (std::size_t c = 0; c < declared_.columns.size(); ++c)
            if (declared_.columns[c].merge) merge_column(c);
        if (declared_.filter && !page_.sheet.rows.empty())
            worksheet_autofilter(page_.out, page_.layout.header_row, 0, page_.layout.last_row(),
                                 static_cast<lxw_col_t>(page_.layout.columns - 1));
        if (declared_.break_every > 0) set_breaks();
    }
    /// Height for texts of several lines; 0 when one line will do. Not every program fits rows by itself.
    double fitting_height(form::Row const& row) const {
        int lines = 1;
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            auto const& cell = row.cells[c];
            if (!cell.value.is_string() || form::is_identity(cell.type)) continue;
            auto const text = cell.value.as_string();
            if (static_cast<double>(text.size()) + 1 > page_.layout.widths[c])
                lines = std::max(lines, lines_of(text, page_.layout.widths[c] - 1));
        }
        return lines > 1 ? std::min(3 + 13.0 * lines, 400.0) : 0;
    }
    void merge_column(std::size_t c) {
        auto const& rows = page_.sheet.rows;
        for (std::size_t r = 0; r < rows.size();) {
            auto end = r + 1;
            while (end < rows.size() && !rows[r].cells[c].value.is_null() &&
                   rows[end].cells[c].value.equals(rows[r].cells[c].value))
                ++end;
            if (end > r + 1) {
                auto* const format = page_.formats.cell(rows[r].cells[c].type, Area::Table, Lock::Locked);
                auto const first = page_.layout.cell(r, c);
                worksheet_merge_range(page_.out, first.row, first.column, page_.layout.cell(end - 1, c).row,
                                      first.column, "", format);
                put_cell(page_, first, rows[r].cells[c], {}, format);
            }
            r = end;
        }
    }
    void set_breaks() {
        std::vector<lxw_row_t> breaks;
        auto const step = static_cast<std::size_t>(declared_.break_every);
        for (auto r = step; r < page_.sheet.rows.size() && breaks.size() < 1000; r += step)
            breaks.push_back(page_.layout.first_row + static_cast<lxw_row_t>(r));
        if (breaks.empty()) return;
        breaks.push_back(0);
        worksheet_set_h_pagebreaks(page_.out, breaks.data());
    }
    void write_totals() {
        for (std::size_t t = 0; t < page_.sheet.totals.size(); ++t) {
            auto const& row = declared_.totals[t];
            auto const line = page_.layout.totals_row + static_cast<std::uint32_t>(t);
            auto first = page_.layout.columns;
            for (auto const& cell : row.cells)
                first = std::min(first, static_cast<std::uint16_t>(declared_.column(cell.under)));
            bool wide = false;
            for (auto const& cell : row.cells) wide = wide || cell.wide;
            for (auto c = first; c < page_.layout.columns && !wide; ++c)
                worksheet_write_blank(page_.out, line, c, page_.formats.total_label(t == 0));
            if (first > 0)
                put_merged(page_, line, {0, static_cast<std::uint16_t>(first - 1)}, row.label,
                           page_.formats.total_label(t == 0));
            for (std::size_t c = 0; c < row.cells.size(); ++c) {
                auto const& cell = page_.sheet.totals[t][c];
                Spot const spot{line, static_cast<std::uint16_t>(declared_.column(row.cells[c].under))};
                auto* const format =
                    wide ? page_.formats.total_label(t == 0)
                         : page_.formats.cell(cell.type, t == 0 ? Area::Total : Area::NextTotal, Lock::Locked);
                if (row.cells[c].wide)
                    put_merged(page_, line, {spot.column, static_cast<std::uint16_t>(page_.layout.columns - 1)}, "",
                               format);
                put_cell(page_, spot, cell, formula_of(cell, nullptr, -1), format);
            }
        }
    }
    void write_signatures() {
        if (!declared_.is_signed) return;
        auto row = page_.layout.signatures_row;
        for (auto const& line : signature_lines(page_.filled)) {
            for (auto const* const signature : line) {
                auto const span = signature->side == form::Side::Left     ? page_.layout.left
                                  : signature->side == form::Side::Center ? page_.layout.center
                                                                          : page_.layout.right;
                auto const plain = page_.formats.signature(false);
                put_merged(page_, row, span, signature->line, plain);
                put_merged(page_, row + 1, span, signature->title, plain);
                auto const lines = lines_of(signature->title, width_of(span));
                if (lines > 1) worksheet_set_row(page_.out, row + 1, 14.0 * lines, nullptr);
                auto const named = !signature->name.empty();
                put_merged(page_, row + 6, span, named ? signature->name : "(..............................)",
                           named ? page_.formats.signature(true) : plain);
                if (!signature->id.empty()) put_merged(page_, row + 7, span, signature->id, plain);
            }
            row += kSignatureRows;
        }
    }
    void set_print() {
        auto const& form = *page_.filled.form;
        auto* const out = page_.out;
        worksheet_set_paper(out, form.paper == form::Paper::F4 ? 14 : 9);
        if (form.orientation == form::Orientation::Landscape) worksheet_set_landscape(out);
        worksheet_set_margins(out, 1.5 * kCentimetre, 1.0 * kCentimetre, 1.5 * kCentimetre, 1.5 * kCentimetre);
        worksheet_fit_to_pages(out, 1, 0);
        worksheet_gridlines(out, LXW_HIDE_ALL_GRIDLINES);
        worksheet_center_horizontally(out);
        worksheet_print_area(out, 0, 0, page_.layout.end_row, static_cast<lxw_col_t>(page_.layout.columns - 1));
        auto const identity =
            form.id + (meta_.case_id.empty() ? "" : " - " + meta_.case_id) + " - v" + std::to_string(meta_.version);
        auto const footer = "&L&8" + replace_all(identity, "&", "&&") + "&R&8Halaman &P dari &N";
        lxw_header_footer_options options{};
        options.margin = 0.6 * kCentimetre;
        worksheet_set_footer_opt(out, footer.c_str(), &options);
    }
    void protect() {
        lxw_protection options{};
        options.format_columns = options.format_rows = 1;
        options.autofilter = declared_.filter ? 1 : 0;
        options.insert_rows = declared_.grows() ? 1 : 0;
        worksheet_protect(page_.out, "", &options);
    }
};

} // namespace

void write_sheet(Page& page, Meta const& meta) { SheetWriter(page, meta).run(); }

} // namespace alur::sheet
