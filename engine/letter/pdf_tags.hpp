#pragma once
#include "letter/pdf_content.hpp"
#include "letter/pdf_writer.hpp"

#include <vector>

namespace alur::letter {

/// What the structure tree points at.
struct TaggedPage {
    int object = 0;
    PageContent const* content = nullptr;
};
struct TaggedField {
    int tag = 0;
    int annotation = 0; ///< object
    int page = 0;       ///< object
    int key = 0;        ///< in the parent tree
};

/// Writes the structure tree of the whole document; the object of its root. Tags without content are left out.
int write_tags(PdfWriter& pdf, Pages const& pages, std::vector<TaggedPage> const& tagged,
               std::vector<TaggedField> const& fields);

} // namespace alur::letter
