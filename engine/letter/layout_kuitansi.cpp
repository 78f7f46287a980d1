#include "letter/compose.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace alur::letter {

namespace {
constexpr double kMm = 72.0 / 25.4;

/// The row with the amount in words stands on a pale bar.
void shade_amount_row(std::vector<Slab>& slabs, std::vector<Block> const& body, double x, double width,
                      std::size_t from) {
    std::string words_row;
    for (auto const& block : body)
        if (auto const* rows = std::get_if<Labelled>(&block.what))
            for (auto const& row : rows->rows)
                if (lower_ascii(plain(row.label)) == "uang sejumlah") words_row = plain(row.label);
    if (words_row.empty()) return;
    bool inside = false;
    for (std::size_t i = from; i < slabs.size(); ++i) {
        bool labelled = false;
        for (auto const& item : slabs[i].items)
            if (auto const* run = std::get_if<TextRun>(&item.what); run && run->x < 1) {
                labelled = true;
                inside = trim(run->text) == words_row || run->text.rfind(words_row, 0) == 0;
            }
        if (!labelled && !inside) continue;
        if (inside)
            slabs[i].items.insert(slabs[i].items.begin(), {Rule{x, 0, width, slabs[i].height, Ink::Pale}, kArtifact});
    }
}

/// The signatures need a second row, and it begins right of the left column.
bool left_free_below(std::vector<Signature> const& all) {
    auto const at = [&](Side side) {
        return std::count_if(all.begin(), all.end(), [&](Signature const& s) { return s.side == side; });
    };
    return at(Side::Left) <= 1 && std::max(at(Side::Middle), at(Side::Right)) > 1;
}

} // namespace

void lay_out_kuitansi(Composer& page) {
    auto const& letter = page.letter();
    auto const& spec = page.spec();
    page.letterhead();
    page.centred(letter.title, spec.size + 3, true, false, 0, TagKind::Heading1);
    page.space(8);
    auto flow = page.body_flow();
    flow.gap = 3;
    flow.align = Align::Left;
    auto const from = page.galley().slabs.size();
    if (!letter.numbers.empty()) page.rows({{"Nomor", letter.numbers.front()}}, spec.body_label, page.width(), 0);
    page.body(flow);
    shade_amount_row(page.galley().slabs, letter.body, spec.body_label + spec.colon - 3,
                     page.width() - spec.body_label - spec.colon + 3, from);
    auto signatures = page.signature_rows(page.width(), true);
    signatures.gap = 8;
    if (!letter.amount.empty()) {
        Slab box;
        box.gap = 8;
        box.height = 11 * kMm;
        box.keep_next = true;
        auto const width = std::max(60 * kMm, page.setter().text_width(letter.amount, spec.size + 3, true) + 10 * kMm);
        box.items.push_back({Frame{0, 0, width, box.height, 1.0, false}, kArtifact});
        page.setter().line(box.items, letter.amount, 0, width, box.height / 2 + 5, spec.size + 3, Align::Centre, true,
                           page.setter().tag(TagKind::Paragraph, 0));
        if (left_free_below(letter.signatures)) {
            // The lower left corner is free beside the second row of signatures.
            shift(box.items, 0, signatures.height - box.height);
            std::move(box.items.begin(), box.items.end(), std::back_inserter(signatures.items));
        } else {
            page.galley().slabs.push_back(std::move(box));
        }
    }
    page.galley().slabs.push_back(std::move(signatures));
    // A thin frame around the whole receipt.
    auto& section = page.section();
    Slab frame;
    frame.items.push_back(
        {Frame{-6 * kMm, -6 * kMm, page.width() + 12 * kMm, section.bottom - section.first_top + 10 * kMm, 0.8, false},
         kArtifact});
    frame.height = 0.001;
    frame.keep_next = true;
    page.galley().slabs.insert(page.galley().slabs.begin(), std::move(frame));
}

} // namespace alur::letter
