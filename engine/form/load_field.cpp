#include "form/node_reader.hpp"

#include <algorithm>
#include <charconv>

namespace alur::form {

using format::YamlNode;

namespace {

std::vector<std::string> allowed_keys(bool column) {
    std::vector<std::string> keys{"key",    "type",       "type_from", "from",          "formula", "needs",
                                  "locked", "required",   "min",       "max",           "options", "options_from",
                                  "digits", "max_length", "checks",    "required_when", "note"};
    if (column)
        keys.insert(keys.end(), {"header", "width", "unique", "merge"});
    else
        keys.insert(keys.end(), {"label", "name"});
    return keys;
}

/// `16` or `10..13`
void load_digits(NodeReader& read, YamlNode const& node, Field& field) {
    auto const* const value = node.find("digits");
    if (!value) return;
    auto const text = read.text(node, "digits");
    auto const dots = text.find("..");
    auto const to_number = [](std::string_view digits, int& out) {
        auto const result = std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return result.ec == std::errc{} && result.ptr == digits.data() + digits.size();
    };
    bool good = to_number(std::string_view(text).substr(0, dots), field.least_digits);
    field.most_digits = field.least_digits;
    if (good && dots != std::string::npos) good = to_number(std::string_view(text).substr(dots + 2), field.most_digits);
    if (good && field.least_digits > 0 && field.least_digits <= field.most_digits && field.most_digits <= 30) return;
    read.fault("digits", value->place, "\"" + text + "\" bukan jumlah angka", "tulis 16 atau 10..13");
    field.least_digits = field.most_digits = 0;
}

/// What a type demands of the other keys.
void check_consistency(NodeReader& read, YamlNode const& node, Field const& field) {
    if (field.type == FieldType::Enum && !field.has_options() && field.open())
        read.fault("options", field.place, "kolom \"" + field.key + "\" bertipe enum tetapi tidak memiliki options");
    if (field.type == FieldType::Mixed && field.type_from.empty())
        read.fault("type-from", field.place, "\"" + field.key + "\" bertipe mixed tetapi tidak memiliki type_from");
    if (!field.formula.empty() && !field.from.empty())
        read.fault("formula", field.place, "\"" + field.key + "\" memiliki formula dan from; pilih satu");
    if (field.formula.empty() && !field.needs.empty())
        read.fault("needs", node.find("needs")->place, "needs hanya berlaku bersama formula");
    if ((!field.min.empty() || !field.max.empty()) && !is_numeric(field.type) && !is_temporal(field.type) &&
        field.type != FieldType::Mixed)
        read.fault("min-max", field.place, "min dan max hanya untuk bilangan, tanggal, dan waktu");
}

} // namespace

Check load_check(NodeReader& read, YamlNode const& node, bool of_sheet) {
    Check check;
    std::vector<std::string> allowed{"test", "message"};
    if (of_sheet) allowed.emplace_back("at");
    if (!read.mapping(node, "syarat", allowed, {"test", "message"})) return check;
    check.test = read.expression(node, "test");
    check.message = read.text(node, "message");
    if (of_sheet) check.at = read.text(node, "at");
    return check;
}

Field load_field(NodeReader& read, YamlNode const& node, bool column) {
    Field field;
    field.place = node.place;
    if (!read.mapping(node, column ? "kolom" : "isian", allowed_keys(column),
                      {"key", column ? "header" : "label", "type"}))
        return field;
    if (auto const* const key = node.find("key")) field.place = key->place;
    field.key = read.identifier(node, "key");
    field.label = read.text(node, column ? "header" : "label");
    if (auto const type = read.word(node, "type", field_type_names()); type >= 0)
        field.type = static_cast<FieldType>(type);
    field.type_from = read.expression(node, "type_from");
    field.width = read.number(node, "width", 2, 120, 14);
    field.from = read.expression(node, "from");
    field.formula = read.formula(node, "formula");
    field.needs = read.texts(node, "needs");
    field.locked = read.boolean(node, "locked");
    field.required = read.boolean(node, "required");
    field.required_when = read.expression(node, "required_when");
    field.min = read.expression(node, "min");
    field.max = read.expression(node, "max");
    field.options = read.texts(node, "options");
    field.options_from = read.expression(node, "options_from");
    load_digits(read, node, field);
    if (field.type == FieldType::Text16) field.least_digits = field.most_digits = 16;
    field.max_length = read.integer(node, "max_length", 1, 32000, 0);
    field.unique = read.boolean(node, "unique");
    for (auto const& check : read.sequence(node, "checks")) field.checks.push_back(load_check(read, check, false));
    field.note = read.text(node, "note");
    if (!column) field.name = read.identifier(node, "name");
    field.merge = read.boolean(node, "merge");
    check_consistency(read, node, field);
    return field;
}

} // namespace alur::form
