#include "letter/compose.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

constexpr double kMm = 72.0 / 25.4;

struct HeadLine {
    std::string text;
    double size;
    bool bold;
};

bool has_small_letter(std::string const& text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::vector<HeadLine> head_lines(Letter const& letter) {
    std::vector<HeadLine> out;
    auto const& lines = letter.letterhead_lines;
    if (letter.letterhead == Letterhead::Kelompok) {
        for (auto const& line : lines) out.push_back({line, out.empty() ? 12.0 : 11.0, out.empty()});
        return out;
    }
    // The last line in capitals is the name of the office; what comes above it is its government, below it the address.
    std::size_t name = 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!has_small_letter(lines[i])) name = i;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i < name) out.push_back({lines[i], 12, false});
        if (i == name) out.push_back({lines[i], 16, true});
        if (i > name) out.push_back({lines[i], 10, false});
    }
    return out;
}

} // namespace

void Composer::letterhead() {
    if (letter_.letterhead == Letterhead::None) return;
    auto const family = setter_.use_family(spec_.head_family);
    auto const lines = head_lines(letter_);
    bool const with_logo = marking_.logo && letter_.letterhead == Letterhead::Dinas;
    double logo_width = 0, logo_height = 0;
    if (with_logo) {
        auto const ratio = static_cast<double>(marking_.logo->height) / std::max(1, marking_.logo->width);
        logo_width = std::min(spec_.logo_width, spec_.logo_height / ratio);
        logo_height = logo_width * ratio;
    }
    auto const beside = with_logo ? spec_.logo_width + 3 * kMm : 0;
    // Centred on the page when no line would touch the logo, else between the logo and the right margin.
    double const page_centre = section_.page_width / 2 - spec_.left;
    double widest = 0;
    for (auto const& line : lines) widest = std::max(widest, setter_.text_width(line.text, line.size, line.bold));
    bool const on_page = page_centre - widest / 2 >= beside && page_centre + widest / 2 <= width_;
    auto const half = on_page ? std::min(page_centre - beside, width_ - page_centre) : (width_ - beside) / 2;
    auto const centre = on_page ? page_centre : beside + half;

    Slab slab;
    slab.keep_next = true;
    double y = 0;
    auto const tag = setter_.tag(TagKind::Section, section_tag_);
    if (with_logo) {
        auto const figure = setter_.tag(TagKind::Figure, tag, marking_.logo->alt);
        slab.items.push_back({Picture{0, 1, logo_width, logo_height, 0}, figure});
    }
    for (auto const& line : lines) {
        Flow flow;
        flow.x = centre - half;
        flow.width = 2 * half;
        flow.size = line.size;
        flow.leading = line.size * 1.22;
        flow.align = Align::Centre;
        flow.bold = line.bold;
        for (auto& one : setter_.paragraph(words(line.text), flow, setter_.tag(TagKind::Paragraph, tag))) {
            shift(one.items, 0, y);
            y += one.height;
            std::move(one.items.begin(), one.items.end(), std::back_inserter(slab.items));
        }
    }
    y = std::max(y, logo_height > 0 ? logo_height + 2 : 0) + 2 * kMm;
    if (letter_.letterhead == Letterhead::Kelompok) {
        slab.items.push_back({Rule{0, y, width_, 1.0, Ink::Black}, kArtifact});
        y += 1;
    } else {
        slab.items.push_back({Rule{0, y - 0.35 * kMm, width_, 0.7 * kMm, Ink::Black}, kArtifact});
        slab.items.push_back({Rule{0, y + (1.0 - 0.25) * kMm, width_, 0.5 * kMm, Ink::Black}, kArtifact});
        y += 1.25 * kMm;
    }
    slab.height = y;
    setter_.use_family(family);
    galley().slabs.push_back(std::move(slab));
    space(24 - 6);
}

} // namespace alur::letter
