#include "letter/paragraph_words.hpp"

#include "core/text.hpp"
#include "letter/syllables.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

constexpr double kStretch = 0.60, kShrink = 0.30; // of a space

std::size_t letter_size(char lead) {
    auto const c = static_cast<unsigned char>(lead);
    return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

double width_up_to(Fragment const& f, std::uint32_t offset, int units) {
    std::int64_t sum = 0;
    auto const& glyphs = f.shaped->glyphs;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (glyphs[i].cluster >= offset) break;
        auto const end = i + 1 < glyphs.size() ? glyphs[i + 1].cluster : static_cast<std::uint32_t>(f.text.size());
        if (end > offset && end > glyphs[i].cluster) // a break inside a ligature
            sum +=
                glyphs[i].advance * static_cast<std::int64_t>(offset - glyphs[i].cluster) / (end - glyphs[i].cluster);
        else
            sum += glyphs[i].advance;
    }
    return static_cast<double>(sum) * f.size / units;
}

class Cutter {
  public:
    Cutter(FontBook& fonts, double width, Hyphens hyphens, std::u32string& missing)
        : fonts_(fonts), width_(width), hyphens_(hyphens), missing_(missing) {}

    Words run(std::vector<Piece> const& pieces) {
        words_.text.reserve(pieces.size());
        for (auto const& piece : pieces) words_.text.push_back(bind_phrases(piece.text));
        for (std::size_t i = 0; i < pieces.size(); ++i) cut_piece(pieces[i], words_.text[i]);
        find_breaks();
        return std::move(words_);
    }

  private:
    void cut_piece(Piece const& piece, std::string_view text) {
        std::size_t i = 0;
        while (i < text.size()) {
            if (text[i] == ' ') {
                space_ = std::max(space_, fonts_.space_width(piece.font, piece.size));
                breakable_ = true;
                ++i;
            } else if (text.substr(i, 2) == "\xC2\xA0") {
                if (space_ == 0) breakable_ = false;
                space_ = std::max(space_, fonts_.space_width(piece.font, piece.size));
                i += 2;
            } else {
                auto end = i;
                while (end < text.size() && text[end] != ' ' && text.substr(end, 2) != "\xC2\xA0")
                    end += letter_size(text[end]);
                end = std::min(end, text.size());
                add_word(piece, text.substr(i, end - i));
                i = end;
            }
        }
    }

    void add_word(Piece const& piece, std::string_view word) {
        auto const ascii =
            std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (ascii) return add_fragment(piece, piece.font, word);
        std::size_t start = 0, i = 0;
        auto font = piece.font;
        while (i < word.size()) {
            auto const size = std::min(letter_size(word[i]), word.size() - i);
            auto const letter = to_code_points(word.substr(i, size)).front();
            auto const other = fonts_.with_letter(piece.font, letter);
            if (!other && missing_.find(letter) == std::u32string::npos) missing_ += letter;
            auto const next = other.value_or(piece.font);
            if (next != font && i > start) {
                add_fragment(piece, font, word.substr(start, i - start));
                start = i;
            }
            font = next;
            i += size;
        }
        add_fragment(piece, font, word.substr(start));
    }

    void add_fragment(Piece const& piece, FontId font, std::string_view text) {
        Fragment f{text, font, static_cast<float>(piece.size), piece.ink, piece.underline, nullptr, 0};
        f.shaped = &fonts_.shape(font, text);
        f.width = f.shaped->width * piece.size / fonts_.facts(font).units;
        words_.gaps.push_back({words_.fragments.empty() ? 0 : space_, breakable_});
        words_.fragments.push_back(f);
        space_ = 0;
        breakable_ = false;
    }

    void find_breaks() {
        double at = 0, stretch = 0, shrink = 0, word_start = 0;
        auto const& fragments = words_.fragments;
        for (std::size_t i = 0; i < fragments.size(); ++i) {
            auto const gap = words_.gaps[i];
            if (i > 0 && gap.width > 0) {
                auto const s = stretch + gap.width * kStretch, k = shrink + gap.width * kShrink;
                if (gap.breakable) {
                    auto const& f = fragments[i - 1];
                    close_word(word_start, at);
                    words_.breaks.push_back({BreakKind::Space, static_cast<std::uint32_t>(i - 1),
                                             static_cast<std::uint32_t>(f.text.size()), at, stretch, shrink,
                                             at + gap.width, s, k, 0});
                    word_start = at + gap.width;
                }
                at += gap.width;
                stretch = s;
                shrink = k;
            }
            inner_breaks(i, at, stretch, shrink, word_start);
            at += fragments[i].width;
        }
        close_word(word_start, at);
        words_.total = at;
        if (!fragments.empty())
            words_.breaks.push_back({BreakKind::Forced, static_cast<std::uint32_t>(fragments.size() - 1),
                                     static_cast<std::uint32_t>(fragments.back().text.size()), at, stretch, shrink, at,
                                     stretch, shrink, 0});
    }

