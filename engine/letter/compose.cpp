#include "letter/compose.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace alur::letter {

namespace {
constexpr double kMm = 72.0 / 25.4;
}

Composer::Composer(Letter const& letter, LayoutBook const& book, FontBook& fonts, Marking const& marking, Pages& pages,
                   std::u32string& missing, Spacing spacing)
    : letter_(letter), book_(book), spec_(book.spec(letter.layout)), marking_(marking), pages_(pages),
      setter_(fonts, spec_, pages, missing), paper_(book.find_paper(letter.paper)), spacing_(spacing) {
    pages_.tags.push_back({TagKind::Document, -1, 1, {}});
    if (marking_.logo) pages_.images.push_back(marking_.logo);
    if (letter_.layout == LayoutKind::Kuitansi) paper_.height /= 2;
    bool const has_head = letter_.letterhead != Letterhead::None;
    begin_section(false, has_head ? spec_.letterhead_top : spec_.top);
}

void Composer::begin_section(bool landscape, double first_top) {
    section_ = {};
    section_.page_width = landscape ? paper_.height : paper_.width;
    section_.page_height = landscape ? paper_.width : paper_.height;
    section_.left = spec_.left;
    section_.first_top = first_top;
    section_.top = spec_.top;
    section_.bottom = section_.page_height - spec_.bottom;
    width_ = section_.page_width - spec_.left - spec_.right;
    section_tag_ = setter_.tag(TagKind::Section, 0);
}

Flow Composer::body_flow() const {
    Flow f;
    f.width = width_;
    f.size = spec_.size;
    f.leading = setter_.body_leading(spec_.size);
    f.gap = spec_.paragraph_gap;
    f.first_indent = spec_.first_indent;
    f.label = spec_.body_label;
    f.squeezes = true;
    f.parent = section_tag_;
    return f;
}

Flow Composer::block_flow() const {
    auto f = body_flow();
    f.leading = setter_.block_leading(spec_.size);
    f.align = Align::Left;
    f.gap = 0;
    f.first_indent = f.label = 0;
    f.squeezes = false;
    return f;
}

void Composer::space(double points) {
    Slab slab;
    slab.height = points;
    slab.keep_next = true;
    galley().slabs.push_back(std::move(slab));
}

void Composer::full_rule() {
    Slab slab;
    slab.gap = 6;
    slab.height = 8;
    slab.keep_next = true;
    slab.items.push_back({Rule{0, 3, width_, 1.0, Ink::Black}, kArtifact});
    galley().slabs.push_back(std::move(slab));
}

void Composer::centred(std::vector<std::string> const& lines, double size, bool bold, bool underline, double gap,
                       TagKind kind) {
    bool first = true;
    for (auto const& text : lines) {
        auto flow = block_flow();
        flow.size = size;
        flow.leading = setter_.block_leading(size);
        flow.align = Align::Centre;
        flow.gap = first ? gap : 0;
        flow.bold = bold;
        auto content = words(text);
        content.front().underline = underline;
        auto slabs = setter_.paragraph(content, flow, setter_.tag(kind, section_tag_));
        for (auto& slab : slabs) slab.keep_next = true;
        galley().append(std::move(slabs));
        first = false;
    }
}

void Composer::title() {
    bool const bold = letter_.layout != LayoutKind::Keputusan;
    double const gap = letter_.layout == LayoutKind::Keputusan ? spec_.size : 2;
    if (!letter_.title.empty()) {
        auto head = letter_.title;
        auto const last = head.back();
        head.pop_back();
        centred(head, spec_.size, bold, false, 0, TagKind::Heading1);
        centred({last}, spec_.size, bold, spec_.underline_title, 0, TagKind::Heading1);
    }
    for (auto const& number : letter_.numbers)
        centred({"NOMOR " + number}, spec_.size, false, false, gap, TagKind::Paragraph);
    if (!letter_.about.empty()) {
        centred({"TENTANG"}, spec_.size, bold, false, std::max(gap, 6.0), TagKind::Paragraph);
        centred({letter_.about}, spec_.size, bold, false, std::max(gap, 6.0), TagKind::Heading1);
    }
}

