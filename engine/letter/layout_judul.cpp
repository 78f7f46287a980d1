#include "letter/compose.hpp"

namespace alur::letter {

void lay_out_judul(Composer& page) {
    page.letterhead();
    page.title();
    page.space(page.spec().block_gap - 4);
    if (!page.letter().addressees.empty()) page.addressees();
    page.body(page.body_flow());
    page.closing();
    page.signatures();
    page.copies();
}

} // namespace alur::letter
