#pragma once
#include "letter/paragraph.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace alur::letter {

/// Part of a word in one font.
struct Fragment {
    std::string_view text; ///< lives in Words::text
    FontId font = 0;
    float size = 12;
    Ink ink = Ink::Black;
    bool underline = false;
    Shaped const* shaped = nullptr;
    double width = 0;
};

enum class BreakKind : std::uint8_t { Space, Hyphen, Explicit, Emergency, Forced };

/// A place where a line may end: inside a word (`fragment`, `offset` say where) or behind it.
struct Break {
    BreakKind kind = BreakKind::Space;
    std::uint32_t fragment = 0; ///< the line ends inside or at the end of this fragment …
    std::uint32_t offset = 0;   ///< … before this byte of it
    double before = 0;          ///< width of everything up to here, spaces at their natural width
    double stretch = 0, shrink = 0;
    double after = 0; ///< `before` of what the next line begins with: a space at the break is dropped
    double stretch_after = 0, shrink_after = 0;
    double extra = 0; ///< width of the hyphen
};

/// Gap in front of a fragment.
struct Gap {
    double width = 0; ///< 0: the fragment continues the word
    bool breakable = true;
};

struct Words {
    std::vector<std::string> text;
    std::vector<Fragment> fragments;
    std::vector<Gap> gaps; ///< gaps[i] stands in front of fragments[i]
    std::vector<Break> breaks;
    double widest = 0; ///< widest unbreakable part
    double total = 0;
};

enum class Hyphens { None, Words, TitlesToo };

/// Cuts the pieces of one paragraph (without line feeds) into words and finds every place to break. Words wider than
/// `width` may be cut between letters.
Words cut_words(FontBook& fonts, std::vector<Piece> const& pieces, double width, Hyphens hyphens,
                std::u32string& missing);

} // namespace alur::letter
