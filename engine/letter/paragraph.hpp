#pragma once
#include "letter/fonts.hpp"
#include "letter/page.hpp"

#include <string>
#include <vector>

namespace alur::letter {

/// A stretch of text in one font. A line feed in it is a forced line break.
struct Piece {
    std::string text;
    FontId font = 0;
    double size = 12;
    Ink ink = Ink::Black;
    bool underline = false;
};

enum class Align { Justified, Left, Centre, Right };

struct ParagraphShape {
    double width = 0;
    double first_indent = 0; ///< of the first line
    Align align = Align::Justified;
    bool hyphenate = true;
};

/// One line: its runs and underlines, placed with x from the paragraph's left edge and y from the baseline.
struct Line {
    std::vector<TextRun> runs;
    std::vector<Rule> underlines;
    double width = 0; ///< natural width of what stands on it
};

/// Breaks a paragraph as a whole (total fit, Knuth and Plass): the sum of the badness of all lines is least. A word
/// wider than the line is cut where it must be. Letters that no font has are added to `missing`.
std::vector<Line> break_paragraph(FontBook& fonts, std::vector<Piece> const& pieces, ParagraphShape const& shape,
                                  std::u32string& missing);

/// Width of the text on one line, and of its longest unbreakable part.
struct Extent {
    double natural = 0;
    double least = 0;
};
Extent measure(FontBook& fonts, std::vector<Piece> const& pieces, std::u32string& missing);

} // namespace alur::letter
