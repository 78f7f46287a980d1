#include "feel/external.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>

namespace alur::feel {

namespace {

std::optional<Value> from_double(double value) {
    if (!std::isfinite(value)) {
        return std::nullopt;
    }
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", value);
    auto const number = Decimal::parse(text);
    return number ? std::optional(Value::number(*number)) : std::nullopt;
}

struct DoubleFunction {
    std::string_view name;
    double (*run)(double);
};
constexpr DoubleFunction kDoubleFunctions[] = {
    {"cos", [](double x) { return std::cos(x); }},   {"sin", [](double x) { return std::sin(x); }},
    {"tan", [](double x) { return std::tan(x); }},   {"acos", [](double x) { return std::acos(x); }},
    {"asin", [](double x) { return std::asin(x); }}, {"atan", [](double x) { return std::atan(x); }},
    {"exp", [](double x) { return std::exp(x); }},   {"log", [](double x) { return std::log(x); }},
    {"sqrt", [](double x) { return std::sqrt(x); }}, {"abs", [](double x) { return std::fabs(x); }},
    {"ceil", [](double x) { return std::ceil(x); }}, {"floor", [](double x) { return std::floor(x); }},
};

bool is_numeric_type(std::string_view type) {
    constexpr std::string_view kTypes[] = {"double", "float", "int", "long", "short", "byte"};
    return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

std::optional<Value> math(std::string_view name, std::vector<std::string> const& types, Arguments arguments) {
    if (!std::all_of(types.begin(), types.end(), is_numeric_type) ||
        !std::all_of(arguments.begin(), arguments.end(), [](Value const& v) { return v.is_number(); })) {
        return std::nullopt;
    }
    if (arguments.size() == 2 && (name == "max" || name == "min")) {
        bool const first = (arguments[0].as_number() > arguments[1].as_number()) == (name == "max");
        return arguments[first ? 0 : 1];
    }
    if (arguments.size() == 2 && name == "pow") {
        return from_double(std::pow(arguments[0].as_number().to_double(), arguments[1].as_number().to_double()));
    }
    for (auto const& function : kDoubleFunctions) {
        if (arguments.size() == 1 && function.name == name) {
            return from_double(function.run(arguments[0].as_number().to_double()));
        }
    }
    return std::nullopt;
}

/// String.format with %s, %d and %%.
std::optional<Value> format(Arguments arguments) {
    if (arguments.empty() || !arguments[0].is_string()) {
        return std::nullopt;
    }
    std::string const& pattern = Access::text(arguments[0]);
    std::string out;
    std::size_t next = 1;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            out += pattern[i];
            continue;
        }
        char const kind = i + 1 < pattern.size() ? pattern[++i] : '\0';
        if (kind == '%') {
            out += '%';
        } else if ((kind == 's' || kind == 'd') && next < arguments.size()) {
            out += to_text(arguments[next++]);
        } else {
            return std::nullopt;
        }
    }
    return Value::string(std::move(out));
}

std::optional<Value> value_of(std::string_view of, std::vector<std::string> const& types, Arguments arguments) {
    if (arguments.size() != 1) {
        return std::nullopt;
    }
    Value const& value = arguments[0];
    if (of == "java.lang.String") {
        bool const one = value.is_string() && code_point_count(value.as_string()) == 1;
        return types[0] == "char" && !one ? std::nullopt : std::optional(Value::string(to_text(value)));
    }
    if (is_numeric_type(types[0])) {
        return value.is_number() ? std::optional(value) : std::nullopt;
    }
    auto const number = value.is_string() ? Decimal::parse(value.as_string()) : std::nullopt;
    return number ? std::optional(Value::number(*number)) : std::nullopt;
}

} // namespace

Value call_external(Call& call, Value const& how, Arguments arguments) {
    Value const of = how.at_path("java.class");
    Value const signature = how.at_path("java.method signature");
    if (!of.is_string() || !signature.is_string()) {
        return call.fail("fungsi luar ini tidak dapat dijalankan: hanya {java: {class, method signature}}");
    }
    std::string_view const text = signature.as_string();
    auto const open = text.find('(');
    auto const close = text.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
        return call.fail("method signature fungsi luar ini tidak dapat dibaca");
    }
    std::string_view const name = trim(text.substr(0, open));
    std::vector<std::string> types;
    for (std::string const& type : split(text.substr(open + 1, close - open - 1), ',')) {
        types.emplace_back(trim(type));
    }
    std::optional<Value> out;
    std::string_view const where = of.as_string();
    if (where == "java.lang.Math" && types.size() == arguments.size()) {
        out = math(name, types, arguments);
    } else if (where == "java.lang.String" && name == "format") {
        out = format(arguments);
    } else if (name == "valueOf" &&
               (where == "java.lang.String" || where == "java.lang.Integer" || where == "java.lang.Long" ||
                where == "java.lang.Short" || where == "java.lang.Byte" || where == "java.lang.Float" ||
                where == "java.lang.Double" || where == "java.math.BigDecimal")) {
        out = value_of(where, types, arguments);
    }
    return out ? std::move(*out)
               : call.fail("fungsi luar " + std::string(where) + "." + std::string(text) + " tidak ada di sini");
}

} // namespace alur::feel
