#include "core/text.hpp"
#include "form/node_reader.hpp"

#include <algorithm>

namespace alur::form {

using format::YamlNode;

namespace {

std::string key_of_name(std::string const& name) {
    auto key = lower_ascii(name);
    for (auto& c : key)
        if (!is_identifier(std::string_view(&c, 1)) && !(c >= '0' && c <= '9')) c = '_';
    return key;
}

void check_name(NodeReader& read, YamlNode const& node, Sheet const& sheet) {
    auto const& name = sheet.name.literal;
    if (!sheet.name.expression.empty() || !node.find("name")) return;
    auto const place = node.find("name")->place;
    if (name.empty() || code_point_count(name) > 31 || name.find_first_of("[]:*?/\\") != std::string::npos ||
        name.front() == '\'' || name.back() == '\'')
        read.fault("sheet-name", place, "nama lembar \"" + name + "\" tidak dapat dipakai",
                   "paling banyak 31 huruf, tanpa [ ] : * ? / \\");
    if (name.starts_with('_')) read.fault("sheet-name", place, "nama lembar tidak boleh diawali garis bawah");
}

std::vector<FixedCell> load_fixed_row(NodeReader& read, YamlNode const& node) {
    std::vector<FixedCell> cells;
    if (!node.is_mapping()) {
        read.fault("not-a-mapping", node.place, "baris tetap harus berupa kunci kolom dan nilai");
        return cells;
    }
    for (auto const& [key, value] : node.entries) {
        FixedCell cell{key.scalar, value.scalar, {}};
        if (!value.is_scalar() && value.kind != YamlNode::Kind::Null)
            read.fault("not-a-scalar", value.place, "isi baris tetap harus berupa satu nilai");
        if (value.scalar.starts_with('=')) cell.formula = read.formula_in(value);
        cells.push_back(std::move(cell));
    }
    return cells;
}

TotalRow load_total(NodeReader& read, YamlNode const& node) {
    TotalRow row;
    if (!read.mapping(node, "baris jumlah", {"label", "cells"}, {"label", "cells"})) return row;
    row.label = read.text(node, "label");
    for (auto const& item : read.sequence(node, "cells")) {
        TotalCell cell;
        cell.place = item.place;
        if (!read.mapping(item, "sel jumlah", {"under", "formula", "from", "type", "name", "wide"}, {"under"}))
            continue;
        cell.under = read.text(item, "under");
        cell.formula = read.formula(item, "formula");
        cell.from = read.expression(item, "from");
        if (cell.formula.empty() == cell.from.empty() && item.find("formula") == nullptr &&
            item.find("from") == nullptr)
            read.fault("total", item.place, "sel jumlah memerlukan formula atau from");
        if (!cell.formula.empty() && !cell.from.empty())
            read.fault("total", item.place, "sel jumlah memiliki formula dan from; pilih satu");
        auto const type = read.word(item, "type", field_type_names());
        cell.type = type >= 0 ? static_cast<FieldType>(type) : FieldType::Mixed; // Mixed: that of the column, set later
        cell.name = read.identifier(item, "name");
        cell.wide = read.boolean(item, "wide");
        row.cells.push_back(std::move(cell));
    }
    return row;
}

Highlight load_highlight(NodeReader& read, YamlNode const& node) {
    Highlight highlight;
    if (!read.mapping(node, "sorotan", {"when", "columns", "names", "color"}, {"when", "color"})) return highlight;
    highlight.when = read.formula(node, "when");
    highlight.columns = read.texts(node, "columns");
    highlight.names = read.texts(node, "names");
    if (auto const color = read.word(node, "color", {"red", "yellow", "green"}); color >= 0)
        highlight.color = static_cast<Color>(color);
    return highlight;
}

void load_table(NodeReader& read, YamlNode const& node, Sheet& sheet) {
    sheet.rows = read.expression(node, "rows");
    for (auto const& item : read.sequence(node, "fixed_rows")) sheet.fixed_rows.push_back(load_fixed_row(read, item));
    if (!sheet.rows.empty() && !sheet.fixed_rows.empty())
        read.fault("rows", node.find("fixed_rows")->place, "lembar memiliki rows dan fixed_rows; pilih satu");
    sheet.blank_rows = read.integer(node, "blank_rows", 0, 2000, 0);
    sheet.least_rows = read.integer(node, "least_rows", 0, 2000, 0);
    for (auto const& item : read.sequence(node, "columns")) sheet.columns.push_back(load_field(read, item, true));
    if (sheet.columns.size() > 40) read.fault("columns", node.find("columns")->place, "lebih dari 40 kolom");
    for (auto const& item : read.sequence(node, "totals")) sheet.totals.push_back(load_total(read, item));
    for (auto& row : sheet.totals)
        for (auto& cell : row.cells) {
            auto const column = sheet.column(cell.under);
            if (cell.type == FieldType::Mixed && column >= 0)
                cell.type = sheet.columns[static_cast<std::size_t>(column)].type;
            if (cell.type == FieldType::Mixed || cell.type == FieldType::Blank) cell.type = FieldType::Text;
        }
}

void load_fields(NodeReader& read, YamlNode const& node, Sheet& sheet) {
    for (auto const& item : read.sequence(node, "fields")) sheet.fields.push_back(load_field(read, item, false));
    if (auto const headers = read.texts(node, "field_headers"); headers.size() == 2) {
        sheet.field_headers[0] = headers[0];
        sheet.field_headers[1] = headers[1];
    } else if (node.find("field_headers"))
        read.fault("field-headers", node.find("field_headers")->place, "field_headers harus berisi dua judul");
    auto const widths = read.texts(node, "field_widths");
    if (!node.find("field_widths")) return;
    for (std::size_t i = 0; i < 2; ++i) {
        auto const width = i < widths.size() ? feel::Decimal::parse(widths[i]) : std::nullopt;
        if (widths.size() == 2 && width && width->to_double() >= 2 && width->to_double() <= 200)
            sheet.field_widths[i] = width->to_double();
        else {
            read.fault("field-widths", node.find("field_widths")->place,
                       "field_widths harus berisi dua lebar dari 2 sampai 200");
            return;
        }
    }
}

} // namespace

Sheet load_sheet(NodeReader& read, YamlNode const& node) {
    Sheet sheet;
    sheet.place = node.place;
    if (!read.mapping(node, "lembar",
                      {"name",          "key",           "each",         "locked",    "signed",     "head",
                       "fields",        "field_headers", "field_widths", "rows",      "fixed_rows", "blank_rows",
                       "least_rows",    "columns",       "totals",       "highlight", "checks",     "filter",
                       "freeze_before", "row_height",    "break_every"},
                      {"name"}))
        return sheet;
    sheet.name = read.literal_or_feel(node, "name");
    check_name(read, node, sheet);
    sheet.key = read.identifier(node, "key");
    if (sheet.key.empty()) sheet.key = key_of_name(sheet.name.literal);
    sheet.each = read.expression(node, "each");
    sheet.locked = read.boolean(node, "locked");
    sheet.is_signed = read.boolean(node, "signed");
    for (auto const& item : read.sequence(node, "head")) sheet.head.push_back(load_field(read, item, false));
    load_fields(read, node, sheet);
    load_table(read, node, sheet);
    if (sheet.columns.empty() == sheet.fields.empty())
        read.fault("columns", node.place, "lembar memerlukan columns atau fields, salah satu saja");
    for (auto const& item : read.sequence(node, "highlight")) sheet.highlights.push_back(load_highlight(read, item));
    for (auto const& item : read.sequence(node, "checks")) sheet.checks.push_back(load_check(read, item, true));
    sheet.filter = read.boolean(node, "filter");
    sheet.freeze_before = read.text(node, "freeze_before");
    sheet.row_height = read.number(node, "row_height", 10, 400, 0);
    sheet.break_every = read.integer(node, "break_every", 1, 1000, 0);
    if (sheet.locked)
        for (auto* const list : {&sheet.head, &sheet.fields, &sheet.columns})
            for (auto& field : *list) field.locked = true;
    return sheet;
}

} // namespace alur::form
