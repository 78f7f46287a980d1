#include "feel/builtin.hpp"
#include "feel/names.hpp"

#include <array>

namespace alur::feel {

namespace {

Value get_value(Call& call, Arguments arguments) {
    std::string const& key = Access::text(arguments[1]);
    if (Value const* const found = arguments[0].find(key)) {
        return *found;
    }
    for (auto const& [name, value] : arguments[0].entries()) {
        if (same_name(name, key)) {
            return value;
        }
    }
    return call.fail("konteks tidak mempunyai bagian \"" + key + "\"");
}

Value get_value_by_keys(Call& call, Arguments arguments) {
    Value at = arguments[0];
    for (Value const& key : arguments[1].items()) {
        if (!key.is_string() || !at.is_context()) {
            return call.fail("jalan ke bagian konteks ini tidak ada");
        }
        std::array<Value, 2> const step{at, key};
        at = get_value(call, step);
    }
    return at;
}

Value get_entries(Call& /*call*/, Arguments arguments) {
    std::vector<Value> out;
    for (auto const& [name, value] : arguments[0].entries()) {
        out.push_back(Value::context({{"key", Value::string(name)}, {"value", value}}));
    }
    return Value::list(std::move(out));
}

Value context(Call& call, Arguments arguments) {
    std::vector<Value::Entry> entries;
    for (Value const& item : arguments[0].items()) {
        Value const* const key = item.find("key");
        Value const* const value = item.find("value");
        if (key == nullptr || !key->is_string() || value == nullptr) {
            return call.fail("tiap butir harus mempunyai key (teks) dan value");
        }
        for (auto const& entry : entries) {
            if (entry.first == key->as_string()) {
                return call.fail("key \"" + entry.first + "\" tertulis dua kali");
            }
        }
        entries.emplace_back(std::string(key->as_string()), *value);
        if (!call.spend(entries.size() / 8 + 1)) {
            return {};
        }
    }
    return Value::context(std::move(entries));
}

Value context_put(Call& /*call*/, Arguments arguments) {
    return arguments[0].with(Access::text(arguments[1]), arguments[2]);
}

/// Puts deep down; null when a key on the way is no text or leads to something else than a context.
std::optional<Value> put_deep(Value const& into, std::span<Value const> keys, Value const& value) {
    if (!into.is_context() || !keys[0].is_string()) {
        return std::nullopt;
    }
    std::string const& key = Access::text(keys[0]);
    if (keys.size() == 1) {
        return into.with(key, value);
    }
    Value const* const next = into.find(key);
    auto changed = put_deep(next != nullptr ? *next : Value(), keys.subspan(1), value);
    return changed ? std::optional(into.with(key, std::move(*changed))) : std::nullopt;
}

Value context_put_deep(Call& call, Arguments arguments) {
    auto const keys = arguments[1].items();
    auto out = keys.empty() || keys.size() > 500 ? std::nullopt : put_deep(arguments[0], keys, arguments[2]);
    return out ? std::move(*out) : call.fail("jalan ke bagian konteks ini tidak ada");
}

Value context_merge(Call& call, Arguments arguments) {
    std::vector<Value::Entry> entries;
    for (Value const& one : arguments[0].items()) {
        if (!one.is_context()) {
            return call.fail("context merge memerlukan daftar konteks");
        }
        entries.insert(entries.end(), one.entries().begin(), one.entries().end());
    }
    call.spend(entries.size());
    return Value::context(std::move(entries));
}

constexpr Builtin kTable[] = {
    {"get value", "m:c,key:s", get_value, Gives::Entry},
    {"get value", "m:c,keys:l", get_value_by_keys, Gives::Entry},
    {"get entries", "m:c", get_entries, Gives::Entries},
    {"context", "entries:l", context, Gives::Context},
    {"context put", "context:c,key:s,value:a", context_put, Gives::Put},
    {"context put", "context:c,keys:l,value:a", context_put_deep, Gives::Put},
    {"context merge", "contexts:l", context_merge, Gives::Merged},
};

} // namespace

std::span<Builtin const> context_builtins() { return kTable; }

} // namespace alur::feel
