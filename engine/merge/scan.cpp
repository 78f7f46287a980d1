#include "merge/scan.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::merge {

namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Walks over the text and knows the place of the character it stands at.
class Cursor {
  public:
    Cursor(std::string_view text, Place start) : text_(text), place_(std::move(start)) {}

    bool at_end() const { return at_ >= text_.size(); }
    std::size_t at() const { return at_; }
    Place const& place() const { return place_; }
    bool sees(std::string_view word) const { return text_.substr(at_, word.size()) == word; }

    void advance_to(std::size_t target) {
        for (; at_ < target; ++at_) {
            auto const byte = static_cast<unsigned char>(text_[at_]);
            if (byte == '\n') {
                ++place_.line;
                place_.column = 1;
            } else if (at_ + 1 >= text_.size() || (static_cast<unsigned char>(text_[at_ + 1]) & 0xC0U) != 0x80U)
                ++place_.column;
        }
    }

  private:
    std::string_view text_;
    Place place_;
    std::size_t at_ = 0;
};

/// Index of the `}}` that closes a tag whose inside begins at `from`; strings and braces of the expression are skipped.
std::size_t find_close(std::string_view text, std::size_t from) {
    int open = 0;
    bool in_string = false;
    for (auto i = from; i < text.size(); ++i) {
        auto const c = text[i];
        if (in_string) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                in_string = false;
        } else if (c == '"')
            in_string = true;
        else if (c == '{')
            ++open;
        else if (c == '}' && open > 0)
            --open;
        else if (text.substr(i, 2) == "}}")
            return i;
    }
    return std::string_view::npos;
}

/// The first word of a control tag, `#if`, `/loop`, and what follows it.
std::pair<std::string_view, std::string_view> first_word(std::string_view inside) {
    auto const end = inside.find_first_of(kBlank);
    if (end == std::string_view::npos) return {inside, {}};
    return {inside.substr(0, end), trim(inside.substr(end))};
}

class Scanner {
  public:
    Scanner(std::string_view text, Place start, Diagnostics& found)
        : text_(text), cursor_(text, std::move(start)), found_(found) {}

    std::vector<Token> run() {
        while (!cursor_.at_end()) {
            if (cursor_.sees("{{")) {
                if (!read_tag()) break;
            } else
                read_text();
        }
        return std::move(tokens_);
    }

  private:
    /// Text up to the next tag or the end of the line.
    void read_text() {
        auto const tag = text_.find("{{", cursor_.at());
        auto const line = text_.find('\n', cursor_.at());
        auto const end = std::min({tag, line == std::string_view::npos ? line : line + 1, text_.size()});
        Token token{TokenKind::Text, std::string(text_.substr(cursor_.at(), end - cursor_.at())), cursor_.place(), {}};
        auto const stray = text_.substr(0, end).find("}}", cursor_.at());
        if (stray != std::string_view::npos) {
            cursor_.advance_to(stray);
            found_.error("tag-close", cursor_.place(), "tanda }} tanpa tanda {{ pembukanya");
        }
        cursor_.advance_to(end);
        tokens_.push_back(std::move(token));
    }

    bool read_tag() {
        auto const start = cursor_.place();
        auto const begin = cursor_.at() + 2;
        auto const close = find_close(text_, begin);
        if (close == std::string_view::npos) {
            found_.error("tag-open", start, "tanda {{ tidak ditutup dengan }}",
                         "periksa juga tanda kutip dan kurung kurawal di dalamnya");
            return false;
        }
        auto const inside = text_.substr(begin, close - begin);
        auto const trimmed = trim(inside);
        if (trimmed.empty())
            found_.error("tag-empty", start, "tanda {{ }} kosong", "tulis nama isian di dalamnya");
        else if (trimmed.front() == '#' || trimmed.front() == '/')
            read_control(trimmed, start);
        else
            add(TokenKind::Output, trimmed, start);
        cursor_.advance_to(close + 2);
        return true;
    }

    void read_control(std::string_view inside, Place const& start) {
        auto const [word, rest] = first_word(inside);
        if (word == "#if")
            add_with_expression(TokenKind::If, rest, start, "{{#if syarat}}");
        else if (word == "#loop")
            add_with_expression(TokenKind::Loop, rest, start, "{{#loop daftar as nama}}");
        else if (word == "#else" && rest.empty())
            add(TokenKind::Else, rest, start);
        else if (word == "#else") {
            auto const [second, condition] = first_word(rest);
            if (second == "if")
                add_with_expression(TokenKind::ElseIf, condition, start, "{{#else if syarat}}");
            else
                found_.error("tag-unknown", start,
                             "tanda '#else " + std::string(rest.substr(0, 40)) + "' tidak dikenal",
                             "bentuknya {{#else}} atau {{#else if syarat}}");
        } else if (word == "/if" && rest.empty())
            add(TokenKind::EndIf, rest, start);
        else if (word == "/loop" && rest.empty())
            add(TokenKind::EndLoop, rest, start);
        else {
            auto const near = nearest(word, {"#if", "#else", "#loop", "/if", "/loop"});
            found_.error("tag-unknown", start, "tanda '" + std::string(inside.substr(0, 40)) + "' tidak dikenal",
                         near.empty() ? "yang ada: #if, #else if, #else, /if, #loop, /loop"
                                      : "mungkin maksudnya \"" + near + "\"");
        }
    }

    void add_with_expression(TokenKind kind, std::string_view expression, Place const& start, std::string_view form) {
        if (expression.empty())
            found_.error("tag-empty", start, "tanda ini tidak lengkap", "bentuknya " + std::string(form));
        add(kind, expression, start);
    }

    void add(TokenKind kind, std::string_view expression, Place const& start) {
        Place place = start;
        if (!expression.empty()) {
            auto copy = cursor_;
            copy.advance_to(static_cast<std::size_t>(expression.data() - text_.data()));
            place = copy.place();
        }
        tokens_.push_back({kind, std::string(expression), start, std::move(place)});
    }

    std::string_view text_;
    Cursor cursor_;
    Diagnostics& found_;
    std::vector<Token> tokens_;
};

bool is_control(Token const& token) { return token.kind != TokenKind::Text && token.kind != TokenKind::Output; }
bool ends_line(Token const& token) { return token.kind == TokenKind::Text && token.text.ends_with('\n'); }

/// Takes away the text of the lines on which nothing but control tags stands.
std::vector<Token> without_control_lines(std::vector<Token> tokens) {
    std::vector<Token> out;
    for (std::size_t begin = 0; begin < tokens.size();) {
        auto end = begin;
        while (end < tokens.size() && !ends_line(tokens[end])) ++end;
        if (end < tokens.size()) ++end;
        bool control = false;
        bool other = false;
        for (auto i = begin; i < end; ++i) {
            control = control || is_control(tokens[i]);
            other = other || tokens[i].kind == TokenKind::Output ||
                    (tokens[i].kind == TokenKind::Text && !trim(tokens[i].text).empty());
        }
        for (auto i = begin; i < end; ++i)
            if (!control || other || is_control(tokens[i])) out.push_back(std::move(tokens[i]));
        begin = end;
    }
    return out;
}

} // namespace

std::vector<Token> scan(std::string_view text, Place start, Diagnostics& found) {
    return without_control_lines(Scanner(text, std::move(start), found).run());
}

} // namespace alur::merge
