#include "core/text.hpp"
#include "merge/merge.hpp"

#include <algorithm>
#include <array>

namespace alur::merge {

namespace {

enum class Spot { Text, TagName, InTag, AttributeName, BeforeValue, Quoted, Unquoted, Comment, Declaration, RawText };

bool is_space(char32_t c) { return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f'; }
bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
char ascii(char32_t c) { return c < 0x80 ? lower_ascii(std::string(1, static_cast<char>(c)))[0] : '?'; }

bool is_address(std::string_view attribute) {
    constexpr std::array<std::string_view, 12> kAddresses{"href",   "src",      "action",    "formaction",
                                                          "poster", "cite",     "hx-get",    "hx-post",
                                                          "hx-put", "hx-patch", "hx-delete", "data"};
    return std::find(kAddresses.begin(), kAddresses.end(), attribute) != kAddresses.end();
}

/// Attributes whose value a browser runs, or reads as more than text.
bool is_code(std::string_view attribute) {
    constexpr std::array<std::string_view, 5> kCode{"style", "srcdoc", "srcset", "hx-vals", "hx-headers"};
    return attribute.starts_with("on") || attribute.starts_with("hx-on") ||
           std::find(kCode.begin(), kCode.end(), attribute) != kCode.end();
}

/// Addresses of the web, of mail and telephone, and relative ones; anything else could be a script.
bool is_safe_address(std::string_view value) {
    std::string head;
    for (char const c : value) {
        if (c == ':') return head == "http" || head == "https" || head == "mailto" || head == "tel";
        if (c == '/' || c == '?' || c == '#') return true;
        if (static_cast<unsigned char>(c) > ' ') head += c;
        head = lower_ascii(head);
        if (head.size() > 64) return true;
    }
    return true;
}

/// Follows the HTML of a page so far as to know where a value stands in it.
class Page {
  public:
    explicit Page(Merged const& merged) : merged_(merged), points_(to_code_points(merged.text)) {}

    Result<std::string> run() {
        out_.reserve(merged_.text.size() * 2);
        for (at_ = 0; at_ < points_.size(); ++at_) {
            auto const c = points_[at_];
            auto const index = value_index(c);
            if (index && *index < merged_.values.size()) {
                if (auto const wrong = put(merged_.values[*index]); !wrong.empty())
                    return invalid("isian ke-" + std::to_string(*index + 1) + " (baris " + std::to_string(line_) +
                                   ") berdiri " + wrong + ", tempat yang tidak aman untuk data");
                continue;
            }
            if (c == U'\n') ++line_;
            append_utf8(out_, c);
            follow(c);
        }
        return std::move(out_);
    }

  private:
    bool sees(std::u32string_view word) const { return std::u32string_view(points_).substr(at_, word.size()) == word; }

    /// Writes the value; says where it stands when that is no place for one.
    std::string put(std::string const& value) {
        switch (spot_) {
        case Spot::Text: out_ += escape_markup(value); return {};
        case Spot::Quoted: return put_quoted(value);
        case Spot::TagName:
        case Spot::InTag:
        case Spot::AttributeName: return "di dalam tanda <" + tag_ + ">";
        case Spot::BeforeValue:
        case Spot::Unquoted: return "pada atribut " + attribute_ + " tanpa tanda kutip";
        case Spot::Comment:
        case Spot::Declaration: return "di dalam komentar";
        case Spot::RawText: return "di dalam <" + tag_ + ">";
        }
        return {};
    }

    std::string put_quoted(std::string const& value) {
        if (is_code(attribute_)) return "pada atribut " + attribute_;
        if (!is_address(attribute_))
            out_ += escape_markup(value);
        else if (!value_begun_)
            out_ += is_safe_address(value) ? escape_markup(value) : "#";
        else
            out_ += percent_encoded(value);
        value_begun_ = true;
        return {};
    }

    void follow(char32_t c) {
        switch (spot_) {
        case Spot::Text: follow_text(c); break;
        case Spot::TagName:
            if (is_space(c) || c == U'/')
                spot_ = Spot::InTag;
            else if (c == U'>')
                end_tag();
            else
                tag_ += ascii(c);
            break;
        case Spot::InTag:
            if (c == U'>')
                end_tag();
            else if (!is_space(c) && c != U'/') {
                attribute_ = ascii(c);
                spot_ = Spot::AttributeName;
            }
            break;
        case Spot::AttributeName:
            if (c == U'=')
                spot_ = Spot::BeforeValue;
            else if (c == U'>')
                end_tag();
            else if (is_space(c) || c == U'/')
                spot_ = Spot::InTag;
            else
                attribute_ += ascii(c);
            break;
        case Spot::BeforeValue:
            value_begun_ = false;
            if (c == U'"' || c == U'\'') {
                quote_ = c;
                spot_ = Spot::Quoted;
            } else if (c == U'>')
                end_tag();
            else if (!is_space(c))
                spot_ = Spot::Unquoted;
            break;
        case Spot::Quoted:
            if (c == quote_)
                spot_ = Spot::InTag;
            else
                value_begun_ = true;
            break;
        case Spot::Unquoted:
            if (c == U'>')
                end_tag();
            else if (is_space(c))
                spot_ = Spot::InTag;
            break;
        case Spot::Comment:
            if (c == U'>' && at_ >= 2 && points_[at_ - 1] == U'-' && points_[at_ - 2] == U'-') spot_ = Spot::Text;
            break;
        case Spot::Declaration:
            if (c == U'>') spot_ = Spot::Text;
            break;
        case Spot::RawText:
            if (c == U'<' && sees(U"</") && closes_raw_text()) spot_ = Spot::Text;
            break;
        }
    }

    void follow_text(char32_t c) {
        if (c != U'<' || at_ + 1 >= points_.size()) return;
        auto const next = points_[at_ + 1];
        if (sees(U"<!--"))
            spot_ = Spot::Comment;
        else if (next == U'!' || next == U'?')
            spot_ = Spot::Declaration;
        else if (is_letter(next) || next == U'/' || value_index(next)) {
            spot_ = Spot::TagName;
            tag_.clear();
        }
    }

    bool closes_raw_text() const {
        std::string name;
        for (auto i = at_ + 2; i < points_.size() && is_letter(points_[i]); ++i) name += ascii(points_[i]);
        return name == tag_;
    }

    void end_tag() {
        constexpr std::array<std::string_view, 5> kRaw{"script", "style", "iframe", "noscript", "xmp"};
        spot_ = std::find(kRaw.begin(), kRaw.end(), tag_) != kRaw.end() ? Spot::RawText : Spot::Text;
    }

    Merged const& merged_;
    std::u32string points_;
    std::string out_;
    std::size_t at_ = 0;
    int line_ = 1;
    Spot spot_ = Spot::Text;
    std::string tag_;
    std::string attribute_;
    char32_t quote_ = U'"';
    bool value_begun_ = false;
};

} // namespace

Result<std::string> html(Merged const& merged) { return Page(merged).run(); }

} // namespace alur::merge
