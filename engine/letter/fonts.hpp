#pragma once
#include "core/result.hpp"
#include "letter/page.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

struct FontStyle {
    bool bold = false;
    bool italic = false;
};

/// The files of one family, candidates in order of preference; the first that is found in a folder is taken.
struct FontFamily {
    std::string name;
    std::vector<std::string> regular, bold, italic, bold_italic;
};

struct ShapedGlyph {
    std::uint16_t id = 0;
    std::int32_t advance = 0; ///< units, kerning included
    std::int32_t dx = 0, dy = 0;
    std::uint32_t cluster = 0; ///< byte of the text where the glyph's letters begin
};

/// A word as glyphs of one font.
struct Shaped {
    std::vector<ShapedGlyph> glyphs;
    std::int32_t width = 0; ///< units
};

struct FontFacts {
    std::string postscript_name;
    bool cff = false;
    int units = 1000; ///< a em
    int ascent = 0, descent = 0, cap_height = 0;
    int box[4] = {0, 0, 0, 0};
    double italic_angle = 0;
    bool bold = false;
};

/// A font program with only the glyphs of one document.
struct Subset {
    std::string program;                                      ///< bare CFF, or TrueType
    std::string packed;                                       ///< the same, deflated
    std::vector<std::pair<std::uint16_t, std::uint16_t>> ids; ///< old → new, sorted by old
    std::vector<int> widths;                                  ///< by new id, thousandths of an em
    std::vector<std::string> texts;                           ///< by new id, what the glyph says, UTF-8
    int glyph_count = 0;
    int soft_hyphen = -1; ///< CID that reads as U+00AD, -1 when not used
    int hyphen = -1;      ///< the glyph it shows
    std::string tag;      ///< six capitals from the bytes

    std::uint16_t new_id(std::uint16_t old) const;
};

/// The fonts of the office: faces loaded once, words shaped and kept (bounded), subsets kept by glyph list (bounded).
/// One for each thread.
class FontBook {
  public:
    FontBook();
    ~FontBook();
    FontBook(FontBook&&) noexcept;
    FontBook& operator=(FontBook&&) noexcept;

    /// Loads every family; `fallback` families lend letters that a font lacks. NotFound: names the files that no folder
    /// has.
    static Result<FontBook> open(std::vector<FontFamily> const& families, std::vector<std::string> const& fallback,
                                 std::vector<std::string> const& folders);

    /// The font of that family and style, else the family's regular one; the first family when the name is unknown.
    FontId find(std::string_view family, FontStyle style) const;
    FontFacts const& facts(FontId font) const;
    /// The font itself when it has the letter, else the fallback that has it, else nothing.
    std::optional<FontId> with_letter(FontId font, char32_t letter) const;

    /// The reference stays good until trim().
    Shaped const& shape(FontId font, std::string_view word);
    /// Forgets shaped words when there are too many; between two letters.
    void trim();
    /// Width in points.
    double width(FontId font, double size, std::string_view word);
    double space_width(FontId font, double size) const;
    std::uint16_t space_glyph(FontId font) const;
    double hyphen_width(FontId font, double size) const;

    /// Glyph ids sorted, each once; kSoftHyphen may be among them. Unavailable: the font cannot be cut down.
    Result<std::shared_ptr<Subset const>> subset(FontId font, std::vector<std::uint16_t> const& glyphs);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace alur::letter
