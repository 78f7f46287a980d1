#include "letter/paragraph.hpp"

#include "letter/paragraph_words.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace alur::letter {

namespace {

constexpr double kLoose = 2.2; ///< a looser line is worth breaking a capitalised word

struct Node {
    double demerits = std::numeric_limits<double>::infinity();
    int from = -1; ///< index of the break before, -1: the beginning
};

struct Start {
    double at, stretch, shrink;
};

Start start_of(Words const& w, int from) {
    if (from < 0) return {0, 0, 0};
    auto const& b = w.breaks[static_cast<std::size_t>(from)];
    return {b.after, b.stretch_after, b.shrink_after};
}

double penalty_of(BreakKind kind) {
    switch (kind) {
    case BreakKind::Hyphen: return 55;
    case BreakKind::Explicit: return 20;
    case BreakKind::Emergency: return 300;
    case BreakKind::Space:
    case BreakKind::Forced: return 0;
    }
    return 0;
}

double line_demerits(Words const& w, ParagraphShape const& shape, int from, std::size_t to) {
    auto const& b = w.breaks[to];
    auto const start = start_of(w, from);
    auto const room = shape.width - (from < 0 ? shape.first_indent : 0);
    auto const natural = b.before - start.at + b.extra;
    auto const stretch = b.stretch - start.stretch, shrink = b.shrink - start.shrink;
    bool const last = b.kind == BreakKind::Forced;
    auto const slack = room - natural;
    double badness = 0;
    if (shape.align == Align::Justified) {
        if (slack < -1e-6) {
            if (shrink <= 0 || -slack > shrink) return std::numeric_limits<double>::infinity();
            badness = 100 * std::pow(-slack / shrink, 3);
        } else if (!last) {
            auto const ratio = stretch > 0 ? slack / stretch : slack / (0.02 * room + 1e-9);
            badness = std::min(100 * std::pow(ratio, 3), 50'000.0);
        }
    } else {
        if (slack < -1e-6) return std::numeric_limits<double>::infinity();
        if (!last) badness = 1000 * std::pow(slack / room, 2);
    }
    auto const p = penalty_of(b.kind);
    double demerits = (10 + badness + p) * (10 + badness + p);
    if (last && from >= 0) {
        if (natural < room * 0.15) demerits += 4000; // a last line of one short word
        if (w.breaks[static_cast<std::size_t>(from)].kind == BreakKind::Hyphen) demerits += 8000;
    }
    if (from >= 0 && b.kind == BreakKind::Hyphen && w.breaks[static_cast<std::size_t>(from)].kind == BreakKind::Hyphen)
        demerits += 6000;
    return demerits;
}

std::vector<std::size_t> best_breaks(Words const& w, ParagraphShape const& shape) {
    auto const count = w.breaks.size();
    std::vector<Node> nodes(count);
    int first = -1; // breaks before this one are too far away for any line
    for (std::size_t j = 0; j < count; ++j) {
        for (int i = static_cast<int>(j) - 1; i >= first; --i) {
            auto const before = i < 0 ? 0.0 : nodes[static_cast<std::size_t>(i)].demerits;
            auto const start = start_of(w, i);
            auto const& b = w.breaks[j];
            if (b.before - start.at - (b.shrink - start.shrink) > shape.width) {
                if (i > first && b.kind == BreakKind::Space) first = i;
                break;
            }
            if (!std::isfinite(before)) continue;
            auto const total = before + line_demerits(w, shape, i, j);
            if (total < nodes[j].demerits) nodes[j] = {total, i};
        }
        if (!std::isfinite(nodes[j].demerits) && w.breaks[j].kind != BreakKind::Hyphen) {
            // Nothing fits: an overfull line from the nearest reachable break, so that every text has a solution.
            for (int i = static_cast<int>(j) - 1; i >= -1; --i) {
                auto const before = i < 0 ? 0.0 : nodes[static_cast<std::size_t>(i)].demerits;
                if (!std::isfinite(before)) continue;
                nodes[j] = {before + 1e9, i};
                break;
            }
        }
    }
    std::vector<std::size_t> out;
    for (int j = static_cast<int>(count) - 1; j >= 0; j = nodes[static_cast<std::size_t>(j)].from)
        out.push_back(static_cast<std::size_t>(j));
    std::reverse(out.begin(), out.end());
    return out;
}

/// How far the spaces of the loosest line are stretched, as the ratio of its slack to its stretch.
double loosest(Words const& w, ParagraphShape const& shape, std::vector<std::size_t> const& chosen) {
    double most = 0;
    int from = -1;
    for (auto const to : chosen) {
        auto const& b = w.breaks[to];
        auto const start = start_of(w, from);
        auto const slack = shape.width - (from < 0 ? shape.first_indent : 0) - (b.before - start.at + b.extra);
        auto const stretch = b.stretch - start.stretch;
        if (b.kind != BreakKind::Forced) most = std::max(most, stretch > 0 ? slack / stretch : slack > 0 ? 99.0 : 0.0);
        from = static_cast<int>(to);
    }
    return most;
}

/// Puts the words of one line together.
class LineMaker {
  public:
    LineMaker(FontBook& fonts, Words const& words) : fonts_(fonts), words_(words) {}

    Line make(int from, std::size_t to, ParagraphShape const& shape, bool first_line, bool forced) {
        auto const& end = words_.breaks[to];
        std::size_t fragment = 0;
        std::uint32_t offset = 0;
        if (from >= 0) {
            auto const& b = words_.breaks[static_cast<std::size_t>(from)];
            fragment = b.fragment;
            offset = b.offset;
            if (offset >= words_.fragments[fragment].text.size()) {
                ++fragment;
                offset = 0;
            }
        }
        // First the natural width of what really stands on the line, then the spaces.
        struct Part {
            std::size_t fragment;
            std::string_view text;
            Shaped const* shaped;
            double width;
            double gap;
        };
        std::vector<Part> parts;
        double natural = 0, gaps = 0;
        for (auto i = fragment; i <= end.fragment; ++i) {
            auto const& f = words_.fragments[i];
            auto const a = i == fragment ? offset : 0;
            auto const b = i == end.fragment ? end.offset : static_cast<std::uint32_t>(f.text.size());
            bool const whole = a == 0 && b == f.text.size();
            auto const text = f.text.substr(a, b - a);
            auto const* shaped = whole ? f.shaped : &fonts_.shape(f.font, text);
            auto const gap = i == fragment ? 0 : words_.gaps[i].width;
            parts.push_back(
                {i, text, shaped, shaped->width * static_cast<double>(f.size) / fonts_.facts(f.font).units, gap});
            natural += parts.back().width + gap;
            gaps += gap;
        }
        if (end.kind == BreakKind::Hyphen) natural += end.extra;
        auto const indent = first_line ? shape.first_indent : 0;
        auto const room = shape.width - indent;
        double stretch = 1;
        double x = indent;
        if (shape.align == Align::Justified && gaps > 0 && (!forced || natural > room))
            stretch = std::max(0.3, 1 + (room - natural) / gaps);
        if (stretch > 3.4) stretch = 1.2; // better ragged than torn apart
        if (shape.align == Align::Centre) x += (room - natural) / 2;
        if (shape.align == Align::Right) x += room - natural;
        line_ = {};
        line_.width = natural;
        for (auto const& part : parts) {
            auto const& f = words_.fragments[part.fragment];
            if (part.gap > 0) space(part.gap * stretch, x, f);
            word(f, part.text, *part.shaped, x);
            x += part.width;
        }
        auto const& last = words_.fragments[end.fragment];
        if (end.kind == BreakKind::Hyphen) {
            auto& run = line_.runs.back();
            run.glyphs.push_back({kSoftHyphen, static_cast<float>(x - run.x), static_cast<float>(end.extra)});
            run.text += "\xC2\xAD";
            run.width = x + end.extra - run.x;
        } else if (!line_.runs.empty() && end.kind != BreakKind::Emergency && end.kind != BreakKind::Explicit &&
                   last.shaped) {
            // A space behind the line, so that extracted text does not join the words of two lines.
            auto& run = line_.runs.back();
            run.glyphs.push_back({fonts_.space_glyph(run.font), static_cast<float>(x - run.x),
                                  static_cast<float>(fonts_.space_width(run.font, run.size))});
        }
        finish_underline();
        return std::move(line_);
    }

  private:
    TextRun& run_for(Fragment const& f, double x) {
        if (!line_.runs.empty()) {
            auto& r = line_.runs.back();
            if (r.font == f.font && r.size == f.size && r.ink == f.ink) return r;
        }
        TextRun r;
        r.font = f.font;
        r.size = f.size;
        r.ink = f.ink;
        r.x = x;
        line_.runs.push_back(std::move(r));
        return line_.runs.back();
    }

    void space(double width, double& x, Fragment const& next) {
        auto& run = line_.runs.back(); // belongs to the text before it
        run.glyphs.push_back({fonts_.space_glyph(run.font), static_cast<float>(x - run.x),
                              static_cast<float>(fonts_.space_width(run.font, run.size))});
        run.text += ' ';
        if (under_ && next.underline) under_end_ = x + width;
        x += width;
        run.width = x - run.x;
    }

    void word(Fragment const& f, std::string_view text, Shaped const& shaped, double x) {
        auto& run = run_for(f, x);
        auto const scale = f.size / static_cast<double>(fonts_.facts(f.font).units);
        double at = x - run.x;
        for (auto const& g : shaped.glyphs) {
            run.glyphs.push_back({g.id, static_cast<float>(at + g.dx * scale), static_cast<float>(g.advance * scale)});
            at += g.advance * scale;
        }
        run.text += text;
        run.width = at;
        if (!f.underline) return finish_underline();
        if (!under_) {
            under_ = true;
            under_start_ = x;
            under_size_ = f.size;
        }
        under_end_ = x + shaped.width * scale;
    }

    void finish_underline() {
        if (!under_) return;
        line_.underlines.push_back({under_start_, under_size_ * 0.11, under_end_ - under_start_,
                                    std::max(0.5, under_size_ * 0.055), Ink::Black});
        under_ = false;
    }

    FontBook& fonts_;
    Words const& words_;
    Line line_;
    bool under_ = false;
    double under_start_ = 0, under_end_ = 0, under_size_ = 12;
};

/// The pieces up to each line feed.
std::vector<std::vector<Piece>> forced_lines(std::vector<Piece> const& pieces) {
    std::vector<std::vector<Piece>> out(1);
    for (auto const& piece : pieces) {
        std::size_t from = 0;
        for (;;) {
            auto const at = piece.text.find('\n', from);
            auto part = piece;
            part.text = piece.text.substr(from, at == std::string::npos ? std::string::npos : at - from);
            if (!part.text.empty()) out.back().push_back(std::move(part));
            if (at == std::string::npos) break;
            out.emplace_back();
            from = at + 1;
        }
    }
    return out;
}

} // namespace

std::vector<Line> break_paragraph(FontBook& fonts, std::vector<Piece> const& pieces, ParagraphShape const& shape,
                                  std::u32string& missing) {
    std::vector<Line> out;
    bool first = true;
    for (auto const& part : forced_lines(pieces)) {
        auto here = shape;
        if (!first) here.first_indent = 0;
        auto const room = here.width - std::max(0.0, here.first_indent);
        auto words = cut_words(fonts, part, room, here.hyphenate ? Hyphens::Words : Hyphens::None, missing);
        auto chosen = best_breaks(words, here);
        if (here.hyphenate && here.align == Align::Justified && loosest(words, here, chosen) > kLoose) {
            words = cut_words(fonts, part, room, Hyphens::TitlesToo, missing);
            chosen = best_breaks(words, here);
        }
        if (words.breaks.empty()) {
            if (!first || pieces.size() > 0) out.emplace_back();
        } else {
            LineMaker maker(fonts, words);
            int from = -1;
            for (auto const to : chosen) {
                out.push_back(maker.make(from, to, here, from < 0, words.breaks[to].kind == BreakKind::Forced));
                from = static_cast<int>(to);
            }
        }
        first = false;
    }
    return out;
}

Extent measure(FontBook& fonts, std::vector<Piece> const& pieces, std::u32string& missing) {
    Extent out;
    for (auto const& part : forced_lines(pieces)) {
        auto const words = cut_words(fonts, part, 1e9, Hyphens::None, missing);
        out.natural = std::max(out.natural, words.total);
        out.least = std::max(out.least, words.widest);
    }
    return out;
}

} // namespace alur::letter
