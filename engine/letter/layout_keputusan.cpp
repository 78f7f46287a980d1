#include "letter/compose.hpp"

namespace alur::letter {

void lay_out_keputusan(Composer& page) {
    auto const& letter = page.letter();
    page.letterhead();
    page.title();
    page.centred({letter.authority}, page.spec().size, false, false, page.spec().size, TagKind::Paragraph);
    page.space(page.spec().block_gap - 4);
    auto flow = page.body_flow();
    flow.headings_bold = false;
    page.body(flow);
    page.signatures();
    page.copies();
}

} // namespace alur::letter