    void close_word(double start, double end) { words_.widest = std::max(words_.widest, end - start); }

    void inner_breaks(std::size_t i, double at, double stretch, double shrink, double& word_start) {
        auto const& f = words_.fragments[i];
        auto const units = fonts_.facts(f.font).units;
        auto const push = [&](BreakKind kind, std::size_t offset, double extra) {
            auto const w = at + width_up_to(f, static_cast<std::uint32_t>(offset), units);
            words_.breaks.push_back({kind, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(offset), w,
                                     stretch, shrink, w, stretch, shrink, extra});
            if (kind == BreakKind::Explicit) {
                close_word(word_start, w);
                word_start = w;
            }
        };
        bool const alone_before = i == 0 || words_.gaps[i].width > 0;
        bool const alone_behind = i + 1 == words_.fragments.size() || words_.gaps[i + 1].width > 0;
        auto const explicit_at = [&](std::size_t o) {
            if (o < 3 || o + 3 > f.text.size()) return false;
            char const c = f.text[o - 1];
            auto const is_digit = [](char x) { return x >= '0' && x <= '9'; };
            return (c == '-' || c == '/') && !is_digit(f.text[o]) && !is_digit(f.text[o - 2]);
        };
        if (f.width > width_) { // must be cut: behind a hyphen or stroke, and where that is not enough between letters
            double part = at, last = at;
            std::vector<std::size_t> cuts;
            for (std::size_t o = letter_size(f.text[0]); o < f.text.size(); o += letter_size(f.text[o])) {
                if (!explicit_at(o)) continue;
                cuts.push_back(o);
            }
            cuts.push_back(f.text.size());
            std::size_t from = 0;
            for (auto const cut : cuts) {
                auto const end = at + width_up_to(f, static_cast<std::uint32_t>(cut), units);
                if (end - part > width_)
                    for (auto o = from + letter_size(f.text[from]); o < cut; o += letter_size(f.text[o])) {
                        push(BreakKind::Emergency, o, 0);
                        last = words_.breaks.back().before;
                    }
                if (cut < f.text.size()) {
                    push(BreakKind::Explicit, cut, 0);
                    last = words_.breaks.back().before;
                }
                part = end;
                from = cut;
            }
            word_start = last;
            return;
        }
        // Letters with brackets or commas around them are a word; anything else in it means no hyphen.
        std::size_t from = 0, to = f.text.size();
        while (from < to && (f.text[from] == '(' || f.text[from] == '"')) ++from;
        while (to > from && std::string_view(".,;:)\"!?").find(f.text[to - 1]) != std::string_view::npos) --to;
        std::vector<std::uint8_t> points;
        if (hyphens_ != Hyphens::None && alone_before && alone_behind) {
            auto const word = f.text.substr(from, to - from);
            points = hyphens_ == Hyphens::Words ? hyphen_points(word) : hyphen_points_of_title(word);
        }
        if (!points.empty()) {
            auto const hyphen = fonts_.hyphen_width(f.font, f.size);
            for (auto const p : points) push(BreakKind::Hyphen, from + p, hyphen);
            return;
        }
        // A long number stays with its word, so it must give way itself where a line would be torn apart: behind a
        // stroke.
        bool const gives_way = hyphens_ == Hyphens::TitlesToo && f.text.size() > 12;
        for (std::size_t o = 3; o + 3 <= f.text.size(); ++o)
            if (explicit_at(o))
                push(BreakKind::Explicit, o, 0);
            else if (gives_way && f.text[o - 1] == '/')
                push(BreakKind::Emergency, o, 0);
    }

    FontBook& fonts_;
    double width_;
    Hyphens hyphens_;
    std::u32string& missing_;
    Words words_;
    double space_ = 0;
    bool breakable_ = true;
};

} // namespace

Words cut_words(FontBook& fonts, std::vector<Piece> const& pieces, double width, Hyphens hyphens,
                std::u32string& missing) {
    return Cutter(fonts, width, hyphens, missing).run(pieces);
}

} // namespace alur::letter
