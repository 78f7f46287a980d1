#include "letter/compose.hpp"

namespace alur::letter {

void lay_out_pernyataan(Composer& page) {
    page.letterhead();
    if (page.letter().subject.empty()) {
        page.title();
        page.space(page.spec().block_gap);
    } else {
        page.opening();
        page.addressees();
        page.space(page.spec().block_gap);
    }
    page.body(page.body_flow());
    page.closing();
    page.signatures();
    page.copies();
}

} // namespace alur::letter
