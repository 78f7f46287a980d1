#include "letter/compose.hpp"

#include <algorithm>

#include "core/indonesian.hpp"
#include "core/text.hpp"

namespace alur::letter {

void Composer::annex_heading(Section& section, double width, std::string const& title, std::size_t number,
                             std::size_t count) {
    auto const roman_number = count > 1 ? " " + roman(static_cast<int>(number)) : std::string();
    auto const size = std::min(spec_.size, spec_.annex_size);
    auto flow = block_flow();
    flow.size = size;
    flow.leading = setter_.block_leading(size);
    auto const column = std::min(spec_.right_column, width - 75 * 72.0 / 25.4);
    auto const x = std::max(column, width * 0.5);
    flow.x = x;
    flow.width = width - x;
    auto const say = [&](std::string const& text, double gap = 0) {
        auto here = flow;
        here.gap = gap;
        auto slabs = setter_.paragraph(words(text), here, setter_.tag(TagKind::Paragraph, section_tag_));
        for (auto& slab : slabs) slab.keep_next = true;
        section.galley.append(std::move(slabs));
    };
    if (letter_.layout == LayoutKind::Keputusan) {
        say("LAMPIRAN" + roman_number);
        say(join(letter_.title, " "));
        for (auto const& n : letter_.numbers) say("NOMOR " + n);
        say("TENTANG");
        say(letter_.about);
    } else {
        Labelled block;
        auto const row = [&](std::string label, std::string value) {
            std::vector<Block> content;
            content.push_back({Paragraph{words(std::move(value)), Align::Left}});
            block.rows.push_back({words(std::move(label)), std::move(content)});
        };
        say((letter_.layout == LayoutKind::Korespondensi ? "Lampiran Surat" : "Lampiran " + letter_.name) +
            roman_number);
        for (auto const& n : letter_.numbers) row("Nomor", n);
        row("Tanggal", letter_.date);
        auto slabs = setter_.labelled(block, flow, setter_.text_width("Tanggal", size) + 6, section.galley);
        for (auto& slab : slabs) slab.keep_next = true;
        section.galley.append(std::move(slabs));
    }
    if (title.empty()) return;
    auto here = block_flow();
    here.align = Align::Centre;
    here.bold = true;
    here.gap = 16;
    auto slabs = setter_.paragraph(words(title), here, setter_.tag(TagKind::Heading1, section_tag_));
    for (auto& slab : slabs) slab.keep_next = true;
    section.galley.append(std::move(slabs));
    space(4);
}

void Composer::annex(Annex const& annex, std::size_t number, std::size_t count) {
    begin_section(annex.landscape, spec_.top);
    annex_heading(section_, width_, plain(annex.title), number, count);
    auto flow = body_flow();
    flow.size = std::min(spec_.size, spec_.annex_size);
    flow.leading = setter_.body_leading(flow.size);
    flow.squeezes = false;
    flow.first_indent = 0;
    flow.align = Align::Left;
    flow.label = 0;
    galley().append(setter_.blocks(annex.blocks, flow, galley()));
    if (annex.is_signed) {
        signed_in_body_ = false;
        signatures(false);
    }
    paginate(section_, 0, pages_.pages);
}

void Composer::address_annex(std::size_t number, std::size_t count) {
    begin_section(false, spec_.top);
    annex_heading(section_, width_, "DAFTAR PENERIMA SURAT", number, count);
    List list;
    for (auto const& a : letter_.addressees) {
        auto text = a.to;
        if (!a.through.empty()) text += " melalui " + a.through;
        if (!a.place.empty()) text += " di " + a.place;
        std::vector<Block> item;
        item.push_back({Paragraph{words(std::move(text)), Align::Left}});
        list.items.push_back(std::move(item));
    }
    std::vector<Block> blocks;
    blocks.push_back({std::move(list)});
    auto flow = block_flow();
    flow.gap = 6;
    galley().append(setter_.blocks(blocks, flow, galley()));
    signed_in_body_ = false;
    signatures(false);
    paginate(section_, 0, pages_.pages);
}

} // namespace alur::letter
