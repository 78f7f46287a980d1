#include "letter/pdf_lexer.hpp"

#include <charconv>
#include <cmath>

namespace alur::letter {

namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kLongestString = 32'767, kLongestName = 127;
constexpr std::int64_t kLargestInteger = 2'147'483'647;

using Kind = PdfValue::Kind;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

PdfValue of(Kind kind, std::int64_t integer = 0) {
    PdfValue out;
    out.kind = kind;
    out.integer = integer;
    return out;
}

} // namespace

bool PdfLexer::is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

bool PdfLexer::is_regular(char c) {
    return !is_space(c) && std::string_view("()<>[]{}/%").find(c) == std::string_view::npos;
}

void PdfLexer::skip_space() {
    while (at_ < bytes_.size()) {
        if (is_space(bytes_[at_])) {
            ++at_;
        } else if (bytes_[at_] == '%') {
            while (at_ < bytes_.size() && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
        } else {
            return;
        }
    }
}

std::string_view PdfLexer::keyword() {
    skip_space();
    auto const from = at_;
    while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
    return bytes_.substr(from, at_ - from);
}

std::optional<std::int64_t> PdfLexer::digits() {
    auto const from = at_;
    std::int64_t out = 0;
    while (peek() >= '0' && peek() <= '9') {
        if (at_ - from > 15) return std::nullopt;
        out = out * 10 + (peek() - '0');
        ++at_;
    }
    if (at_ == from) return std::nullopt;
    return out;
}

std::optional<PdfValue> PdfLexer::value(bool references) { return value(references, 0); }

std::optional<PdfValue> PdfLexer::value(bool references, int depth) {
    if (depth > kDeepest) return std::nullopt;
    skip_space();
    if (at_end()) return std::nullopt;
    auto const c = peek();
    if (c == '/') {
        auto out = of(Kind::Name);
        out.text = name();
        return out;
    }
    if (c == '(') return literal();
    if (c == '<') return peek(1) == '<' ? dictionary(references, depth) : hexadecimal();
    if (c == '[') return array(references, depth);
    if ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.') return number(references);
    auto const from = at_;
    auto const word = keyword();
    if (word == "true") return of(Kind::Boolean, 1);
    if (word == "false") return of(Kind::Boolean, 0);
    if (word == "null") return of(Kind::Null);
    at_ = from;
    return std::nullopt;
}

std::optional<PdfValue> PdfLexer::number(bool references) {
    auto const from = at_;
    auto const word = keyword();
    auto digits_only = word;
    if (!digits_only.empty() && (digits_only.front() == '+' || digits_only.front() == '-'))
        digits_only.remove_prefix(1);
    std::size_t points = 0;
    for (char const c : digits_only) {
        if (c == '.')
            ++points;
        else if (c < '0' || c > '9')
            points = 2;
    }
    if (points > 1 || digits_only.empty() || digits_only == "." || digits_only.size() > 400) {
        at_ = from;
        return std::nullopt;
    }
    auto out = of(points == 0 ? Kind::Integer : Kind::Real);
    std::string plain(word);
    if (plain.front() == '+') plain.erase(0, 1);
    std::from_chars(plain.data(), plain.data() + plain.size(), out.real);
    if (out.kind == Kind::Integer) {
        auto const read = std::from_chars(plain.data(), plain.data() + plain.size(), out.integer);
        if (read.ec != std::errc{} || out.integer > kLargestInteger || out.integer < -kLargestInteger - 1)
            faults_.number = true;
        if (references && out.integer >= 0 && word.front() >= '0') {
            // Two integers and an R are a reference.
            auto const here = at_;
            skip_space();
            if (digits()) {
                skip_space();
                if (peek() == 'R' && !is_regular(at_ + 1 < bytes_.size() ? bytes_[at_ + 1] : ' ')) {
                    ++at_;
                    return of(Kind::Reference, out.integer);
                }
            }
            at_ = here;
        }
    } else if (std::fabs(out.real) > 3.403e38) {
        faults_.number = true;
    }
    return out;
}

std::string PdfLexer::name() {
    ++at_; // the slash
    std::string out;
    while (at_ < bytes_.size() && is_regular(bytes_[at_])) {
        if (peek() == '#') {
            auto const high = hex_digit(peek(1)), low = hex_digit(peek(2));
            if (high >= 0 && low >= 0) {
                out += static_cast<char>(high * 16 + low);
                at_ += 3;
                continue;
            }
        }
        out += bytes_[at_++];
    }
    if (out.size() > kLongestName) faults_.length = true;
    return out;
}

std::optional<PdfValue> PdfLexer::literal() {
    auto const from = at_;
    auto out = of(Kind::String);
    int open = 1;
    for (++at_; at_ < bytes_.size(); ++at_) {
        auto c = bytes_[at_];
        if (c == '\\') {
            ++at_;
            c = peek();
            if (c >= '0' && c <= '7') {
                int octal = 0;
                for (int i = 0; i < 3 && peek() >= '0' && peek() <= '7'; ++i) octal = octal * 8 + (bytes_[at_++] - '0');
                --at_;
                out.text += static_cast<char>(octal & 255);
            } else if (c == '\r') {
                if (peek(1) == '\n') ++at_;
            } else if (c != '\n') {
                constexpr std::string_view kFrom = "nrtbf", kTo = "\n\r\t\b\f";
                auto const known = kFrom.find(c);
                out.text += known == std::string_view::npos ? c : kTo[known];
            }
            continue;
        }
        if (c == '(') ++open;
        if (c == ')' && --open == 0) {
            ++at_;
            if (out.text.size() > kLongestString) faults_.length = true;
            return out;
        }
        out.text += c;
    }
    at_ = from;
    return std::nullopt;
}

std::optional<PdfValue> PdfLexer::hexadecimal() {
    auto const from = at_;
    auto out = of(Kind::String);
    int half = -1;
    for (++at_; at_ < bytes_.size(); ++at_) {
        auto const c = bytes_[at_];
        if (c == '>') {
            ++at_;
            if (half >= 0) {
                out.text += static_cast<char>(half * 16);
                faults_.hexadecimal = true;
            }
            if (out.text.size() > kLongestString) faults_.length = true;
            return out;
        }
        if (is_space(c)) continue;
        auto const digit = hex_digit(c);
        if (digit < 0) {
            faults_.hexadecimal = true;
        } else if (half < 0) {
            half = digit;
        } else {
            out.text += static_cast<char>(half * 16 + digit);
            half = -1;
        }
    }
    at_ = from;
    return std::nullopt;
}

std::optional<PdfValue> PdfLexer::array(bool references, int depth) {
    auto const from = at_;
    auto out = of(Kind::Array);
    ++at_;
    while (true) {
        skip_space();
        if (peek() == ']' && !at_end()) {
            ++at_;
            return out;
        }
        auto item = value(references, depth + 1);
        if (!item) break;
        out.items.push_back(std::move(*item));
    }
    at_ = from;
    return std::nullopt;
}

std::optional<PdfValue> PdfLexer::dictionary(bool references, int depth) {
    auto const from = at_;
    auto out = of(Kind::Dictionary);
    at_ += 2;
    while (true) {
        skip_space();
        if (peek() == '>' && peek(1) == '>') {
            at_ += 2;
            return out;
        }
        if (at_end() || peek() != '/') break;
        auto key = name();
        auto entry = value(references, depth + 1);
        if (!entry) break;
        if (out.entries.size() < 64 && out.find(key) != nullptr) faults_.twice = true;
        out.entries.emplace_back(std::move(key), std::move(*entry));
    }
    at_ = from;
    return std::nullopt;
}

} // namespace alur::letter