void Composer::rows(std::vector<std::pair<std::string, std::string>> const& pairs, double label, double value_width,
                    double gap) {
    auto flow = block_flow();
    flow.gap = gap;
    flow.width = std::min(width_, label + spec_.colon + value_width);
    Labelled block;
    for (auto const& [name, value] : pairs) {
        std::vector<Block> content;
        content.push_back({Paragraph{words(value), Align::Left}});
        block.rows.push_back({words(name), std::move(content)});
    }
    auto slabs = setter_.labelled(block, flow, label, galley());
    for (auto& slab : slabs) slab.keep_next = true;
    galley().append(std::move(slabs));
}

void Composer::opening() {
    auto const date = letter_.place + ", " + letter_.date;
    auto const room = spec_.date_beside_number ? spec_.right_column - spec_.label - spec_.colon - 2 * kMm
                                               : spec_.value_limit - spec_.label - spec_.colon;
    auto flow = block_flow();
    std::vector<std::pair<std::string, std::string>> pairs;
    for (auto const& number : letter_.numbers) pairs.emplace_back("Nomor", number);
    if (letter_.layout == LayoutKind::Korespondensi) pairs.emplace_back("Sifat", letter_.urgency);
    pairs.emplace_back("Lampiran", letter_.enclosure);
    pairs.emplace_back("Hal", letter_.subject);
    if (!spec_.date_beside_number) {
        auto here = flow;
        here.x = spec_.right_column;
        here.width = width_ - spec_.right_column;
        galley().append(setter_.paragraph(words(date), here, setter_.tag(TagKind::Paragraph, section_tag_)));
    }
    auto const first = galley().slabs.size();
    rows(pairs, spec_.label, room, 0);
    if (spec_.date_beside_number && first < galley().slabs.size())
        setter_.line(galley().slabs[first].items, date, spec_.right_column, width_ - spec_.right_column,
                     flow.leading / 2 + flow.size * 0.36, flow.size, Align::Left, false,
                     setter_.tag(TagKind::Paragraph, section_tag_));
}

void Composer::addressees() {
    auto flow = block_flow();
    flow.gap = spec_.block_gap;
    flow.width = width_ * 0.72;
    auto const say = [&](std::string const& text, double x) {
        auto here = flow;
        here.x = x;
        here.width -= x;
        auto slabs = setter_.paragraph(words(text), here, setter_.tag(TagKind::Paragraph, section_tag_));
        for (auto& slab : slabs) slab.keep_next = true;
        galley().append(std::move(slabs));
        flow.gap = 0;
    };
    if (needs_address_annex()) return say("Yth. (daftar terlampir)", 0);
    auto const yth = setter_.text_width("Yth.", spec_.size) + setter_.fonts().space_width(0, spec_.size);
    bool const several = letter_.addressees.size() > 1;
    int n = 0;
    for (auto const& a : letter_.addressees) {
        ++n;
        auto const indent = several ? yth + 14 : yth;
        auto const mark = (n == 1 ? "Yth.\xC2\xA0" : std::string()) + (several ? std::to_string(n) + "." : "");
        auto const at = galley().slabs.size();
        say(a.to, indent);
        if (at < galley().slabs.size()) {
            std::vector<Item> items;
            auto const y = flow.leading / 2 + flow.size * 0.36;
            auto const tag = galley().slabs[at].items.empty() ? section_tag_ : galley().slabs[at].items.front().tag;
            if (n == 1) setter_.line(items, "Yth.", 0, yth, y, spec_.size, Align::Left, false, tag);
            if (several) setter_.line(items, std::to_string(n) + ".", yth, 14, y, spec_.size, Align::Left, false, tag);
            auto& into = galley().slabs[at].items;
            into.insert(into.begin(), items.begin(), items.end());
        }
        if (!a.through.empty()) say("melalui " + a.through, several ? indent : 0);
        if (!a.place.empty()) say("di " + a.place, several ? indent : 0);
    }
}

