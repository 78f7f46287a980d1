#include "core/text.hpp"
#include "form/fill.hpp"

namespace alur::form {

using feel::Kind;
using feel::Value;

namespace {

Error not_a(Value const& value, std::string_view what) {
    auto shown = feel::to_text(value);
    if (shown.size() > 60) shown = shown.substr(0, 57) + "…";
    return invalid("\"" + shown + "\" bukan " + std::string(what));
}

Result<Value> to_number(Value const& value, FieldType type) {
    if (!value.is_number()) return not_a(value, "bilangan");
    if (type == FieldType::Int && !value.as_integer()) return not_a(value, "bilangan bulat");
    return value;
}

Result<Value> to_date(Value const& value) {
    if (value.kind() == Kind::Date) return value;
    if (value.kind() == Kind::DateTime) return Value::date(value.as_day());
    if (value.is_string()) {
        auto const text = value.as_string();
        if (auto const day = parse_day(text)) return Value::date(*day);
        if (auto const instant = parse_instant(text)) return Value::date(day_of(*instant, ZoneOffset{}));
    }
    return not_a(value, "tanggal");
}

Result<Value> to_date_time(Value const& value) {
    if (value.kind() == Kind::DateTime) return value;
    if (value.kind() == Kind::Date) return Value::date_time(at(value.as_day(), {}, ZoneOffset{}), ZoneOffset{});
    if (value.is_string())
        if (auto const instant = parse_instant(value.as_string())) return Value::date_time(*instant, ZoneOffset{});
    return not_a(value, "tanggal dan jam");
}

/// A time of day is kept as text `08:30`.
Result<Value> to_time(Value const& value) {
    auto const text = value.is_string() || value.kind() == Kind::Time ? feel::to_text(value) : std::string{};
    auto const digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() >= 5 && digit(0) && digit(1) && (text[2] == ':' || text[2] == '.') && digit(3) && digit(4) &&
        text.substr(0, 2) < "24" && text.substr(3, 2) < "60")
        return Value::string(text.substr(0, 2) + ":" + text.substr(3, 2));
    return not_a(value, "jam");
}

} // namespace

Result<Value> to_type(Value const& value, FieldType type) {
    if (value.is_null() || type == FieldType::Blank) return Value{};
    if (is_numeric(type)) return to_number(value, type);
    switch (type) {
    case FieldType::Date: return to_date(value);
    case FieldType::DateTime: return to_date_time(value);
    case FieldType::Time: return to_time(value);
    default: break;
    }
    if (value.is_string()) return value.as_string().empty() ? Value{} : value;
    if (value.is_list() || value.is_context() || value.kind() == Kind::Function) return not_a(value, "teks");
    if (type == FieldType::Mixed) return value;
    if (value.kind() == Kind::Boolean) return Value::string(value.as_boolean() ? "YA" : "TIDAK");
    return Value::string(feel::to_text(value));
}

} // namespace alur::form
