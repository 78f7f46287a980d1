#include "core/text.hpp"
#include "feel/parser.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

void Parser::skip_space() {
    while (!at_end()) {
        std::size_t length = 0;
        if (is_space(code_point_at(text_, at_, length))) {
            at_ += length;
        } else if (peek() == '/' && peek(1) == '/') {
            auto const end = text_.find('\n', at_);
            at_ = end == std::string_view::npos ? text_.size() : end;
        } else if (peek() == '/' && peek(1) == '*') {
            auto const end = text_.find("*/", at_ + 2);
            if (end == std::string_view::npos) {
                fail("komentar /* ini tidak ditutup dengan */");
                at_ = text_.size();
                return;
            }
            at_ = end + 2;
        } else {
            return;
        }
    }
}

bool Parser::accept(std::string_view symbol) {
    skip_space();
    if (text_.substr(at_, symbol.size()) != symbol) {
        return false;
    }
    at_ += symbol.size();
    return true;
}

std::string_view Parser::word() const {
    std::size_t end = at_;
    std::size_t length = 0;
    if (!is_name_start(code_point_at(text_, at_, length))) {
        return {};
    }
    do {
        end += length;
    } while (end < text_.size() && is_name_part(code_point_at(text_, end, length)));
    return text_.substr(at_, end - at_);
}

bool Parser::see_word(std::string_view expected) const { return word() == expected; }

bool Parser::accept_word(std::string_view expected) {
    skip_space();
    if (!see_word(expected)) {
        return false;
    }
    at_ += expected.size();
    return true;
}

bool Parser::expect(std::string_view symbol, std::string_view meaning) {
    skip_space();
    bool const is_word = is_name_start(static_cast<unsigned char>(symbol.front()));
    if (is_word ? accept_word(symbol) : accept(symbol)) {
        return true;
    }
    std::string message = "di sini seharusnya ada " + std::string(symbol);
    if (!meaning.empty()) {
        message += " " + std::string(meaning);
    }
    if (at_end()) {
        message += ", tetapi ekspresi sudah berakhir";
    }
    // A word that begins like the one expected, or is a slip of it.
    std::string_view const here = word();
    bool const slip = is_word && here.size() > 2 &&
                      (here.substr(0, 4) == symbol.substr(0, 4) || !nearest(here, {std::string(symbol)}).empty());
    fail(std::move(message), slip ? "mungkin maksudnya \"" + std::string(symbol) + "\"" : "");
    return false;
}

std::optional<std::string> Parser::string_literal() {
    std::size_t const from = at_;
    ++at_;
    std::string out;
    auto const hex = [&](std::size_t digits) -> std::optional<char32_t> {
        char32_t value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            char const c = peek(i);
            int const digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) {
                return std::nullopt;
            }
            value = value * 16 + static_cast<char32_t>(digit);
        }
        at_ += digits;
        return value;
    };
    while (!at_end()) {
        char const c = peek();
        ++at_;
        if (c == '"') {
            return out;
        }
        if (c != '\\') {
            out += c;
            continue;
        }
        char const escaped = peek();
        ++at_;
        switch (escaped) {
        case 'n': out += '\n'; continue;
        case 'r': out += '\r'; continue;
        case 't': out += '\t'; continue;
        case '"':
        case '\\':
        case '\'': out += escaped; continue;
        case 'u':
        case 'U': {
            auto unit = hex(escaped == 'u' ? 4 : 6);
            if (unit && *unit >= 0xD800 && *unit < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
                std::size_t const back = at_;
                at_ += 2;
                auto const low = hex(4);
                if (low && *low >= 0xDC00 && *low < 0xE000) {
                    unit = 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00);
                } else {
                    at_ = back;
                }
            }
            if (unit && *unit <= 0x10FFFF) {
                append_utf8(out, *unit >= 0xD800 && *unit < 0xE000 ? char32_t{0xFFFD} : *unit);
                continue;
            }
            break;
        }
        default: break;
        }
        out += '\\'; // not an escape: the backslash stands for itself, as in patterns
        --at_;
    }
    at_ = text_.size();
    fail_at(from, "teks ini tidak ditutup dengan \"");
    return std::nullopt;
}

Node* Parser::number_literal() {
    std::size_t const from = at_;
    auto const digits = [&] {
        while (peek() >= '0' && peek() <= '9') {
            ++at_;
        }
    };
    digits();
    if (peek() == '.' && peek(1) >= '0' && peek(1) <= '9') {
        ++at_;
        digits();
    }
    if (peek() == 'e' || peek() == 'E') {
        std::size_t const sign = peek(1) == '-' || peek(1) == '+' ? 2 : 1;
        if (peek(sign) >= '0' && peek(sign) <= '9') {
            at_ += sign;
            digits();
        }
    }
    auto const number = Decimal::parse(text_.substr(from, at_ - from));
    if (!number) {
        return fail_at(from, "bilangan ini terlalu besar");
    }
    Node* const out = make(Op::Literal, from);
    out->value = Value::number(*number);
    return out;
}

std::optional<std::string> Parser::key() {
    skip_space();
    std::size_t const back = at_;
    std::string name;
    bool gap = false;
    while (!at_end()) {
        std::size_t length = 0;
        char32_t const c = code_point_at(text_, at_, length);
        if (is_space(c)) {
            gap = true;
        } else if (c == ':' && !name.empty()) {
            return name;
        } else if (is_name_part(c) || (c < 0x80 && is_name_symbol(static_cast<char>(c))) ||
                   (c == '?' && name.empty())) {
            if (name.empty() && !is_name_start(c) && c != '?') {
                break;
            }
            if (gap && !name.empty()) {
                name += ' ';
            }
            gap = false;
            name += text_.substr(at_, length);
        } else {
            break;
        }
        at_ += length;
    }
    at_ = back;
    return std::nullopt;
}

/// At a `[` behind the end of a range: whether it closes the range (`[1..3[`) instead of opening a filter.
bool Parser::range_closes_here() {
    if (range_end_ == 0) {
        return false;
    }
    std::size_t const back = at_;
    ++at_;
    skip_space();
    char const next = peek();
    constexpr std::string_view kClosing = ")]},.;=!<>*/+";
    constexpr std::array<std::string_view, 11> kWords{"and",    "or",       "then",      "else", "in",      "between",
                                                      "return", "instance", "satisfies", "is",   "external"};
    bool const closes =
        at_end() ||
        (kClosing.find(next) != std::string_view::npos && !(next == '.' && peek(1) >= '0' && peek(1) <= '9')) ||
        std::find(kWords.begin(), kWords.end(), word()) != kWords.end();
    at_ = back;
    return closes;
}

} // namespace alur::feel
