#include "letter/compose.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

constexpr double kMm = 72.0 / 25.4;
constexpr double kNarrowSpace = 14 * kMm; ///< enough for a pen

std::vector<std::string> date_lines(Letter const& letter) {
    switch (letter.place_date) {
    case PlaceDate::None: return {};
    case PlaceDate::Plain: return {letter.place + ", " + letter.date};
    case PlaceDate::Decided: return {"Ditetapkan di " + letter.place, "pada tanggal " + letter.date};
    case PlaceDate::Published: return {"Dikeluarkan di " + letter.place, "pada tanggal " + letter.date};
    }
    return {};
}

/// Blocks in rows: a block whose place is taken begins the next row. A block in the middle has a row of its own, but
/// for layouts with three columns.
std::vector<std::vector<Signature const*>> arrange(std::vector<Signature> const& all, bool three_columns) {
    std::vector<std::vector<Signature const*>> out;
    for (auto const& s : all) {
        bool const taken =
            out.empty() || std::any_of(out.back().begin(), out.back().end(), [&](Signature const* o) {
                return o->side == s.side || (!three_columns && (o->side == Side::Middle || s.side == Side::Middle));
            });
        if (taken) out.emplace_back();
        out.back().push_back(&s);
    }
    for (auto& row : out)
        std::stable_sort(row.begin(), row.end(), [](auto const* a, auto const* b) {
            auto const rank = [](Side side) { return side == Side::Left ? 0 : side == Side::Middle ? 1 : 2; };
            return rank(a->side) < rank(b->side);
        });
    return out;
}

} // namespace

/// Head, space (or box) and name of one block; `head` gives the height of the head alone.
std::vector<Slab> Composer::signature_block(Signature const& signature, double x, double width, Align align,
                                            Dating dating, double& head, int index) {
    auto flow = block_flow();
    flow.x = x;
    flow.width = width;
    flow.align = align;
    std::vector<Slab> out;
    auto const parent = setter_.tag(TagKind::Section, section_tag_);
    auto const say = [&](std::string const& text, bool bold, double gap = 0) {
        if (text.empty()) return;
        auto here = flow;
        here.bold = bold;
        here.gap = gap;
        for (auto& slab : setter_.paragraph(words(text), here, setter_.tag(TagKind::Paragraph, parent)))
            out.push_back(std::move(slab));
    };
    // The date stands above one block; the others of the row begin on the line below it.
    if (dating != Dating::None) {
        auto const lines = date_lines(letter_);
        Slab air;
        air.height = lines.size() > 1 ? 3 : 0.01;
        if (dating == Dating::Printed)
            for (auto const& line : lines) say(line, false);
        else
            air.height += static_cast<double>(lines.size()) * flow.leading;
        out.push_back(std::move(air));
    }
    for (auto const& line : signature.as) say(line, false);
    for (auto const& line : signature.title) say(line, false);
    auto stack = stacked(std::move(out));
    head = stack.height;
    out.clear();
    out.push_back(std::move(stack));

    Slab middle;
    middle.height = spacing_ == Spacing::Narrow && !signature.stamp_duty ? kNarrowSpace : spec_.sign_space;
    if (letter_.signing == SigningMode::Electronic) {
        middle.gap = 4;
        auto const family = setter_.use_family(spec_.head_family);
        auto const box_width = std::min(spec_.box_width, width), qr = spec_.qr;
        auto const text_x = x + qr + 2.5 * kMm, text_width = box_width - qr - 3.5 * kMm;
        double y = 1.0 * kMm;
        auto const small = [&](std::string const& text, double size, bool bold) {
            if (text.empty()) return;
            Flow here;
            here.x = text_x;
            here.width = text_width;
            here.size = size;
            here.leading = size * 1.18;
            here.align = Align::Left;
            here.bold = bold;
            here.gap = 0;
            for (auto& slab : setter_.paragraph(words(text), here, setter_.tag(TagKind::Paragraph, parent))) {
                shift(slab.items, 0, y);
                y += slab.height;
                std::move(slab.items.begin(), slab.items.end(), std::back_inserter(middle.items));
            }
        };
        small("Ditandatangani secara elektronik oleh:", 7, false);
        small(signature.spoken_title, 7.5, false);
        double name_size = 8.5; // a long name gets smaller before it gets a second line
        while (name_size > 7 && setter_.text_width(signature.name, name_size, true) > text_width) name_size -= 0.5;
        small(signature.name, name_size, true);
        small(signature.rank, 7.5, false);
        if (!signature.nip.empty()) small("NIP " + signature.nip, 7.5, false);
        small(signature.note, 7.5, false);
        if (!marking_.is_draft && !marking_.code.empty()) small("Kode: " + marking_.code, 7.5, false);
        auto const height = std::max(spec_.box_height, y + 1.0 * kMm);
        auto const qr_y = (height - qr) / 2;
        middle.items.push_back({Frame{x, 0, box_width, height, 0.6, false}, kArtifact});
        bool const real = !marking_.is_draft && !marking_.verification.empty();
        if (real) {
            auto const figure = setter_.tag(TagKind::Figure, parent, "Kode QR untuk memeriksa keaslian surat");
            middle.items.push_back({QrCode{x + 1 * kMm, qr_y, qr, marking_.verification}, figure});
        } else if (marking_.is_draft) {
            middle.items.push_back({Frame{x + 1.5 * kMm, qr_y + 0.5 * kMm, qr - kMm, qr - kMm, 0.5, true}, kArtifact});
            setter_.line(middle.items, "kode QR", x + 1 * kMm, qr, qr_y + qr / 2 - 1, 7, Align::Centre, false,
                         kArtifact, Ink::Grey);
            setter_.line(middle.items, "setelah terbit", x + 1 * kMm, qr, qr_y + qr / 2 + 7, 7, Align::Centre, false,
                         kArtifact, Ink::Grey);
        }
        if (!marking_.is_draft) {
            auto const form = setter_.tag(TagKind::Form, parent, "Tempat tanda tangan elektronik " + signature.name);
            middle.items.push_back({SignatureField{x, 0, box_width, height, "ttd_" + std::to_string(index),
                                                   "Tanda tangan elektronik " + signature.name},
                                    form});
        }
        middle.height = height;
        setter_.use_family(family);
        out.push_back(std::move(middle));
        return out;
    }
    if (signature.stamp_duty) {
        constexpr double kTop = 5; // air between the title and the box
        auto const height = std::min(spec_.duty_height, spec_.sign_space - 4);
        auto const at = align == Align::Centre ? x + std::max(0.0, width / 2 - spec_.duty_width - 2) : x;
        middle.items.push_back({Frame{at, kTop, spec_.duty_width, height, 0.5, true}, kArtifact});
        auto const duty = setter_.tag(TagKind::Paragraph, parent);
        setter_.line(middle.items, "meterai", at, spec_.duty_width, kTop + height / 2 - 1, 8, Align::Centre, false,
                     duty, Ink::Grey);
        middle.height += kTop;
        setter_.line(middle.items, "Rp10.000", at, spec_.duty_width, kTop + height / 2 + 9, 8, Align::Centre, false,
                     duty, Ink::Grey);
    }
    out.push_back(std::move(middle));
    std::vector<Slab> foot;
    std::swap(out, foot);
    say(signature.name, true);
    say(signature.rank, false);
    if (!signature.nip.empty()) say("NIP " + signature.nip, false);
    say(signature.note, false);
    foot.push_back(stacked(std::move(out)));
    return foot;
}

