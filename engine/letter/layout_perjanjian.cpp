#include "letter/compose.hpp"

namespace alur::letter {

void lay_out_perjanjian(Composer& page) {
    page.letterhead();
    page.title();
    page.space(page.spec().block_gap);
    auto flow = page.body_flow();
    flow.centre_headings = true;
    page.body(flow);
    page.closing();
    page.signatures();
}

} // namespace alur::letter
