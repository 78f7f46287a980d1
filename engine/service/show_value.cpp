#include "service/show_value.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::string_view kNothing = "—";

/// Digits of an identity: everything but the last four as dots.
std::string dotted(std::string const& value) {
    if (value.size() <= 4) return value.empty() ? std::string(kNothing) : "••••";
    return "•••• " + value.substr(value.size() - 4);
}

/// The value as text; what is masked stays masked however deep it stands.
std::string cell(Desk const& desk, std::string_view key, Value const& value, Disclosed disclosed) {
    if (disclosed == Disclosed::No && desk.masked(key) && !value.is_null()) return dotted(feel::to_text(value));
    std::vector<std::string> parts;
    if (value.is_context())
        for (auto const& [name, entry] : value.entries())
            if (!entry.is_null()) parts.push_back(cell(desk, name, entry, disclosed));
    if (value.is_list())
        for (auto const& item : value.items()) parts.push_back(cell(desk, key, item, disclosed));
    if (value.is_context() || value.is_list()) return parts.empty() ? std::string(kNothing) : join(parts, ", ");
    return shown(value);
}

/// Names of the columns of a list of contexts, in the order they first come.
std::vector<std::string> columns_of(Value const& list) {
    std::vector<std::string> out;
    for (auto const& item : list.items())
        if (item.is_context())
            for (auto const& [key, value] : item.entries())
                if (std::find(out.begin(), out.end(), key) == out.end()) out.push_back(key);
    return out;
}

Value texts(std::vector<std::string> const& all) {
    std::vector<Value> out;
    out.reserve(all.size());
    for (auto const& one : all) out.push_back(Value::string(one));
    return Value::list(std::move(out));
}

} // namespace

std::string shown(Value const& value, InputType type) {
    switch (value.kind()) {
    case feel::Kind::Null: return std::string(kNothing);
    case feel::Kind::Boolean: return value.is_true() ? "ya" : "tidak";
    case feel::Kind::Number: {
        auto const whole = value.as_integer();
        if (!whole) return replace_all(feel::to_text(value), ".", ",");
        if (type == InputType::Money) return "Rp" + grouped(*whole);
        return *whole >= 10'000 || *whole <= -10'000 ? grouped(*whole) : std::to_string(*whole);
    }
    case feel::Kind::Date: return tanggal(value.as_day());
    case feel::Kind::DateTime: {
        auto const at = feel::to_text(value);
        return tanggal(value.as_day()) + (at.size() > 15 ? " pukul " + replace_all(at.substr(11, 5), ":", ".") : "");
    }
    case feel::Kind::String: {
        auto const given = std::string(value.as_string());
        if (given.empty()) return std::string(kNothing);
        if (given.size() >= 10)
            if (auto const day = parse_day(given.substr(0, 10))) {
                if (given.size() == 10) return tanggal(*day);
                if (given[10] == 'T' && given.size() > 15 && parse_instant(given))
                    return tanggal(*day) + " pukul " + replace_all(given.substr(11, 5), ":", ".");
            }
        return given;
    }
    default: return feel::to_text(value);
    }
}

Value shown_field(Desk const& desk, std::string_view key, std::string_view label, Value const& value, InputType type,
                  Disclosed disclosed) {
    auto field = Value::context({{"label", text(label)}, {"kunci", text(key)}});
    if (value.is_list()) {
        auto const columns = columns_of(value);
        if (columns.empty()) {
            std::vector<std::string> items;
            for (auto const& item : value.items()) items.push_back(cell(desk, key, item, disclosed));
            return field.with("jenis", text("daftar")).with("butir", texts(items));
        }
        std::vector<std::string> heads;
        for (auto const& column : columns) heads.push_back(desk.label(std::string(key) + "." + column));
        std::vector<Value> rows;
        for (auto const& item : value.items()) {
            std::vector<std::string> cells;
            for (auto const& column : columns) {
                auto const* entry = item.find(column);
                cells.push_back(cell(desk, column, entry ? *entry : Value(), disclosed));
            }
            rows.push_back(texts(cells));
        }
        return field.with("jenis", text("tabel"))
            .with("kolom", texts(heads))
            .with("baris", Value::list(std::move(rows)));
    }
    if (value.is_context()) {
        std::vector<Value> items;
        for (auto const& [name, entry] : value.entries())
            items.push_back(Value::context({{"label", Value::string(desk.label(std::string(key) + "." + name))},
                                            {"teks", Value::string(cell(desk, name, entry, disclosed))}}));
        return field.with("jenis", text("rincian")).with("butir", Value::list(std::move(items)));
    }
    auto const words =
        disclosed == Disclosed::No && desk.masked(key) ? cell(desk, key, value, disclosed) : shown(value, type);
    return field.with("jenis", text("teks")).with("teks", Value::string(words));
}

} // namespace alur::service
