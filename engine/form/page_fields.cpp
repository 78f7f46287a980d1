#include "form/page_fields.hpp"

namespace alur::form {

using feel::Value;
using Part = PageField::Part;

namespace {

PageField page_field(Field const& field, Limit const& limit, FieldType type) {
    PageField out;
    out.key = field.key;
    out.label = field.label;
    out.note = field.note;
    out.type = type;
    out.open = field.open();
    out.required = field.required;
    out.limit = limit;
    out.least_digits = field.least_digits;
    out.most_digits = field.most_digits;
    out.max_length = field.max_length;
    out.unique = field.unique;
    if (type == FieldType::Text16 && out.least_digits == 0) out.least_digits = out.most_digits = 16;
    return out;
}

Value field_value(PageField const& field) {
    auto const text = [](std::string const& words) { return Value::string(words); };
    std::vector<Value::Entry> entries{{"key", text(field.key)},
                                      {"label", text(field.label)},
                                      {"type", text(std::string(name_of(field.type)))},
                                      {"open", Value::boolean(field.open)},
                                      {"required", Value::boolean(field.required)}};
    if (!field.note.empty()) entries.emplace_back("note", text(field.note));
    if (!field.limit.options.empty()) {
        std::vector<Value> options;
        for (auto const& option : field.limit.options) options.push_back(text(option));
        entries.emplace_back("options", Value::list(std::move(options)));
    }
    if (!field.limit.min.is_null()) entries.emplace_back("min", field.limit.min);
    if (!field.limit.max.is_null()) entries.emplace_back("max", field.limit.max);
    if (field.most_digits > 0) {
        entries.emplace_back("least_digits", Value::number(field.least_digits));
        entries.emplace_back("most_digits", Value::number(field.most_digits));
    }
    if (field.max_length > 0) entries.emplace_back("max_length", Value::number(field.max_length));
    if (field.unique) entries.emplace_back("unique", Value::boolean(true));
    return Value::context(std::move(entries));
}

} // namespace

std::vector<PageField> page_fields(Filled const& filled) {
    std::vector<PageField> fields;
    for (std::size_t s = 0; s < filled.sheets.size(); ++s) {
        auto const& sheet = filled.sheets[s];
        auto const& declared = *sheet.sheet;
        auto const add = [&](Part part, std::size_t index, PageField field) {
            field.sheet = s;
            field.part = part;
            field.index = index;
            field.open = field.open && !declared.locked;
            if (field.type != FieldType::Blank) fields.push_back(std::move(field));
        };
        for (std::size_t i = 0; i < sheet.head.size(); ++i)
            add(Part::Head, i, page_field(declared.head[i], sheet.head_limits[i], sheet.head[i].type));
        for (std::size_t i = 0; i < sheet.fields.size(); ++i)
            add(Part::List, i, page_field(declared.fields[i], sheet.field_limits[i], sheet.fields[i].type));
        for (std::size_t c = 0; c < declared.columns.size(); ++c)
            add(Part::Table, c,
                page_field(declared.columns[c], sheet.column_limits[c],
                           sheet.rows.empty() ? declared.columns[c].type : sheet.rows[0].cells[c].type));
    }
    return fields;
}

Value describe(Filled const& filled) {
    std::vector<std::vector<Value>> parts(filled.sheets.size() * 3);
    for (auto const& field : page_fields(filled))
        parts[field.sheet * 3 + static_cast<std::size_t>(field.part)].push_back(field_value(field));
    std::vector<Value> sheets;
    for (std::size_t s = 0; s < filled.sheets.size(); ++s) {
        auto const& sheet = filled.sheets[s];
        sheets.push_back(Value::context({{"key", Value::string(sheet.sheet->key)},
                                         {"name", Value::string(sheet.name)},
                                         {"rows_may_be_added", Value::boolean(sheet.sheet->grows())},
                                         {"head", Value::list(std::move(parts[s * 3]))},
                                         {"fields", Value::list(std::move(parts[s * 3 + 1]))},
                                         {"columns", Value::list(std::move(parts[s * 3 + 2]))}}));
    }
    return Value::context({{"form", Value::string(filled.form->id)},
                           {"title", Value::string(filled.form->title)},
                           {"sheets", Value::list(std::move(sheets))}});
}

} // namespace alur::form
