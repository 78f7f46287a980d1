#pragma once
#include "core/result.hpp"
#include "format/file.hpp"
#include "letter/fonts.hpp"
#include "letter/template.hpp"

#include <array>
#include <string>
#include <vector>

namespace alur::letter {

/// Measurements of one layout kind, in points (the file gives millimetres, for type sizes points).
struct LayoutSpec {
    std::string family, head_family; ///< of the text; of letterhead, signature box and footer
    double size = 12, table_size = 11, table_least = 9, annex_size = 11;
    double spacing = 1.15, block_spacing = 1.0, single = 1.15; ///< leading = size x single x spacing
    double paragraph_gap = 6, block_gap = 12;
    double left = 0, right = 0, top = 0, bottom = 0, letterhead_top = 0, page_number_top = 0;
    double first_indent = 0, list_indent = 0;
    double label = 0, colon = 0, value_limit = 0, body_label = 0;
    double right_column = 0;
    double logo_width = 0, logo_height = 0;
    double sign_space = 0, sign_width = 0, box_width = 0, box_height = 0, qr = 0, duty_width = 0, duty_height = 0;
    double footer_height = 0;
    bool date_beside_number = true, underline_title = true, caps_about = true;
};

struct PaperSize {
    std::string name;
    double width = 0, height = 0;
};

/// templates/<pack>/layouts.yaml.
struct LayoutBook {
    std::string paper = "F4";
    std::vector<PaperSize> papers;
    std::vector<std::string> font_folders;
    std::vector<FontFamily> families;
    std::vector<std::string> fallback;
    std::vector<std::string> colour_profiles; ///< paths, the first that is there is taken
    std::string logo;                         ///< file beside layouts.yaml, may be ""
    std::string logo_text = "Lambang daerah";
    std::vector<std::string> footer; ///< on letters with an electronic signature
    std::string closing;
    std::array<LayoutSpec, 7> specs; ///< by LayoutKind

    LayoutSpec const& spec(LayoutKind kind) const { return specs[static_cast<std::size_t>(kind)]; }
    PaperSize const& find_paper(std::string const& name) const; ///< the default one when unknown
};

/// Invalid: unknown keys with the nearest one, values out of range, a paper that the margins leave no room on; each
/// with line and column.
Result<LayoutBook> read_layouts(format::SourceFile const& file);

} // namespace alur::letter
