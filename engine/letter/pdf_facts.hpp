#pragma once
#include "letter/pdf_reader.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace alur::letter {

/// What the content of one page does, its form XObjects and the looks of its annotations included.
struct ContentFacts {
    bool unreadable = false; ///< a stream that cannot be unpacked, or syntax that ends nowhere
    std::vector<int> mcids;  ///< in order of appearance
    bool unmarked = false;   ///< something is painted outside of artifacts and tags
    bool tag_in_artifact = false, artifact_in_tag = false, tag_in_tag = false, marks_uneven = false;
    std::set<std::string> unknown_operators;
    std::set<std::string> missing_resources; ///< "Font/F3"
    std::set<std::string> colour_spaces;     ///< device ones: "DeviceRGB" …
    bool states_uneven = false;
    int deepest_state = 0;
    bool inline_interpolation = false;
    std::set<int> fonts, xobjects, states;   ///< object numbers of what is used
    std::vector<PdfValue> direct_states;     ///< graphics states that are no objects
    std::map<int, std::set<unsigned>> shown; ///< font object → codes of two bytes (Identity-H only)
};

/// Reads the content of the page.
ContentFacts content_facts(PdfFile const& file, int page);

} // namespace alur::letter