void Composer::body(Flow const& flow) {
    std::vector<Block> part;
    auto const flush = [&] {
        if (!part.empty()) galley().append(setter_.blocks(part, flow, galley()));
        part.clear();
    };
    for (auto const& block : letter_.body) {
        auto const* command = std::get_if<Command>(&block.what);
        if (command && command->kind == Command::Kind::Signatures) {
            flush();
            signatures();
            signed_in_body_ = true;
        } else {
            part.push_back(block);
        }
    }
    flush();
}

void Composer::closing() {
    if (letter_.closing.empty()) return;
    galley().append(
        setter_.paragraph(words(letter_.closing), body_flow(), setter_.tag(TagKind::Paragraph, section_tag_)));
}

void Composer::signatures(bool with_date) {
    if (signed_in_body_ || letter_.signatures.empty()) return;
    auto& slabs = galley().slabs;
    auto block = signature_rows(width_, with_date);
    block.gap = spec_.block_gap + 4;
    // Never alone on a page: the two lines in front of it come along.
    for (std::size_t back = 0; back < 2 && back < slabs.size(); ++back) slabs[slabs.size() - 1 - back].keep_next = true;
    slabs.push_back(std::move(block));
}

void Composer::copies() {
    if (letter_.copies.empty()) return;
    auto flow = block_flow();
    flow.gap = spec_.block_gap;
    std::vector<Slab> all = setter_.paragraph(words("Tembusan:"), flow, setter_.tag(TagKind::Paragraph, section_tag_));
    std::vector<Block> blocks;
    List list;
    for (std::size_t i = 0; i < letter_.copies.size(); ++i) {
        auto text = letter_.copies[i];
        while (!text.empty() && (text.back() == ';' || text.back() == '.')) text.pop_back();
        text += i + 1 == letter_.copies.size() ? "." : ";";
        Block line{Paragraph{words(text), Align::Left}};
        if (letter_.copies.size() == 1)
            blocks.push_back(std::move(line)); // one alone is not counted
        else
            list.items.push_back({std::move(line)});
    }
    if (!list.items.empty()) blocks.push_back({std::move(list)});
    flow.gap = 0;
    auto rest = setter_.blocks(blocks, flow, galley());
    for (auto& slab : rest) slab.gap = 0;
    all.insert(all.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    if (all.size() <= 14) {
        galley().slabs.push_back(stacked(std::move(all)));
    } else {
        for (auto& slab : all) galley().slabs.push_back(std::move(slab));
    }
}

/// How much closer the lines must stand for the section to fit on one page; 0 when they do or cannot.
double Composer::squeeze() const {
    if (count_pages(section_, 0) > 1)
        for (double const step : {0.5, 1.0, 1.5})
            if (count_pages(section_, step * spec_.size / 12) == 1) return step * spec_.size / 12;
    return 0;
}

std::size_t Composer::text_pages() const { return count_pages(section_, squeeze()); }

void Composer::close_section() { paginate(section_, squeeze(), pages_.pages); }

/// The same text twice on one page with a cut line between, when it fits on half of it.
bool Composer::close_doubled() {
    auto half = section_;
    auto const middle = section_.page_height / 2;
    half.bottom = middle - 8 * kMm;
    half.first_top = std::min(half.first_top, 15 * kMm); // half a page has no room for the margin of a whole one
    double squeeze = -1;
    for (double const step : {0.0, 0.5, 1.0, 1.5})
        if (squeeze < 0 && count_pages(half, step) == 1) squeeze = step;
    if (squeeze < 0) return false;
    paginate(half, squeeze, pages_.pages);
    auto& items = pages_.pages.back().items;
    auto again = items;
    for (auto& item : again) item.tag = kArtifact; // read once
    std::erase_if(again, [](Item const& item) { return std::holds_alternative<SignatureField>(item.what); });
    shift(again, 0, middle);
    items.push_back({Frame{spec_.left / 2, middle, section_.page_width - spec_.left, 0, 0.6, true}, kArtifact});
    std::move(again.begin(), again.end(), std::back_inserter(items));
    return true;
}

void Composer::finish() {
    auto const count = letter_.annexes.size() + (needs_address_annex() ? 1 : 0);
    if (letter_.copies_on_page < 2 || !close_doubled()) close_section();
    std::size_t n = 0;
    if (needs_address_annex()) address_annex(++n, count);
    for (auto const& one : letter_.annexes) annex(one, ++n, count);
    for (std::size_t i = 0; i < pages_.pages.size(); ++i) decorate(i);
}

void Composer::decorate(std::size_t index) {
    auto& page = pages_.pages[index];
    std::vector<Item> items;
    if (!marking_.watermark.empty())
        items.push_back(
            {WatermarkText{setter_.fonts().find(spec_.family, {true, false}), marking_.watermark}, kArtifact});
    if (index > 0)
        setter_.line(items, "- " + std::to_string(index + 1) + " -", 0, page.width, spec_.page_number_top, 11,
                     Align::Centre, false, kArtifact);
    if (letter_.signing == SigningMode::Electronic && !book_.footer.empty()) {
        auto const family = setter_.use_family(spec_.head_family);
        double const size = 8, leading = 10;
        double y = page.height - spec_.bottom + 8 * kMm;
        double const x = spec_.left + 27 * kMm; // room for the mark of the certificate authority
        items.push_back({Rule{spec_.left, y - 10, page.width - spec_.left - spec_.right, 0.4, Ink::Grey}, kArtifact});
        for (auto const& text : book_.footer) {
            Flow flow;
            flow.width = page.width - spec_.right - x;
            flow.size = size;
            flow.leading = leading;
            flow.align = Align::Left;
            flow.gap = 0;
            for (auto& slab : setter_.paragraph(words(text), flow, kArtifact)) {
                shift(slab.items, x, y - 6);
                std::move(slab.items.begin(), slab.items.end(), std::back_inserter(items));
                y += leading;
            }
        }
        setter_.use_family(family);
    }
    // Behind the text: the watermark first.
    page.items.insert(page.items.begin(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

namespace {

void lay_out_text(Composer& composer) {
    switch (composer.letter().layout) {
    case LayoutKind::Korespondensi: lay_out_korespondensi(composer); break;
    case LayoutKind::Nota: lay_out_nota(composer); break;
    case LayoutKind::Judul: lay_out_judul(composer); break;
    case LayoutKind::Keputusan: lay_out_keputusan(composer); break;
    case LayoutKind::Pernyataan: lay_out_pernyataan(composer); break;
    case LayoutKind::Kuitansi: lay_out_kuitansi(composer); break;
    case LayoutKind::Perjanjian: lay_out_perjanjian(composer); break;
    }
}

} // namespace

Result<Pages> lay_out(Letter const& letter, LayoutBook const& book, FontBook& fonts, Marking const& marking) {
    Pages pages;
    std::u32string missing;
    using Spacing = Composer::Spacing;
    Composer usual(letter, book, fonts, marking, pages, missing, Spacing::Usual);
    lay_out_text(usual);
    // Many hands to sign with a pen: nearer together, they may save a page that would hold hardly anything else.
    bool const many = letter.signing == SigningMode::Wet && letter.signatures.size() > 2;
    auto const needs = many ? usual.text_pages() : 1;
    if (needs == 1) {
        usual.finish();
    } else {
        Pages other;
        Composer narrow(letter, book, fonts, marking, other, missing, Spacing::Narrow);
        lay_out_text(narrow);
        bool const saves = narrow.text_pages() < needs;
        (saves ? narrow : usual).finish();
        if (saves) pages = std::move(other);
    }
    if (!missing.empty()) {
        std::string list;
        for (char32_t const letter_code : missing.substr(0, 8)) {
            if (!list.empty()) list += ", ";
            constexpr char kHex[] = "0123456789ABCDEF";
            std::string code;
            for (auto v = static_cast<std::uint32_t>(letter_code); v > 0 || code.size() < 4; v >>= 4U)
                code.insert(code.begin(), kHex[v & 15U]);
            list += "\"" + to_utf8(std::u32string(1, letter_code)) + "\" (U+" + code + ")";
        }
        return invalid("surat " + letter.id + " memuat huruf yang tidak dimiliki fon mana pun: " + list +
                       "; perbaiki datanya atau tambahkan fon pada fon.cadangan di layouts.yaml");
    }
    return pages;
}

} // namespace alur::letter
