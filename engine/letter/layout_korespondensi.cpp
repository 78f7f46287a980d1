#include "letter/compose.hpp"

namespace alur::letter {

void lay_out_korespondensi(Composer& page) {
    page.letterhead();
    page.opening();
    page.addressees();
    page.space(page.spec().block_gap);
    auto flow = page.body_flow();
    flow.labelled_indent = flow.first_indent;
    page.body(flow);
    page.closing();
    page.signatures();
    page.copies();
}

} // namespace alur::letter
