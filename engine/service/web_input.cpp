#include "service/web_input.hpp"

#include "core/text.hpp"
#include "feel/json.hpp"
#include "sheet/cell_value.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::size_t kMostRows = 500;

std::string const* first_text(SentFields const& sent, std::string const& name) {
    auto const found = sent.find(name);
    return found == sent.end() || found->second.empty() ? nullptr : &found->second.front();
}

Value number(std::string const& text, form::FieldType type) {
    auto const read = sheet::read_number(text, type);
    return read ? Value::number(*read) : Value::string(text);
}

/// `09:30` of a browser is `09.30` in an office.
std::string office_time(std::string const& text) {
    bool const clock = text.size() >= 5 && text[2] == ':' && text.find_first_not_of("0123456789:") == std::string::npos;
    return clock ? text.substr(0, 2) + "." + text.substr(3, 2) : text;
}

/// Lines of a list; data written as JSON stay data.
Value lines(std::string const& text) {
    if (text.starts_with('[') || text.starts_with('{'))
        if (auto parsed = feel::from_json(text)) return std::move(*parsed);
    std::vector<Value> out;
    for (auto const& line : split(text, '\n'))
        if (auto const trimmed = trim(line); !trimmed.empty()) out.push_back(Value::string(std::string(trimmed)));
    return Value::list(std::move(out));
}

Value typed(std::string const& raw, InputType type) {
    auto const text = std::string(trim(raw));
    if (text.empty()) return {};
    switch (type) {
    case InputType::Integer: return number(text, form::FieldType::Int);
    case InputType::Money: return number(text, form::FieldType::Money);
    case InputType::Decimal: return number(text, form::FieldType::Decimal);
    case InputType::Time: return Value::string(office_time(text));
    case InputType::Boolean: return Value::boolean(text == "ya" || text == "true");
    case InputType::List:
    case InputType::Record: return lines(text);
    case InputType::Date: {
        auto const day = sheet::read_day(text);
        return day ? Value::date(*day) : Value::string(text);
    }
    default: return Value::string(text);
    }
}

/// How many rows were sent: one more than the highest number between the brackets.
std::size_t rows_sent(SentFields const& sent, std::string const& prefix) {
    std::size_t rows = 0;
    for (auto at = sent.lower_bound(prefix); at != sent.end() && at->first.starts_with(prefix); ++at) {
        std::size_t index = 0;
        auto digits = at->first.substr(prefix.size());
        digits = digits.substr(0, std::min<std::size_t>(digits.find(']'), 4));
        if (digits.empty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
            continue;
        for (char const c : digits) index = index * 10 + static_cast<std::size_t>(c - '0');
        rows = std::max(rows, index + 1);
    }
    return std::min(rows, kMostRows);
}

Value record(std::vector<InputField> const& fields, SentFields const& sent, std::string const& prefix);

Value table(InputField const& field, SentFields const& sent, std::string const& name) {
    std::vector<Value> rows;
    auto const count = rows_sent(sent, name + "[");
    for (std::size_t index = 0; index < count; ++index) {
        auto const place = name + "[" + std::to_string(index) + "].";
        bool const filled = std::any_of(field.columns.begin(), field.columns.end(), [&](InputField const& column) {
            auto const* text = first_text(sent, place + column.key);
            return text && !trim(*text).empty() && column.type != InputType::Choice &&
                   column.type != InputType::Boolean;
        });
        auto row = record(field.columns, sent, place);
        bool const only_choices = std::all_of(field.columns.begin(), field.columns.end(), [](InputField const& column) {
            return column.type == InputType::Choice || column.type == InputType::Boolean;
        });
        if (filled || (only_choices && !row.entries().empty())) rows.push_back(std::move(row));
    }
    return Value::list(std::move(rows));
}

Value record(std::vector<InputField> const& fields, SentFields const& sent, std::string const& prefix) {
    std::vector<Value::Entry> out;
    for (auto const& field : fields) {
        auto const name = prefix + field.key;
        if (field.type == InputType::List && !field.columns.empty()) {
            auto rows = table(field, sent, name);
            if (!rows.items().empty() || first_text(sent, name + ".ada")) out.emplace_back(field.key, std::move(rows));
            continue;
        }
        auto const* text = first_text(sent, name);
        if (!text) {
            if (field.type == InputType::Boolean && first_text(sent, name + ".ada"))
                out.emplace_back(field.key, Value::boolean(false));
            continue;
        }
        auto value = typed(*text, field.type);
        if (field.type == InputType::List && value.is_null()) value = Value::list({});
        if (!value.is_null()) out.emplace_back(field.key, std::move(value));
    }
    return Value::context(std::move(out));
}

} // namespace

Value read_web_input(std::vector<InputField> const& fields, SentFields const& sent) { return record(fields, sent, ""); }

std::string web_text(Value const& value, InputType type) {
    if (value.is_null()) return {};
    if (type == InputType::Boolean) return value.is_true() ? "ya" : "tidak";
    if (type == InputType::Time && value.is_string()) return replace_all(std::string(value.as_string()), ".", ":");
    if (type == InputType::Decimal && value.is_number()) return replace_all(feel::to_text(value), ".", ",");
    if (value.kind() == feel::Kind::DateTime) return feel::to_text(value).substr(0, 16);
    if (type == InputType::DateTime && value.is_string()) return std::string(value.as_string()).substr(0, 16);
    if (value.is_list()) {
        bool const plain = std::none_of(value.items().begin(), value.items().end(),
                                        [](Value const& item) { return item.is_context() || item.is_list(); });
        if (!plain) return feel::to_json(value);
        std::vector<std::string> parts;
        for (auto const& item : value.items()) parts.push_back(feel::to_text(item));
        return join(parts, "\n");
    }
    if (value.is_context()) return feel::to_json(value, feel::JsonStyle::Indented);
    return feel::to_text(value);
}

} // namespace alur::service
