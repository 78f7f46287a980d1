#include "core/text.hpp"
#include "sheet/xlsx_page.hpp"

#include <algorithm>

namespace alur::sheet {

using feel::Value;
using form::Field;
using form::FieldType;

std::string OptionLists::place(std::vector<std::string> const& options, std::string const& title) {
    auto at = std::find_if(lists_.begin(), lists_.end(), [&](auto const& list) { return list.second == options; });
    if (at == lists_.end()) at = lists_.insert(lists_.end(), {title, options});
    auto const column = static_cast<std::uint16_t>(at - lists_.begin());
    return "=_daftar!" + absolute_name({1, column}) + ":" +
           absolute_name({static_cast<std::uint32_t>(options.size()), column});
}

void OptionLists::write() {
    auto* const sheet = workbook_add_worksheet(book_, "_daftar");
    worksheet_hide(sheet);
    for (std::size_t c = 0; c < lists_.size(); ++c) {
        auto const column = static_cast<lxw_col_t>(c);
        worksheet_write_string(sheet, 0, column, lists_[c].first.c_str(), nullptr);
        for (std::size_t r = 0; r < lists_[c].second.size(); ++r)
            worksheet_write_string(sheet, static_cast<lxw_row_t>(r + 1), column, lists_[c].second[r].c_str(), nullptr);
    }
    worksheet_protect(sheet, "", nullptr);
}

namespace {

std::string cut(std::string const& text, std::size_t most) {
    if (code_point_count(text) <= most) return text;
    auto const points = to_code_points(text);
    return to_utf8(std::u32string_view(points).substr(0, most - 1)) + "…";
}

double number_of(Value const& value, double otherwise) {
    if (value.is_number()) return value.as_number().to_double();
    if (value.kind() == feel::Kind::Date || value.kind() == feel::Kind::DateTime)
        return static_cast<double>(form::serial_of(value.as_day()));
    return otherwise;
}

/// `dari 1 sampai 10`
std::string bounds(form::Limit const& limit, FieldType type) {
    std::string text;
    if (!limit.min.is_null()) text += "paling sedikit " + form::shown(limit.min, type);
    if (!limit.max.is_null())
        text += (text.empty() ? "paling banyak " : " dan paling banyak ") + form::shown(limit.max, type);
    return text;
}

/// One rule of one range of cells, with the texts kept alive until it is written.
struct Rule {
    lxw_data_validation validation{};
    std::string formula, minimum, maximum, hint, error, title;
    bool is_list = false;
};

/// libxlsxwriter 1.1.4 copies the formula of a list twice and frees it once. So a list goes in as a formula of our own,
/// which it copies once and keeps in the same field, and its kind is set afterwards.
void turn_into_list(lxw_worksheet* out) {
    lxw_data_val_obj* last = nullptr;
    STAILQ_FOREACH(last, out->data_validations, list_pointers) {
        if (!STAILQ_NEXT(last, list_pointers)) last->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    }
}

void number_rule(Rule& rule, Field const& field, form::Limit const& limit, FieldType type) {
    auto& v = rule.validation;
    v.validate =
        type == FieldType::Int || type == FieldType::Money ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL;
    v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    v.minimum_number = number_of(limit.min, type == FieldType::Money ? 0 : -1e12);
    v.maximum_number = number_of(limit.max, 1e13);
    auto const kind = type == FieldType::Money     ? "Rupiah bulat, tanpa titik dan tanpa Rp"
                      : type == FieldType::Int     ? "Bilangan bulat"
                      : type == FieldType::Percent ? "Persen"
                                                   : "Bilangan";
    auto const range = bounds(limit, type);
    rule.error = kind + (range.empty() ? std::string{} : ", " + range) + ".";
    rule.hint = field.note.empty() ? rule.error : field.note;
}

void date_rule(Rule& rule, Field const& field, form::Limit const& limit, FieldType type) {
    auto& v = rule.validation;
    v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    if (type == FieldType::Time) {
        v.validate = LXW_VALIDATION_TYPE_DECIMAL;
        v.minimum_number = 0;
        v.maximum_number = 0.999999;
        rule.error = "Jam, misalnya 08:30.";
    } else {
        // Serial numbers as formulas: the library's own date rule would take only dates, not bounds left open.
        v.validate = LXW_VALIDATION_TYPE_DATE_FORMULA;
        rule.minimum = std::to_string(static_cast<long>(number_of(limit.min, 1)));
        rule.maximum = std::to_string(static_cast<long>(number_of(limit.max, 73050))) +
                       (type == FieldType::DateTime ? ".999" : "");
        auto range = bounds(limit, type);
        range = replace_all(replace_all(range, "paling sedikit", "paling awal"), "paling banyak", "paling akhir");
        rule.error = "Tanggal, misalnya 12-02-2026" + (range.empty() ? std::string{} : "; " + range) + ".";
    }
    rule.hint = field.note.empty() ? rule.error : field.note;
}

/// Digits, length and uniqueness are one formula; COUNTIF would compare 16-digit texts as numbers, so SUMPRODUCT.
void text_rule(Rule& rule, Field const& field, std::string const& cell, std::string const& range) {
    std::vector<std::string> conditions;
    std::vector<std::string> words;
    if (field.least_digits > 0) {
        if (field.least_digits == field.most_digits) {
            conditions.push_back("LEN(" + cell + ")=" + std::to_string(field.least_digits));
            words.push_back("tepat " + std::to_string(field.least_digits) + " angka");
        } else {
            conditions.push_back("LEN(" + cell + ")>=" + std::to_string(field.least_digits));
            conditions.push_back("LEN(" + cell + ")<=" + std::to_string(field.most_digits));
            words.push_back(std::to_string(field.least_digits) + " sampai " + std::to_string(field.most_digits) +
                            " angka");
        }
        conditions.push_back("ISNUMBER(VALUE(" + cell + "))");
    }
    if (field.max_length > 0) {
        conditions.push_back("LEN(" + cell + ")<=" + std::to_string(field.max_length));
        words.push_back("paling banyak " + std::to_string(field.max_length) + " huruf");
    }
    if (field.unique && !range.empty()) {
        conditions.push_back("SUMPRODUCT(--(" + range + "=" + cell + "))=1");
        words.push_back("tidak boleh sama dengan baris lain");
    }
    if (conditions.empty()) return;
    rule.validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    rule.formula = conditions.size() == 1 ? "=" + conditions[0] : "=AND(" + join(conditions, ",") + ")";
    auto sentence = join(words, ", ");
    if (!sentence.empty()) sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
    rule.error = sentence + ".";
    rule.hint = field.note.empty() ? (form::is_identity(field.type) ? rule.error : std::string{}) : field.note;
}

void list_rule(Rule& rule, Page& page, Field const& field, form::Limit const& limit) {
    rule.validation.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA; // becomes a list in turn_into_list
    rule.is_list = true;
    rule.formula = page.lists.place(limit.options, field.label);
    rule.error = "Pilih salah satu: " + join(limit.options, ", ") + ".";
    rule.hint = field.note;
    if (field.type != FieldType::Enum) rule.validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING; // free text too
}

void add(Page& page, Field const& field, form::Limit const& limit, FieldType type, Spot first, Spot last) {
    if (!field.open()) return;
    Rule rule;
    auto& v = rule.validation;
    v.ignore_blank = LXW_VALIDATION_ON;
    auto const cell = spot_name(first);
    auto const range = first == last ? std::string{} : absolute_name(first) + ":" + absolute_name(last);
    if (!limit.options.empty())
        list_rule(rule, page, field, limit);
    else if (form::is_numeric(type))
        number_rule(rule, field, limit, type);
    else if (form::is_temporal(type))
        date_rule(rule, field, limit, type);
    else
        text_rule(rule, field, cell, range);
    if (v.validate == LXW_VALIDATION_TYPE_NONE) {
        if (field.note.empty()) return;
        v.validate = LXW_VALIDATION_TYPE_ANY;
        rule.hint = field.note;
    }
    rule.title = cut(field.label, 32);
    rule.hint = cut(rule.hint, 255);
    rule.error = cut(rule.error, 255);
    static char error_title[] = "Isian tidak sesuai";
    if (!rule.formula.empty()) v.value_formula = rule.formula.data();
    if (!rule.minimum.empty()) v.minimum_formula = rule.minimum.data();
    if (!rule.maximum.empty()) v.maximum_formula = rule.maximum.data();
    if (!rule.hint.empty()) {
        v.input_title = rule.title.data();
        v.input_message = rule.hint.data();
    }
    if (!rule.error.empty() && v.validate != LXW_VALIDATION_TYPE_ANY) {
        v.error_title = error_title;
        v.error_message = rule.error.data();
    }
    auto const added = worksheet_data_validation_range(page.out, first.row, first.column, last.row, last.column, &v);
    if (rule.is_list && added == LXW_NO_ERROR) turn_into_list(page.out);
}

} // namespace

void add_validations(Page& page) {
    auto const& declared = *page.sheet.sheet;
    for (std::size_t i = 0; i < declared.head.size(); ++i)
        add(page, declared.head[i], page.sheet.head_limits[i], page.sheet.head[i].type, page.layout.head(i),
            page.layout.head(i));
    for (std::size_t i = 0; i < declared.fields.size(); ++i)
        add(page, declared.fields[i], page.sheet.field_limits[i], page.sheet.fields[i].type, page.layout.field(i),
            page.layout.field(i));
    if (page.sheet.rows.empty()) return;
    for (std::size_t c = 0; c < declared.columns.size(); ++c) {
        auto const& field = declared.columns[c];
        auto const& limit = page.sheet.column_limits[c];
        if (field.type_from.empty()) {
            add(page, field, limit, field.type, page.layout.cell(0, c),
                page.layout.cell(page.sheet.rows.size() - 1, c));
            continue;
        }
        for (std::size_t r = 0; r < page.sheet.rows.size(); ++r)
            if (!page.sheet.rows[r].cells[c].formula)
                add(page, field, limit, page.sheet.rows[r].cells[c].type, page.layout.cell(r, c),
                    page.layout.cell(r, c));
    }
}

void add_highlights(Page& page) {
    auto const& declared = *page.sheet.sheet;
    for (auto const& highlight : declared.highlights) {
        page.addresses.stand(page.index, page.sheet.rows.empty() ? -1 : 0, AddressStyle::FixedColumn);
        auto formula = print(highlight.when, page.addresses);
        lxw_conditional_format rule{};
        rule.type = LXW_CONDITIONAL_TYPE_FORMULA;
        rule.value_string = formula.data();
        rule.format = page.formats.highlight(static_cast<int>(highlight.color));
        for (auto const& name : highlight.names) {
            Spot spot;
            if (find_named(page.sheet, page.layout, name, spot))
                worksheet_conditional_format_cell(page.out, spot.row, spot.column, &rule);
        }
        if (!highlight.names.empty() && highlight.columns.empty()) continue;
        if (page.sheet.rows.empty()) continue;
        auto const last = page.layout.last_row();
        if (highlight.columns.empty())
            worksheet_conditional_format_range(page.out, page.layout.first_row, 0, last,
                                               static_cast<lxw_col_t>(page.layout.columns - 1), &rule);
        for (auto const& key : highlight.columns) {
            auto const column = static_cast<lxw_col_t>(declared.column(key));
            worksheet_conditional_format_range(page.out, page.layout.first_row, column, last, column, &rule);
        }
    }
}

} // namespace alur::sheet
