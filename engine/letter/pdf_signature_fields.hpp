#pragma once
#include "letter/pdf_reader.hpp"

#include <string>
#include <vector>

namespace alur::letter {

/// One signature field: the widget that is the field, or the field above it.
struct SignatureSlot {
    int object = 0;
    std::string name;                     ///< of the field, UTF-8
    PdfObject const* signature = nullptr; ///< null while it is empty, or when it stands inside the field
    PdfValue const* dictionary = nullptr; ///< of the signature; null while it is empty
    bool lost = false;                    ///< the field names a signature that is not in the file
};

/// In the order of the form; fields that no form names do not count.
std::vector<SignatureSlot> signature_slots(PdfFile const& file);

} // namespace alur::letter
