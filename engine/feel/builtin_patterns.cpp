#include "feel/builtin.hpp"
#include "feel/pattern.hpp"

#include <algorithm>
#include <map>

namespace alur::feel {

namespace {

/// The pattern, kept for the next call on this thread; nothing (reported) when it is wrong.
std::shared_ptr<Pattern const> pattern_of(Call& call, Value const& pattern, Arguments arguments, std::size_t flags_at) {
    std::string const flags =
        arguments.size() > flags_at && arguments[flags_at].is_string() ? Access::text(arguments[flags_at]) : "";
    thread_local std::map<std::pair<std::string, std::string>, std::shared_ptr<Pattern const>> known;
    if (known.size() > 64) {
        known.clear();
    }
    auto const [at, is_new] = known.try_emplace({Access::text(pattern), flags});
    if (is_new) {
        at->second = compile_pattern(Access::text(pattern), flags);
    }
    if (at->second == nullptr) {
        call.fail("pola \"" + Access::text(pattern) + "\" atau tandanya \"" + flags + "\" tidak dapat dipakai");
    }
    return at->second;
}

Value too_long(Call& call) { return call.fail("pencarian pola ini terlalu panjang; batas langkah terlampaui"); }

Value matches(Call& call, Arguments arguments) {
    auto const pattern = pattern_of(call, arguments[1], arguments, 2);
    if (!pattern) {
        return {};
    }
    std::vector<std::string_view> groups;
    auto const found = pattern->find(Access::text(arguments[0]), 0, groups);
    return found == Search::TooLong ? too_long(call) : Value::boolean(found == Search::Found);
}

/// $0 … $n and \$ \\ ; false for any other $ or backslash.
bool append_replacement(std::string& out, std::string_view replacement, std::span<std::string_view const> groups,
                        bool literal) {
    if (literal) {
        out += replacement;
        return true;
    }
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        char const c = replacement[i];
        char const next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        if (c == '\\') {
            if (next != '\\' && next != '$') {
                return false;
            }
            out += next;
            ++i;
        } else if (c == '$') {
            if (next < '0' || next > '9') {
                return false;
            }
            auto number = static_cast<std::size_t>(next - '0');
            ++i;
            while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9' &&
                   number * 10 + static_cast<std::size_t>(replacement[i + 1] - '0') < groups.size()) {
                number = number * 10 + static_cast<std::size_t>(replacement[i + 1] - '0');
                ++i;
            }
            if (number < groups.size() && groups[number].data() != nullptr) {
                out.append(groups[number].data(), groups[number].size());
            }
        } else {
            out += c;
        }
    }
    return true;
}

Value replace(Call& call, Arguments arguments) {
    auto const pattern = pattern_of(call, arguments[1], arguments, 3);
    if (!pattern) {
        return {};
    }
    std::vector<std::string_view> groups(pattern->groups() + 1);
    if (pattern->find("", 0, groups) == Search::Found) {
        return call.fail("pola yang cocok dengan teks kosong tidak boleh dipakai untuk mengganti");
    }
    std::string const& text = Access::text(arguments[0]);
    std::string out;
    std::size_t at = 0;
    auto found = Search::None;
    while ((found = pattern->find(text, at, groups)) == Search::Found) {
        auto const from = static_cast<std::size_t>(groups[0].data() - text.data());
        if (groups[0].empty()) {
            break;
        }
        out.append(text, at, from - at);
        if (!append_replacement(out, Access::text(arguments[2]), groups, pattern->is_literal())) {
            return call.fail("teks pengganti hanya boleh memuat $0 … $9, \\$ dan \\\\");
        }
        at = from + groups[0].size();
        if (!call.spend(1 + out.size() / 256)) {
            return {};
        }
    }
    if (found == Search::TooLong) {
        return too_long(call);
    }
    out.append(text, std::min(at, text.size()), std::string::npos);
    return Value::string(std::move(out));
}

Value split(Call& call, Arguments arguments) {
    auto const pattern = pattern_of(call, arguments[1], arguments, 9);
    if (!pattern) {
        return {};
    }
    std::string const& text = Access::text(arguments[0]);
    std::vector<Value> out;
    std::size_t from = 0;
    std::size_t at = 0;
    std::vector<std::string_view> groups(1);
    auto search = Search::None;
    while ((search = pattern->find(text, at, groups)) == Search::Found) {
        std::string_view const found = groups[0];
        auto const start = static_cast<std::size_t>(found.data() - text.data());
        if (found.empty()) { // between two characters
            at = start + 1;
            while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
                ++at;
            }
            if (start == from || start >= text.size()) {
                continue;
            }
            out.push_back(Value::string(text.substr(from, start - from)));
            from = start;
            continue;
        }
        out.push_back(Value::string(text.substr(from, start - from)));
        from = at = start + found.size();
        if (!call.spend(1)) {
            return {};
        }
    }
    if (search == Search::TooLong) {
        return too_long(call);
    }
    out.push_back(Value::string(text.substr(from)));
    return Value::list(std::move(out));
}

constexpr Builtin kTable[] = {
    {"matches", "input:s,pattern:s,flags:s~", matches, Gives::Boolean},
    {"replace", "input:s,pattern:s,replacement:s,flags:s~", replace, Gives::Text},
    {"split", "string:s,delimiter:s", split, Gives::Texts},
};

} // namespace

std::span<Builtin const> pattern_builtins() { return kTable; }

} // namespace alur::feel
