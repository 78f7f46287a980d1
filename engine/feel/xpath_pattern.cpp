#include "feel/xpath_pattern.hpp"

#include "core/text.hpp"
#include "feel/names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace alur::feel {

namespace {

constexpr char32_t kLast = 0x10FFFF;

/// Code points as sorted stretches that do not touch.
class CodePoints {
  public:
    void add(char32_t low, char32_t high) { stretches_.emplace_back(low, high); }
    void add(CodePoints const& other) {
        stretches_.insert(stretches_.end(), other.stretches_.begin(), other.stretches_.end());
    }
    void tidy() {
        std::sort(stretches_.begin(), stretches_.end());
        std::vector<std::pair<char32_t, char32_t>> out;
        for (auto const& [low, high] : stretches_) {
            if (!out.empty() && low <= out.back().second + 1) {
                out.back().second = std::max(out.back().second, high);
            } else {
                out.emplace_back(low, high);
            }
        }
        stretches_ = std::move(out);
    }
    CodePoints others() const {
        CodePoints out;
        char32_t next = 0;
        for (auto const& [low, high] : stretches_) {
            if (low > next) {
                out.add(next, low - 1);
            }
            next = high + 1;
        }
        if (next <= kLast) {
            out.add(next, kLast);
        }
        return out;
    }
    /// Both cases of the Latin letters in it.
    void fold() {
        auto const plain = stretches_;
        for (auto const& [low, high] : plain) {
            for (char32_t c = std::max(low, U'A'); c <= std::min(high, U'z'); ++c) {
                if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z')) {
                    add(c ^ 0x20U, c ^ 0x20U);
                }
            }
        }
        tidy();
    }
    std::vector<std::pair<char32_t, char32_t>> const& stretches() const { return stretches_; }

  private:
    std::vector<std::pair<char32_t, char32_t>> stretches_;
};

std::string written(char32_t c) {
    char text[16];
    std::snprintf(text, sizeof text, "\\x{%X}", static_cast<unsigned>(c));
    return text;
}

struct Block {
    std::string_view name;
    char32_t low;
    char32_t high;
};
constexpr std::array<Block, 24> kBlocks{{{"BasicLatin", 0, 0x7F},
                                         {"Latin-1Supplement", 0x80, 0xFF},
                                         {"LatinExtended-A", 0x100, 0x17F},
                                         {"LatinExtended-B", 0x180, 0x24F},
                                         {"IPAExtensions", 0x250, 0x2AF},
                                         {"SpacingModifierLetters", 0x2B0, 0x2FF},
                                         {"CombiningDiacriticalMarks", 0x300, 0x36F},
                                         {"Greek", 0x370, 0x3FF},
                                         {"GreekandCoptic", 0x370, 0x3FF},
                                         {"Cyrillic", 0x400, 0x4FF},
                                         {"Armenian", 0x530, 0x58F},
                                         {"Hebrew", 0x590, 0x5FF},
                                         {"Arabic", 0x600, 0x6FF},
                                         {"Devanagari", 0x900, 0x97F},
                                         {"Thai", 0xE00, 0xE7F},
                                         {"Javanese", 0xA980, 0xA9DF},
                                         {"GeneralPunctuation", 0x2000, 0x206F},
                                         {"CurrencySymbols", 0x20A0, 0x20CF},
                                         {"Arrows", 0x2190, 0x21FF},
                                         {"MathematicalOperators", 0x2200, 0x22FF},
                                         {"Hiragana", 0x3040, 0x309F},
                                         {"Katakana", 0x30A0, 0x30FF},
                                         {"CJKUnifiedIdeographs", 0x4E00, 0x9FFF},
                                         {"HangulSyllables", 0xAC00, 0xD7AF}}};

constexpr std::array<std::string_view, 37> kCategories{
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps", "Pe",
    "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn", "Cs"};

/// What stands in a class: single code points and stretches, and escapes that both libraries spell alike.
struct Class {
    CodePoints points;
    std::string escapes;
    bool negated = false;
};

class Translator {
  public:
    Translator(std::string_view pattern, XPathFlags flags) : pattern_(pattern), flags_(flags) {}

    std::optional<XPathPattern> run() {
        while (good_ && at_ < pattern_.size()) {
            piece();
        }
        if (!good_ || !open_.empty()) {
            return std::nullopt;
        }
        return XPathPattern{std::move(out_), back_references_};
    }

  private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0'; }
    void fail() { good_ = false; }

