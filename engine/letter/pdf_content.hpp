#pragma once
#include "letter/fonts.hpp"
#include "letter/page.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace alur::letter {

/// The fonts of one document, cut down to its glyphs.
struct DocumentFonts {
    std::map<FontId, std::shared_ptr<Subset const>> subsets;
    FontBook* book = nullptr;
};

/// Collects the glyphs of all pages and cuts the fonts.
Result<DocumentFonts> cut_fonts(Pages const& pages, FontBook& book);

/// What a page's content stream says and which tags its marked pieces belong to.
struct PageContent {
    std::string stream;
    std::vector<int> marked;                            ///< by MCID: index of the tag
    std::vector<std::pair<SignatureField, int>> fields; ///< with tag
    std::vector<bool> images;                           ///< used ones
    struct Box {
        int tag;
        double x, y, width, height; ///< in PDF coordinates
    };
    std::vector<Box> figures;
};

PageContent page_content(Page const& page, Pages const& pages, DocumentFonts const& fonts);

/// Two decimals, no exponent, no locale.
void append_number(std::string& out, double value);
std::string number(double value);

} // namespace alur::letter
