#include "letter/font_program.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

namespace alur::letter {

struct FontProgram::State {
    std::string bytes;
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    ~State() {
        if (face) FT_Done_Face(face);
        if (library) FT_Done_FreeType(library);
    }
};

FontProgram::FontProgram(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontProgram::FontProgram(FontProgram&&) noexcept = default;
FontProgram& FontProgram::operator=(FontProgram&&) noexcept = default;
FontProgram::~FontProgram() = default;

std::optional<FontProgram> FontProgram::read(std::string bytes) {
    auto state = std::make_unique<State>();
    state->bytes = std::move(bytes);
    if (FT_Init_FreeType(&state->library) != 0) return std::nullopt;
    auto const* data = reinterpret_cast<FT_Byte const*>(state->bytes.data());
    if (FT_New_Memory_Face(state->library, data, static_cast<FT_Long>(state->bytes.size()), 0, &state->face) != 0)
        return std::nullopt;
    if (state->face->units_per_EM == 0) return std::nullopt;
    return FontProgram(std::move(state));
}

int FontProgram::glyphs() const { return static_cast<int>(state_->face->num_glyphs); }

std::optional<double> FontProgram::width(unsigned glyph) const {
    if (static_cast<long>(glyph) >= state_->face->num_glyphs) return std::nullopt;
    if (FT_Load_Glyph(state_->face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) != 0) return std::nullopt;
    return static_cast<double>(state_->face->glyph->metrics.horiAdvance) * 1000 / state_->face->units_per_EM;
}

} // namespace alur::letter
