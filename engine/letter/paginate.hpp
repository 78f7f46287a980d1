#pragma once
#include "letter/setter.hpp"

namespace alur::letter {

/// Pages of one size and the galley that fills them.
struct Section {
    double page_width = 0, page_height = 0;
    double left = 0;      ///< of the text
    double first_top = 0; ///< where the text of the first page begins
    double top = 0;       ///< of all others
    double bottom = 0;    ///< lowest point of the text
    Galley galley;
};

/// Adds the section's pages. Body lines are taken in by `squeeze` points each.
void paginate(Section const& section, double squeeze, std::vector<Page>& out);
/// How many pages that would be.
std::size_t count_pages(Section const& section, double squeeze);

} // namespace alur::letter
