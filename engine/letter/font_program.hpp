#pragma once
#include <memory>
#include <optional>
#include <string>

namespace alur::letter {

/// A font program as it lies in a PDF, read for its widths: TrueType, OpenType or bare CFF.
class FontProgram {
  public:
    /// Nothing: not a font. Keeps its own copy of the bytes.
    static std::optional<FontProgram> read(std::string bytes);
    FontProgram(FontProgram&&) noexcept;
    FontProgram& operator=(FontProgram&&) noexcept;
    ~FontProgram();

    int glyphs() const;
    /// Thousandths of an em. Nothing: no such glyph, or damaged.
    std::optional<double> width(unsigned glyph) const;

  private:
    struct State;
    explicit FontProgram(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace alur::letter
