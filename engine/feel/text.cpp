#include "feel/value_rep.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

bool is_plain_name(std::string_view name) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

void append(std::string& out, Value const& value, bool inside) {
    switch (value.kind()) {
    case Kind::Null: out += "null"; break;
    case Kind::Boolean: out += value.is_true() ? "true" : "false"; break;
    case Kind::Number: out += Access::number(value).to_text(); break;
    case Kind::String: out += inside ? quoted(Access::text(value)) : Access::text(value); break;
    case Kind::Date: out += date_text(Access::day(value)); break;
    case Kind::Time: out += time_text(Access::time(value)); break;
    case Kind::DateTime: out += date_time_text(Access::date_time(value)); break;
    case Kind::DaysTimeDuration: out += days_time_text(Access::span(value)); break;
    case Kind::YearsMonthsDuration: out += years_months_text(Access::months(value)); break;
    case Kind::List: {
        out += '[';
        bool first = true;
        for (Value const& item : value.items()) {
            out += first ? "" : ", ";
            first = false;
            append(out, item, true);
        }
        out += ']';
        break;
    }
    case Kind::Context: {
        out += '{';
        bool first = true;
        for (auto const& [name, entry] : value.entries()) {
            out += first ? "" : ", ";
            first = false;
            out += is_plain_name(name) ? name : quoted(name);
            out += ": ";
            append(out, entry, true);
        }
        out += '}';
        break;
    }
    case Kind::Range: out += "<range>"; break;
    case Kind::Function: out += "<function>"; break;
    }
}

} // namespace

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
        }
    }
    return out + '"';
}

std::string to_text(Value const& value) {
    std::string out;
    append(out, value, false);
    return out;
}

} // namespace alur::feel
