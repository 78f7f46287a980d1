#pragma once
#include "letter/pdf_reader.hpp"

#include <string>
#include <vector>

namespace alur::letter {

/// One thing that a later save did to a file.
struct PdfChange {
    std::string what;      ///< sentence for officers
    bool harmless = false; ///< further signatures and data about them: what was signed reads and looks the same
};

/// What differs between an earlier state of a file and a later one, objects compared by what they say. Whatever is not
/// known to be harmless is not.
std::vector<PdfChange> pdf_changes(PdfFile const& before, PdfFile const& after);

} // namespace alur::letter