    void piece() {
        char const c = peek();
        switch (c) {
        case '\\': escape(); return;
        case '[': {
            auto of = read_class();
            if (good_) {
                out_ += spelled(of);
            }
            return;
        }
        case '.':
            out_ += flags_.dot_takes_all ? "[\\x{0}-\\x{10FFFF}]" : "[^\\n\\r]";
            ++at_;
            return;
        case ']':
        case '}': fail(); return;
        case '{': quantity(); return;
        case '(': open(); return;
        case ')':
            if (open_.empty()) {
                return fail();
            }
            if (open_.back() > 0) {
                closed_.push_back(open_.back());
            }
            open_.pop_back();
            break;
        case ' ':
        case '\t':
        case '\n':
        case '\r':
            if (flags_.ignore_space) {
                ++at_;
                return;
            }
            break;
        default: break;
        }
        out_ += c;
        ++at_;
    }

    void open() {
        if (peek(1) == '?') {
            if (peek(2) != ':') {
                return fail();
            }
            out_ += "(?:";
            at_ += 3;
            open_.push_back(0);
            return;
        }
        out_ += '(';
        ++at_;
        open_.push_back(++groups_);
    }

    void quantity() {
        auto const end = pattern_.find('}', at_);
        if (end == std::string_view::npos || at_ == 0) {
            return fail();
        }
        auto const inner = pattern_.substr(at_ + 1, end - at_ - 1);
        auto const comma = inner.find(',');
        auto const digits = [](std::string_view text) {
            return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
        };
        auto const high = comma == std::string_view::npos ? std::string_view("0") : inner.substr(comma + 1);
        if (!digits(inner.substr(0, comma)) || (!high.empty() && !digits(high))) {
            return fail();
        }
        out_ += pattern_.substr(at_, end - at_ + 1);
        at_ = end + 1;
    }

    /// A back-reference: as many digits as name a group that exists so far.
    void back_reference() {
        int number = peek() - '0';
        ++at_;
        while (peek() >= '0' && peek() <= '9' && number * 10 + (peek() - '0') <= groups_) {
            number = number * 10 + (peek() - '0');
            ++at_;
        }
        if (std::find(closed_.begin(), closed_.end(), number) == closed_.end()) {
            return fail();
        }
        back_references_ = true;
        out_ += "(?:\\" + std::to_string(number) + ")";
    }

    void escape() {
        ++at_;
        char const c = peek();
        if (c >= '1' && c <= '9') {
            return back_reference();
        }
        Class one;
        read_escape(one);
        if (good_) {
            out_ += spelled(one);
        }
    }

    /// Behind the backslash.
    void read_escape(Class& into) {
        char const c = peek();
        ++at_;
        switch (c) {
        case 'n': into.points.add(U'\n', U'\n'); return;
        case 'r': into.points.add(U'\r', U'\r'); return;
        case 't': into.points.add(U'\t', U'\t'); return;
        case 'd': into.escapes += "\\p{Nd}"; return;
        case 'D': into.escapes += "\\P{Nd}"; return;
        case 's':
        case 'S': {
            CodePoints blanks;
            for (char32_t const blank : {U'\t', U'\n', U'\r', U' '}) {
                blanks.add(blank, blank);
            }
            blanks.tidy();
            into.points.add(c == 's' ? blanks : blanks.others());
            return;
        }
        case 'w': into.escapes += "\\p{L}\\p{M}\\p{N}\\p{S}"; return; // all but punctuation, separators and others
        case 'W': into.escapes += "\\p{P}\\p{Z}\\p{C}"; return;
        case 'i': into.escapes += "\\p{L}_:"; return;
        case 'c': into.escapes += "\\p{L}\\p{N}\\p{M}_:.\\-"; return;
        case 'p':
        case 'P': category(into, c == 'P'); return;
        case 'u': unicode(into); return;
        default: break;
        }
        constexpr std::string_view kThemselves = "\\|.-^?*+{}()[]$/\"' ";
        if (c == '\0' || kThemselves.find(c) == std::string_view::npos) {
            return fail();
        }
        into.points.add(static_cast<unsigned char>(c), static_cast<unsigned char>(c));
    }

    void category(Class& into, bool negated) {
        auto const end = pattern_.find('}', at_);
        if (peek() != '{' || end == std::string_view::npos) {
            return fail();
        }
        auto const name = pattern_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        if (name.starts_with("Is")) {
            auto const block =
                std::find_if(kBlocks.begin(), kBlocks.end(), [&](Block const& b) { return b.name == name.substr(2); });
            if (block == kBlocks.end()) {
                return fail();
            }
            CodePoints points;
            points.add(block->low, block->high);
            into.points.add(negated ? points.others() : points);
            return;
        }
        if (std::find(kCategories.begin(), kCategories.end(), name) == kCategories.end()) {
            return fail();
        }
        into.escapes += (negated ? "\\P{" : "\\p{") + std::string(name) + "}";
    }

