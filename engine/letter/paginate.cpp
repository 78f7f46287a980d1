#include "letter/paginate.hpp"

namespace alur::letter {

namespace {

class Paginator {
  public:
    Paginator(Section const& section, double squeeze, std::vector<Page>* out)
        : section_(section), squeeze_(squeeze), out_(out) {}

    std::size_t run() {
        auto const& slabs = section_.galley.slabs;
        open_page();
        for (std::size_t i = 0; i < slabs.size();) {
            std::size_t end = i + 1;
            double height = height_of(slabs[i]);
            while (end < slabs.size() && slabs[end - 1].keep_next && !slabs[end].new_page) {
                height += gap_of(slabs[end]) + height_of(slabs[end]);
                ++end;
            }
            auto const gap = at_top_ ? 0 : gap_of(slabs[i]);
            bool const fits = y_ + gap + height <= section_.bottom + 0.01;
            if (slabs[i].new_page && !at_top_)
                next_page(-1);
            else if (!fits && !at_top_)
                next_page(slabs[i].header);
            for (; i < end; ++i) place(slabs[i]);
        }
        return pages_;
    }

  private:
    double height_of(Slab const& slab) const { return slab.height - (slab.squeezes ? squeeze_ : 0); }
    double gap_of(Slab const& slab) const { return slab.squeezes && slab.gap > 0 ? slab.gap - squeeze_ : slab.gap; }

    void open_page() {
        ++pages_;
        y_ = pages_ == 1 ? section_.first_top : section_.top;
        at_top_ = true;
        if (out_) out_->push_back({section_.page_width, section_.page_height, {}});
    }

    void next_page(int header) {
        open_page();
        if (header < 0) return;
        for (auto const& slab : section_.galley.headers[static_cast<std::size_t>(header)]) put(slab);
    }

    void place(Slab const& slab) {
        auto const height = height_of(slab);
        // A chain that is taller than a page is cut where it must be.
        if (y_ + (at_top_ ? 0 : gap_of(slab)) + height > section_.bottom + 0.01 && !at_top_) next_page(slab.header);
        if (slab.height <= 0 && slab.items.empty()) return;
        put(slab);
    }

    void put(Slab const& slab) {
        if (!at_top_) y_ += gap_of(slab);
        if (out_) {
            auto items = slab.items;
            shift(items, section_.left, y_);
            auto& page = out_->back().items;
            page.insert(page.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
        }
        y_ += height_of(slab);
        at_top_ = false;
    }

    Section const& section_;
    double squeeze_;
    std::vector<Page>* out_;
    std::size_t pages_ = 0;
    double y_ = 0;
    bool at_top_ = true;
};

} // namespace

void paginate(Section const& section, double squeeze, std::vector<Page>& out) {
    Paginator(section, squeeze, &out).run();
}

std::size_t count_pages(Section const& section, double squeeze) { return Paginator(section, squeeze, nullptr).run(); }

} // namespace alur::letter
