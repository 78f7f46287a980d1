#include "core/text.hpp"
#include "feel/builtin.hpp"

#include <array>
#include <map>
#include <memory>
#include <re2/re2.h>

namespace alur::feel {

namespace {

/// XPath's spelling in RE2's: \u{…}, the name classes \i and \c, and with `x` no white space outside of classes.
std::string translated(std::string_view pattern, bool ignore_space) {
    std::string out;
    bool in_class = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        char const c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            char const next = pattern[++i];
            std::string_view const inner = in_class ? "" : "[";
            std::string_view const close = in_class ? "" : "]";
            if (next == 'u' && i + 1 < pattern.size() && pattern[i + 1] == '{') {
                out += "\\x";
            } else if (next == 'i') {
                out += std::string(inner) + "\\p{L}_:" + std::string(close);
            } else if (next == 'c') {
                out += std::string(inner) + "\\p{L}\\p{N}_:.\\-" + std::string(close);
            } else {
                out += '\\';
                out += next;
            }
            continue;
        }
        if (c == '[') {
            in_class = true;
        } else if (c == ']') {
            in_class = false;
        } else if (ignore_space && !in_class && (c == ' ' || c == '\n' || c == '\t' || c == '\r')) {
            continue;
        }
        out += c;
    }
    return out;
}

std::shared_ptr<RE2 const> compile(std::string const& pattern, std::string_view flags) {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    bool lines = false;
    bool spaces = false;
    for (char const flag : flags) {
        switch (flag) {
        case 's': options.set_dot_nl(true); break;
        case 'm': lines = true; break;
        case 'i': options.set_case_sensitive(false); break;
        case 'x': spaces = true; break;
        case 'q': options.set_literal(true); break;
        default: return nullptr;
        }
    }
    std::string const text = options.literal() ? pattern : (lines ? "(?m)" : "") + translated(pattern, spaces);
    auto out = std::make_shared<RE2 const>(text, options);
    return out->ok() ? out : nullptr;
}

/// The pattern, kept for the next call on this thread; nothing (reported) when it is wrong.
std::shared_ptr<RE2 const> pattern_of(Call& call, Value const& pattern, Arguments arguments, std::size_t flags_at) {
    std::string const flags =
        arguments.size() > flags_at && arguments[flags_at].is_string() ? Access::text(arguments[flags_at]) : "";
    thread_local std::map<std::pair<std::string, std::string>, std::shared_ptr<RE2 const>> known;
    if (known.size() > 64) {
        known.clear();
    }
    auto const [at, is_new] = known.try_emplace({Access::text(pattern), flags});
    if (is_new) {
        at->second = compile(Access::text(pattern), flags);
    }
    if (at->second == nullptr) {
        call.fail("pola \"" + Access::text(pattern) + "\" atau tandanya \"" + flags + "\" tidak dapat dipakai");
    }
    return at->second;
}

Value matches(Call& call, Arguments arguments) {
    auto const pattern = pattern_of(call, arguments[1], arguments, 2);
    return pattern ? Value::boolean(RE2::PartialMatch(Access::text(arguments[0]), *pattern)) : Value();
}

/// $0 … $n and \$ \\ ; false for any other $ or backslash.
bool append_replacement(std::string& out, std::string_view replacement, std::span<re2::StringPiece const> groups,
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
    if (RE2::FullMatch("", *pattern)) {
        return call.fail("pola yang cocok dengan teks kosong tidak boleh dipakai untuk mengganti");
    }
    std::string const& text = Access::text(arguments[0]);
    std::vector<re2::StringPiece> groups(static_cast<std::size_t>(pattern->NumberOfCapturingGroups()) + 1);
    std::string out;
    std::size_t at = 0;
    while (at <= text.size() &&
           pattern->Match(text, at, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()))) {
        auto const from = static_cast<std::size_t>(groups[0].data() - text.data());
        if (groups[0].empty()) {
            break;
        }
        out.append(text, at, from - at);
        if (!append_replacement(out, Access::text(arguments[2]), groups, pattern->options().literal())) {
            return call.fail("teks pengganti hanya boleh memuat $0 … $9, \\$ dan \\\\");
        }
        at = from + groups[0].size();
        if (!call.spend(1 + out.size() / 256)) {
            return {};
        }
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
    re2::StringPiece found;
    while (at <= text.size() && pattern->Match(text, at, text.size(), RE2::UNANCHORED, &found, 1)) {
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
    out.push_back(Value::string(text.substr(from)));
    return Value::list(std::move(out));
}

constexpr Builtin kTable[] = {
    {"matches", "input:s,pattern:s,flags:s~", matches},
    {"replace", "input:s,pattern:s,replacement:s,flags:s~", replace},
    {"split", "string:s,delimiter:s", split},
};

} // namespace

std::span<Builtin const> pattern_builtins() { return kTable; }

} // namespace alur::feel