Slab Composer::signature_rows(double width, bool with_date) {
    std::vector<Slab> rows;
    auto const arranged = arrange(letter_.signatures, letter_.layout == LayoutKind::Kuitansi);
    int index = 0;
    bool dated = !with_date;
    for (auto const& row : arranged) {
        auto const gutter = 5 * kMm;
        bool const three = row.size() == 3 || letter_.layout == LayoutKind::Kuitansi;
        auto const column = three ? (width - 2 * gutter) / 3 : std::min(spec_.sign_width, (width - gutter) / 2);
        bool const alone = row.size() == 1;
        std::vector<std::vector<Slab>> blocks;
        std::vector<double> heads;
        double head = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto const& s = *row[i];
            double w = column, x = 0;
            // A block alone at the right stands at the column of the date; one at the left stands under those above it.
            auto align = alone && s.side == Side::Right ? Align::Left : Align::Centre;
            if (alone && s.side == Side::Left && arranged.size() == 1) align = Align::Left;
            if (letter_.signing == SigningMode::Electronic) align = Align::Left;
            if (s.side == Side::Right) {
                x = width - column;
                if (alone && !three) {
                    x = letter_.signing == SigningMode::Electronic
                            ? std::min(spec_.right_column, width - spec_.box_width)
                            : spec_.right_column;
                    // A long name is not torn apart: its block begins further left.
                    if (letter_.signing == SigningMode::Wet)
                        x = std::max(0.0, std::min(x, width - setter_.text_width(s.name, spec_.size, true) - 1));
                    w = width - x;
                }
            } else if (s.side == Side::Middle) {
                x = (width - column) / 2;
            }
            // The date stands above the right-most block of the first row.
            bool const date_here = !dated && i + 1 == row.size();
            heads.push_back(0);
            auto const dating = dated ? Dating::None : date_here ? Dating::Printed : Dating::LeftFree;
            blocks.push_back(signature_block(s, x, w, align, dating, heads.back(), ++index));
            head = std::max(head, heads.back());
        }
        dated = true;
        // A box for stamp duty is higher than the space for a pen alone; the names still stand on one line.
        if (letter_.signing == SigningMode::Wet) {
            double space = 0;
            for (auto const& block : blocks) space = std::max(space, block[1].height);
            for (auto& block : blocks) block[1].height = space;
        }
        Slab out;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            // Names of one row stand on one line: the space of the shorter head is wider.
            if (blocks[i].size() > 1) blocks[i][1].gap += head - heads[i];
            auto one = stacked(std::move(blocks[i]));
            out.height = std::max(out.height, one.height);
            std::move(one.items.begin(), one.items.end(), std::back_inserter(out.items));
        }
        out.gap = rows.empty() ? 0 : spacing_ == Spacing::Narrow ? 9 : 14;
        rows.push_back(std::move(out));
    }
    return stacked(std::move(rows));
}

} // namespace alur::letter
