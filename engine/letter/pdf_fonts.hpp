#pragma once
#include "letter/fonts.hpp"
#include "letter/pdf_writer.hpp"

namespace alur::letter {

/// Embeds one subset; the number of its Type0 font object. `cid_set`: PDF/A-1 asks for a list of the glyphs.
int embed_font(PdfWriter& pdf, FontFacts const& facts, Subset const& subset, bool cid_set);

} // namespace alur::letter
