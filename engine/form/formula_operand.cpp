#include "form/formula_operand.hpp"

#include "core/text.hpp"
#include "form/formula.hpp"

#include <algorithm>

namespace alur::form {

using feel::Decimal;
using feel::Kind;
using feel::Value;

namespace {

constexpr Day kSerialZero{std::chrono::year{1899} / 12 / 30};

} // namespace

std::int64_t serial_of(Day day) { return (day - kSerialZero).count(); }
Day day_of_serial(std::int64_t serial) { return kSerialZero + std::chrono::days{serial}; }

std::optional<Decimal> operand_number(Value const& value) {
    switch (value.kind()) {
    case Kind::Null: return Decimal();
    case Kind::Number: return value.as_number();
    case Kind::Boolean: return Decimal(value.as_boolean() ? 1 : 0);
    case Kind::Date:
    case Kind::DateTime: return Decimal(serial_of(value.as_day()));
    case Kind::String: return Decimal::parse(trim(value.as_string()));
    default: return std::nullopt;
    }
}

std::string operand_text(Value const& value) {
    switch (value.kind()) {
    case Kind::Null: return {};
    case Kind::Boolean: return value.as_boolean() ? "TRUE" : "FALSE";
    case Kind::String: return std::string(value.as_string());
    default: {
        auto const number = operand_number(value);
        return number ? number->to_text() : std::string{};
    }
    }
}

bool operand_is_true(Value const& value) {
    auto const number = value.is_string() ? std::nullopt : operand_number(value);
    return number && *number != Decimal();
}

bool operand_counts(Value const& value) {
    auto const kind = value.kind();
    return kind == Kind::Number || kind == Kind::Date || kind == Kind::DateTime;
}

int compare_operands(Value const& left, Value const& right) {
    auto const rank = [](Value const& v) { return v.is_string() ? 1 : v.kind() == Kind::Boolean ? 2 : 0; };
    auto const empty_as_text = [](Value const& v, Value const& other) { return v.is_null() && other.is_string(); };
    auto const a_text = left.is_string() || empty_as_text(left, right);
    auto const b_text = right.is_string() || empty_as_text(right, left);
    if (a_text && b_text) {
        auto const a = lower_ascii(operand_text(left));
        auto const b = lower_ascii(operand_text(right));
        return a < b ? -1 : a > b ? 1 : 0;
    }
    if (rank(left) != rank(right)) return rank(left) < rank(right) ? -1 : 1;
    auto const a = operand_number(left).value_or(Decimal());
    auto const b = operand_number(right).value_or(Decimal());
    return a < b ? -1 : b < a ? 1 : 0;
}

} // namespace alur::form
