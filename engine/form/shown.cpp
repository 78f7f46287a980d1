#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "form/check.hpp"

namespace alur::form {

std::string shown(feel::Value const& value, FieldType type) {
    switch (value.kind()) {
    case feel::Kind::Null: return {};
    case feel::Kind::Date:
    case feel::Kind::DateTime: return tanggal_angka(value.as_day());
    case feel::Kind::Number: {
        auto const text = value.as_number().to_text();
        auto const point = text.find('.');
        auto const whole = feel::Decimal::parse(text.substr(0, point));
        auto const integer = whole ? whole->to_integer() : std::nullopt;
        if (!integer) return text;
        auto out = grouped(*integer);
        if (point != std::string::npos) {
            if (*integer == 0 && text.starts_with('-')) out.insert(0, "-");
            out += "," + text.substr(point + 1);
        }
        return out;
    }
    default: break;
    }
    auto const text = feel::to_text(value);
    if (type == FieldType::Text16 || type == FieldType::Account) return masked(text);
    if (code_point_count(text) <= 80) return text;
    auto const points = to_code_points(text);
    return to_utf8(std::u32string_view(points).substr(0, 79)) + "…";
}

} // namespace alur::form
