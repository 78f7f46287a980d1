#pragma once
#include "letter/fonts.hpp"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

struct hb_face_t;
struct hb_font_t;
struct hb_buffer_t;

namespace alur::letter {

/// One font file: shaping and cutting down. Not for two threads at once.
class Face {
  public:
    /// Nothing when the file is not a font that PDF may embed.
    static std::optional<Face> load(std::string const& path);

    FontFacts const& facts() const { return facts_; }
    bool has(char32_t letter) const;
    Shaped shape(std::string_view word);
    std::int32_t space_advance() const { return space_advance_; }
    std::uint16_t space_glyph() const { return space_glyph_; }
    std::int32_t hyphen_advance() const { return hyphen_advance_; }
    Result<Subset> subset(std::vector<std::uint16_t> const& glyphs) const;

  private:
    struct FreeFace {
        void operator()(hb_face_t* face) const;
    };
    struct FreeFont {
        void operator()(hb_font_t* font) const;
    };
    struct FreeBuffer {
        void operator()(hb_buffer_t* buffer) const;
    };
    void read_facts();
    void read_texts();

    std::unique_ptr<hb_face_t, FreeFace> face_;
    std::unique_ptr<hb_face_t, FreeFace> prepared_; ///< for subsetting
    std::unique_ptr<hb_font_t, FreeFont> font_;
    std::unique_ptr<hb_buffer_t, FreeBuffer> buffer_;
    FontFacts facts_;
    std::unordered_map<std::uint16_t, std::string> texts_; ///< glyph → what it says: cmap turned round, then ligatures
    std::uint16_t space_glyph_ = 0, hyphen_glyph_ = 0;
    std::int32_t space_advance_ = 0, hyphen_advance_ = 0;
};

} // namespace alur::letter
