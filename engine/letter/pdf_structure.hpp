#pragma once
#include "letter/pdf_reader.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace alur::letter {

/// One element of the structure tree.
struct StructureElement {
    int object = 0;
    int parent = -1;  ///< index
    std::string kind; ///< after the role map
    PdfValue const* dictionary = nullptr;
    std::vector<int> children;              ///< indexes
    std::vector<std::pair<int, int>> marks; ///< page object, MCID
    std::vector<int> annotations;           ///< objects, by OBJR
};

/// The structure tree and the way back from the content.
struct Structure {
    bool present = false;
    bool circular = false;                           ///< or over a million elements
    std::vector<StructureElement> elements;          ///< in reading order
    std::map<int, int> by_object;                    ///< object → index
    std::map<std::int64_t, PdfValue const*> parents; ///< the parent tree
    std::set<std::string> unknown_kinds, circular_roles, remapped_standard;
};

Structure read_structure(PdfFile const& file);
/// Standard structure types of ISO 32000-1, 14.8.4.
bool is_standard_structure(std::string_view kind);

} // namespace alur::letter
