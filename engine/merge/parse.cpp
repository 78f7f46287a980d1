#include "core/text.hpp"
#include "merge/scan.hpp"
#include "merge/tree.hpp"

#include <algorithm>

namespace alur::merge {

namespace {

constexpr int kMostNested = 32;

bool is_name(std::string_view word) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !word.empty() && letter(word.front()) &&
           std::all_of(word.begin(), word.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

class Parser {
  public:
    Parser(std::vector<Token> tokens, ParseOptions const& options, Diagnostics& found)
        : tokens_(std::move(tokens)), options_(options), found_(found) {}

    Body run() {
        Body body;
        while (at_ < tokens_.size()) {
            read_into(body, 0);
            if (at_ < tokens_.size()) refuse_stray(tokens_[at_++]);
        }
        return body;
    }

  private:
    /// Reads pieces until a tag that this level does not open itself.
    void read_into(Body& body, int depth) {
        for (; at_ < tokens_.size(); ++at_) {
            auto const& token = tokens_[at_];
            switch (token.kind) {
            case TokenKind::Text: body.pieces.push_back({token.text}); break;
            case TokenKind::Output: body.pieces.push_back({Output{slot(token.text, token.expression_place)}}); break;
            case TokenKind::If:
                if (!too_deep(token, depth)) body.pieces.push_back({read_if(depth)});
                break;
            case TokenKind::Loop:
                if (!too_deep(token, depth)) body.pieces.push_back({read_loop(depth)});
                break;
            case TokenKind::ElseIf:
            case TokenKind::Else:
            case TokenKind::EndIf:
            case TokenKind::EndLoop: return;
            }
        }
    }

    bool too_deep(Token const& token, int depth) {
        if (depth < kMostNested) return false;
        if (!told_deep_) found_.error("nesting", token.place, "blok bersarang lebih dari 32 tingkat");
        told_deep_ = true;
        at_ = tokens_.size() - 1;
        return true;
    }

    bool at(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

    /// Leaves the cursor on the closing tag.
    If read_if(int depth) {
        auto const open = tokens_[at_];
        If result;
        result.branches.push_back({slot(open.text, open.expression_place), {}});
        ++at_;
        read_into(result.branches.back().body, depth + 1);
        while (at(TokenKind::ElseIf) || at(TokenKind::Else)) {
            auto const token = tokens_[at_++];
            if (!result.branches.back().condition)
                found_.error("block", token.place, "tanda ini berdiri sesudah {{#else}}",
                             "{{#else}} adalah cabang terakhir");
            std::optional<Slot> condition;
            if (token.kind == TokenKind::ElseIf) condition = slot(token.text, token.expression_place);
            result.branches.push_back({std::move(condition), {}});
            read_into(result.branches.back().body, depth + 1);
        }
        close(TokenKind::EndIf, open, "{{#if}}", "{{/if}}");
        return result;
    }

    Loop read_loop(int depth) {
        auto const open = tokens_[at_];
        Loop result;
        auto const word = open.text.find_last_of(" \t\r\n");
        auto const name = word == std::string::npos ? std::string_view{} : std::string_view(open.text).substr(word + 1);
        auto const before =
            word == std::string::npos ? std::string_view{} : trim(std::string_view(open.text).substr(0, word));
        bool const has_as = before.size() > 3 && before.ends_with("as") &&
                            std::string_view(" \t\r\n").find(before[before.size() - 3]) != std::string_view::npos;
        if (has_as && is_name(name)) {
            result.item = std::string(name);
            result.list = slot(trim(before.substr(0, before.size() - 2)), open.expression_place);
        } else if (!open.text.empty())
            found_.error("loop", open.expression_place, "daftar perulangan tidak lengkap",
                         "bentuknya {{#loop daftar as nama}}");
        ++at_;
        read_into(result.body, depth + 1);
        close(TokenKind::EndLoop, open, "{{#loop}}", "{{/loop}}");
        return result;
    }

    void close(TokenKind kind, Token const& open, std::string_view opening, std::string_view closing) {
        if (at(kind)) return;
        if (at_ >= tokens_.size()) {
            if (!told_deep_)
                found_.error("block", open.place,
                             "blok " + std::string(opening) + " tidak ditutup dengan " + std::string(closing));
            return;
        }
        found_.error("block", tokens_[at_].place,
                     "di sini diharapkan " + std::string(closing) + " untuk " + std::string(opening) + " pada baris " +
                         std::to_string(open.place.line));
        // A wrong closing tag is taken for the right one, so that one slip gives one message.
        if (tokens_[at_].kind == TokenKind::Else || tokens_[at_].kind == TokenKind::ElseIf) {
            ++at_;
            Body rest;
            read_into(rest, kMostNested - 1);
        }
    }

    void refuse_stray(Token const& token) {
        switch (token.kind) {
        case TokenKind::EndIf: found_.error("block", token.place, "tanda {{/if}} tanpa {{#if}} pembukanya"); break;
        case TokenKind::EndLoop:
            found_.error("block", token.place, "tanda {{/loop}} tanpa {{#loop}} pembukanya");
            break;
        default: found_.error("block", token.place, "tanda {{#else}} di luar {{#if}}"); break;
        }
    }

    Slot slot(std::string_view source, Place const& place) {
        Slot out;
        out.source = std::string(source);
        out.place = place;
        if (source.empty()) return out;
        if (source.ends_with('?') && source.size() > 1) {
            found_.error("field-optional", place, "isian pilihan '" + out.source + "' tidak dikenal",
                         "apit bagian yang boleh tidak ada dengan {{#if … != null}} dan {{/if}}");
            return out;
        }
        feel::ParseOptions expression;
        expression.names = options_.names;
        expression.place = place;
        expression.file = options_.file;
        auto parsed = feel::parse(source, expression);
        if (!parsed) {
            if (parsed.error().found.empty())
                found_.error("expression", place, parsed.error().message);
            else
                found_.add(parsed.error().found);
            return out;
        }
        out.expression = std::move(*parsed);
        out.names = feel::free_names(out.expression);
        out.paths = feel::free_paths(out.expression);
        return out;
    }

    std::vector<Token> tokens_;
    ParseOptions const& options_;
    Diagnostics& found_;
    std::size_t at_ = 0;
    bool told_deep_ = false;
};

void refuse_private_use(std::string_view text, Place place, Diagnostics& found) {
    for (auto const c : to_code_points(text)) {
        if (c >= 0xF0000) {
            found.error("private-use", place, "aksara khusus (U+F0000 ke atas) tidak boleh dipakai dalam naskah");
            return;
        }
        if (c == U'\n') {
            ++place.line;
            place.column = 1;
        } else
            ++place.column;
    }
}

} // namespace

Result<Template> parse(std::string_view text, ParseOptions const& options) {
    Diagnostics found;
    Template result;
    if (!is_utf8(text))
        found.error("utf-8", options.place, "naskah bukan teks UTF-8", "simpan ulang berkas sebagai UTF-8");
    else {
        refuse_private_use(text, options.place, found);
        auto tokens = scan(text, options.place, found);
        result.body_ = std::make_shared<Body>(Parser(std::move(tokens), options, found).run());
    }
    if (!found.has_errors()) return result;
    found.sort();
    auto error = invalid(render(found.all().front()));
    error.found = std::move(found);
    return error;
}

} // namespace alur::merge
