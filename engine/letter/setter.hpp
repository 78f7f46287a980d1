#pragma once
#include "letter/layouts.hpp"
#include "letter/tree.hpp"

#include <string>
#include <utility>
#include <vector>

namespace alur::letter {

/// A horizontal slice of a page that is never cut. Its items stand relative to the left text edge and its own top.
struct Slab {
    double height = 0;
    double gap = 0;         ///< space above it; dropped at the top of a page
    bool squeezes = false;  ///< a body line: its height may be taken in when a letter is fitted to one page
    bool keep_next = false; ///< no page break behind it
    bool new_page = false;  ///< a page break in front of it
    int header = -1;        ///< table rows: index in Galley::headers of what is repeated on a new page
    std::vector<Item> items;
};

struct Galley {
    std::vector<Slab> slabs;
    std::vector<std::vector<Slab>> headers;

    void append(std::vector<Slab> more);
};

/// How a run of blocks is set.
struct Flow {
    double x = 0, width = 0;
    double size = 12, leading = 16;
    double gap = 6; ///< above each block
    double first_indent = 0;
    double labelled_indent = 0;
    double label = 0; ///< label column; 0: by content
    Align align = Align::Justified;
    bool squeezes = false;
    bool centre_headings = false;
    bool headings_bold = true;
    bool bold = false;
    int parent = 0; ///< tag
    int depth = 0;
};

/// Turns text and blocks into slabs. Tags are made in reading order in Pages::tags.
class Setter {
  public:
    Setter(FontBook& fonts, LayoutSpec const& spec, Pages& pages, std::u32string& missing)
        : fonts_(fonts), spec_(spec), pages_(pages), missing_(missing), family_(spec.family) {}

    int tag(TagKind kind, int parent, std::string alt = {});
    FontBook& fonts() { return fonts_; }
    /// Sets what follows in that family; the one before comes back.
    std::string use_family(std::string family) { return std::exchange(family_, std::move(family)); }
    LayoutSpec const& spec() const { return spec_; }
    std::vector<Piece> pieces(Text const& text, double size, bool bold = false, Ink ink = Ink::Black) const;
    /// Leading for a size, at the spacing of body text or of blocks.
    double body_leading(double size) const { return size * spec_.single * spec_.spacing; }
    double block_leading(double size) const { return size * spec_.single * spec_.block_spacing; }

    /// A paragraph as slabs, one a line; two lines stay together at both ends.
    std::vector<Slab> paragraph(Text const& text, Flow const& flow, int tag);
    /// One unbroken line of text at x with its baseline at y, for artifacts and boxes; right edge at x + width for
    /// Right.
    void line(std::vector<Item>& out, std::string const& text, double x, double width, double y, double size,
              Align align, bool bold, int tag, Ink ink = Ink::Black);
    std::vector<Slab> blocks(std::vector<Block> const& blocks, Flow const& flow, Galley& galley);
    /// Rows of label, colon and text.
    std::vector<Slab> labelled(Labelled const& rows, Flow const& flow, double label_width, Galley& galley);
    std::vector<Slab> table(Table const& table, Flow const& flow, Galley& galley);
    double label_width(std::vector<Block> const& blocks, Flow const& flow);
    double text_width(std::string const& text, double size, bool bold = false);

    double colon_gap() const { return spec_.colon; }

  private:
    std::vector<Slab> list(List const& list, Flow const& flow, Galley& galley);
    std::vector<Slab> command(Command const& command, Flow const& flow);
    double baseline(double leading, double size) const { return leading / 2 + size * 0.36; }

    FontBook& fonts_;
    LayoutSpec const& spec_;
    Pages& pages_;
    std::u32string& missing_;
    std::string family_;
};

/// All slabs as one that is never cut.
Slab stacked(std::vector<Slab> slabs);
/// Shifts every item.
void shift(std::vector<Item>& items, double dx, double dy);

Text words(std::string text, bool bold = false);

} // namespace alur::letter