    /// \u{1F600}, which is no XPath but what several engines take.
    void unicode(Class& into) {
        auto const end = pattern_.find('}', at_);
        if (peek() != '{' || end == std::string_view::npos || end - at_ > 7) {
            return fail();
        }
        char32_t value = 0;
        for (char const digit : pattern_.substr(at_ + 1, end - at_ - 1)) {
            auto const at =
                std::string_view("0123456789abcdef").find(digit >= 'A' && digit <= 'F' ? digit + 32 : digit);
            if (at == std::string_view::npos) {
                return fail();
            }
            value = value * 16 + static_cast<char32_t>(at);
        }
        at_ = end + 1;
        if (value > kLast) {
            return fail();
        }
        into.points.add(value, value);
    }

    /// At the bracket; a class taken away from it is worked out here.
    Class read_class() {
        if (++depth_ > 20) {
            fail();
            return {};
        }
        ++at_;
        Class out;
        if (peek() == '^') {
            out.negated = true;
            ++at_;
        }
        bool first = true;
        while (good_ && peek() != ']') {
            if (at_ >= pattern_.size()) {
                fail();
            } else if (peek() == '-' && peek(1) == '[' && !first) {
                ++at_;
                subtract(out, read_class());
                if (peek() != ']') {
                    fail();
                }
            } else {
                member(out);
            }
            first = false;
        }
        if (first) {
            fail();
        }
        ++at_;
        --depth_;
        out.points.tidy();
        return out;
    }

    void member(Class& into) {
        if (peek() == '[') {
            return fail();
        }
        if (peek() == '\\') {
            ++at_;
            auto const before = into.points.stretches().size();
            auto const escapes = into.escapes.size();
            read_escape(into);
            bool const single = into.escapes.size() == escapes && into.points.stretches().size() == before + 1;
            if (!single || !good_ || into.points.stretches().back().first != into.points.stretches().back().second) {
                return;
            }
            return stretch(into, into.points.stretches().back().first);
        }
        std::size_t length = 0;
        char32_t const low = code_point_at(pattern_, at_, length);
        at_ += length;
        into.points.add(low, low);
        stretch(into, low);
    }

    /// `-z` behind a single code point.
    void stretch(Class& into, char32_t low) {
        if (peek() != '-' || peek(1) == ']' || peek(1) == '[' || peek(1) == '\0') {
            return;
        }
        ++at_;
        Class end;
        if (peek() == '\\') {
            ++at_;
            read_escape(end);
            if (!end.escapes.empty() || end.points.stretches().size() != 1) {
                return fail();
            }
        } else {
            std::size_t length = 0;
            char32_t const high = code_point_at(pattern_, at_, length);
            at_ += length;
            end.points.add(high, high);
        }
        if (!good_) {
            return;
        }
        char32_t const high = end.points.stretches().front().second;
        if (high < low) {
            return fail();
        }
        into.points.add(low, high);
    }

    /// Only classes of code points can be taken from each other; categories in them are refused.
    void subtract(Class& from, Class what) {
        if (!from.escapes.empty() || !what.escapes.empty()) {
            return fail();
        }
        from.points.tidy();
        if (flags_.ignore_case) {
            from.points.fold();
            what.points.fold();
        }
        auto const keep = from.negated ? from.points.others() : from.points;
        auto const drop = what.negated ? what.points.others() : what.points;
        CodePoints gone = keep.others(); // not (keep and not drop) = not keep or drop
        gone.add(drop);
        gone.tidy();
        from.points = gone.others();
        from.negated = false;
    }

    /// The flag for case does not touch categories (5.6.2).
    std::string spelled(Class const& of) const {
        std::string points;
        for (auto const& [low, high] : of.points.stretches()) {
            points += written(low);
            if (high > low) {
                points += "-" + written(high);
            }
        }
        bool const apart = flags_.ignore_case && !of.escapes.empty();
        if (points.empty() && of.escapes.empty()) {
            return "[^\\x{0}-\\x{10FFFF}]";
        }
        std::string const sign = of.negated ? "[^" : "[";
        if (!apart || of.negated) {
            std::string const all = sign + points + of.escapes + "]";
            return apart && points.empty() ? "(?-i:" + all + ")" : all;
        }
        std::string const escapes = "(?-i:[" + of.escapes + "])";
        return points.empty() ? escapes : "(?:[" + points + "]|" + escapes + ")";
    }

    std::string_view pattern_;
    XPathFlags flags_;
    std::size_t at_ = 0;
    std::string out_;
    bool good_ = true;
    bool back_references_ = false;
    int groups_ = 0;
    int depth_ = 0;
    std::vector<int> open_; ///< numbers of the groups that are open, 0 for those without
    std::vector<int> closed_;
};

} // namespace

std::optional<XPathPattern> xpath_pattern(std::string_view pattern, XPathFlags flags) {
    return Translator(pattern, flags).run();
}

} // namespace alur::feel
