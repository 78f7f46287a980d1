#include "letter/pdf_fonts.hpp"

#include "core/text.hpp"

#include "letter/packing.hpp"

#include <algorithm>

namespace alur::letter {

namespace {

void append_hex(std::string& out, unsigned value) {
    constexpr char kHex[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(value >> static_cast<unsigned>(shift)) & 15U];
}

std::string to_unicode(Subset const& subset) {
    std::vector<std::size_t> said;
    for (std::size_t i = 0; i < subset.texts.size(); ++i)
        if (!subset.texts[i].empty()) said.push_back(i);
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering "
        "(UCS) "
        "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> "
        "<FFFF>\nendcodespacerange\n";
    for (std::size_t from = 0; from < said.size(); from += 100) {
        auto const to = std::min(said.size(), from + 100);
        out += std::to_string(to - from) + " beginbfchar\n";
        for (auto i = from; i < to; ++i) {
            out += '<';
            append_hex(out, static_cast<unsigned>(said[i]));
            out += "> <";
            for (char32_t const c : to_code_points(subset.texts[said[i]])) {
                if (c < 0x10000) {
                    append_hex(out, static_cast<unsigned>(c));
                } else {
                    auto const v = static_cast<unsigned>(c) - 0x10000U;
                    append_hex(out, 0xD800U + (v >> 10U));
                    append_hex(out, 0xDC00U + (v & 0x3FFU));
                }
            }
            out += ">\n";
        }
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

} // namespace

int embed_font(PdfWriter& pdf, FontFacts const& facts, Subset const& subset, bool cid_set) {
    auto const name = PdfWriter::name(subset.tag + "+" + facts.postscript_name);
    auto const scaled = [&](int units) { return std::to_string(units * 1000 / facts.units); };
    auto const file = pdf.add();
    PdfWriter::Entries entries{{"Filter", "/FlateDecode"}};
    if (facts.cff)
        entries.emplace_back("Subtype", "/CIDFontType0C");
    else
        entries.emplace_back("Length1", std::to_string(subset.program.size()));
    pdf.set_stream(file, entries, subset.packed);

    std::string descriptor =
        "<</Type /FontDescriptor /FontName " + name + " /Flags 4 /FontBBox [" + scaled(facts.box[0]) + " " +
        scaled(facts.box[1]) + " " + scaled(facts.box[2]) + " " + scaled(facts.box[3]) + "] /ItalicAngle " +
        std::to_string(static_cast<int>(facts.italic_angle)) + " /Ascent " + scaled(facts.ascent) + " /Descent " +
        scaled(facts.descent) + " /CapHeight " + scaled(facts.cap_height) + " /StemV " + (facts.bold ? "120" : "80") +
        (facts.cff ? " /FontFile3 " : " /FontFile2 ") + PdfWriter::ref(file);
    if (cid_set) {
        std::string bits((subset.widths.size() + 7) / 8, '\0');
        for (std::size_t i = 0; i < subset.widths.size(); ++i)
            bits[i / 8] = static_cast<char>(static_cast<unsigned char>(bits[i / 8]) | (0x80U >> (i % 8)));
        auto const set = pdf.add();
        pdf.set_stream(set, {{"Filter", "/FlateDecode"}}, deflated(bits));
        descriptor += " /CIDSet " + PdfWriter::ref(set);
    }
    auto const described = pdf.add(descriptor + ">>");

    std::string widths = "[0 [";
    for (auto const w : subset.widths) widths += std::to_string(w) + " ";
    widths.back() = ']';
    widths += ']';
    std::string descendant = "<</Type /Font /Subtype ";
    descendant += facts.cff ? "/CIDFontType0" : "/CIDFontType2";
    descendant += " /BaseFont " + name +
                  " /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor " +
                  PdfWriter::ref(described) + " /DW 0 /W " + widths;
    if (!facts.cff) {
        if (subset.soft_hyphen >= subset.glyph_count) {
            // One code more than glyphs: the hyphen that reads as U+00AD shows the hyphen's glyph.
            std::string map;
            for (int i = 0; i <= subset.soft_hyphen; ++i) {
                auto const id = static_cast<unsigned>(i == subset.soft_hyphen ? subset.hyphen : i);
                map += static_cast<char>(id >> 8U);
                map += static_cast<char>(id & 255U);
            }
            auto const stream = pdf.add();
            pdf.set_stream(stream, {{"Filter", "/FlateDecode"}}, deflated(map));
            descendant += " /CIDToGIDMap " + PdfWriter::ref(stream);
        } else {
            descendant += " /CIDToGIDMap /Identity";
        }
    }
    auto const inner = pdf.add(descendant + ">>");
    auto const unicode = pdf.add();
    pdf.set_stream(unicode, {{"Filter", "/FlateDecode"}}, deflated(to_unicode(subset)));
    return pdf.add("<</Type /Font /Subtype /Type0 /BaseFont " + name + " /Encoding /Identity-H /DescendantFonts [" +
                   PdfWriter::ref(inner) + "] /ToUnicode " + PdfWriter::ref(unicode) + ">>");
}

} // namespace alur::letter
