#include "core/text.hpp"
#include "feel/builtin.hpp"
#include "feel/unicode.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

std::string const& text(Value const& value) { return Access::text(value); }

Value substring(Call& call, Arguments arguments) {
    std::u32string const all = to_code_points(text(arguments[0]));
    auto const size = static_cast<std::int64_t>(all.size());
    auto const start = rounded(arguments[1].as_number(), 0, Rounding::Down).to_integer();
    if (!start || *start == 0) {
        return call.fail("tempat awal tidak boleh 0");
    }
    if (*start > size || *start < -size) {
        return Value::string("");
    }
    std::int64_t const from = *start > 0 ? *start - 1 : size + *start;
    std::int64_t length = size - from;
    if (arguments.size() > 2) {
        auto const asked = rounded(arguments[2].as_number(), 0, Rounding::Down).to_integer();
        if (!asked || *asked < 1) {
            return call.fail("panjang bagian teks harus paling sedikit 1");
        }
        length = std::min(length, *asked);
    }
    return Value::string(to_utf8(all.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(length))));
}

Value string_length(Call& /*call*/, Arguments arguments) {
    return Value::number(static_cast<std::int64_t>(code_point_count(text(arguments[0]))));
}
Value upper_case(Call& /*call*/, Arguments arguments) { return Value::string(upper(text(arguments[0]))); }
Value lower_case(Call& /*call*/, Arguments arguments) { return Value::string(lower(text(arguments[0]))); }

Value substring_before(Call& /*call*/, Arguments arguments) {
    auto const at = text(arguments[0]).find(text(arguments[1]));
    return Value::string(at == std::string::npos ? "" : text(arguments[0]).substr(0, at));
}
Value substring_after(Call& /*call*/, Arguments arguments) {
    auto const at = text(arguments[0]).find(text(arguments[1]));
    return Value::string(at == std::string::npos ? "" : text(arguments[0]).substr(at + text(arguments[1]).size()));
}
Value contains(Call& /*call*/, Arguments arguments) {
    return Value::boolean(text(arguments[0]).find(text(arguments[1])) != std::string::npos);
}
Value starts_with(Call& /*call*/, Arguments arguments) {
    return Value::boolean(text(arguments[0]).starts_with(text(arguments[1])));
}
Value ends_with(Call& /*call*/, Arguments arguments) {
    return Value::boolean(text(arguments[0]).ends_with(text(arguments[1])));
}

Value string_join(Call& call, Arguments arguments) {
    std::string const delimiter = arguments.size() > 1 && arguments[1].is_string() ? text(arguments[1]) : std::string();
    std::string out;
    bool first = true;
    for (Value const& item : arguments[0].items()) {
        if (item.is_null()) {
            continue;
        }
        if (!item.is_string()) {
            return call.fail("daftar ini harus berisi teks saja, bukan " + std::string(kind_name(item.kind())));
        }
        out += (first ? "" : delimiter) + text(item);
        first = false;
        if (!call.spend(1 + delimiter.size() / 16)) {
            return {};
        }
    }
    return Value::string(std::move(out));
}

constexpr Builtin kTable[] = {
    {"substring", "string:s,start position:n,length:n?", substring, Gives::Text},
    {"string length", "string:s", string_length, Gives::Number},
    {"upper case", "string:s", upper_case, Gives::Text},
    {"lower case", "string:s", lower_case, Gives::Text},
    {"substring before", "string:s,match:s", substring_before, Gives::Text},
    {"substring after", "string:s,match:s", substring_after, Gives::Text},
    {"contains", "string:s,match:s", contains, Gives::Boolean},
    {"starts with", "string:s,match:s", starts_with, Gives::Boolean},
    {"ends with", "string:s,match:s", ends_with, Gives::Boolean},
    {"string join", "list:l,delimiter:s~", string_join, Gives::Text},
};

} // namespace

std::span<Builtin const> string_builtins() { return kTable; }

} // namespace alur::feel
