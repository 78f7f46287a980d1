#include "letter/pdf_document.hpp"

#include "core/hash.hpp"
#include "letter/packing.hpp"
#include "letter/pdf_content.hpp"
#include "letter/pdf_fonts.hpp"
#include "letter/pdf_tags.hpp"
#include "letter/pdf_writer.hpp"
#include "letter/pdf_xmp.hpp"

namespace alur::letter {

namespace {

constexpr char kProducer[] = "Alur " ALUR_VERSION;

int embed_image(PdfWriter& pdf, Image const& image, bool may_be_soft) {
    PdfWriter::Entries entries{{"Type", "/XObject"},
                               {"Subtype", "/Image"},
                               {"Width", std::to_string(image.width)},
                               {"Height", std::to_string(image.height)},
                               {"ColorSpace", "/DeviceRGB"},
                               {"BitsPerComponent", "8"},
                               {"Filter", "/FlateDecode"}};
    std::string on_paper;
    if (!image.alpha.empty() && !may_be_soft) {
        // PDF/A-1 knows no transparency: on white paper.
        on_paper = image.colours;
        for (std::size_t i = 0; i < image.alpha.size(); ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                auto const a = static_cast<unsigned char>(image.alpha[i]);
                auto const c = static_cast<unsigned char>(on_paper[i * 3 + k]);
                on_paper[i * 3 + k] = static_cast<char>((c * a + 255 * (255 - a)) / 255);
            }
        on_paper = deflated(on_paper, 9);
    } else if (!image.alpha.empty()) {
        auto const mask = pdf.add();
        auto soft = entries;
        soft[4].second = "/DeviceGray";
        pdf.set_stream(mask, soft, image.packed_alpha);
        entries.emplace_back("SMask", PdfWriter::ref(mask));
    }
    auto const object = pdf.add();
    pdf.set_stream(object, entries, on_paper.empty() ? image.packed_colours : on_paper);
    return object;
}

} // namespace

Result<std::string> write_document(Pages const& pages, FontBook& fonts, DocumentFacts const& facts) {
    auto cut = cut_fonts(pages, fonts);
    if (!cut) return cut.error();
    bool const a3 = facts.conformance == Conformance::A3b;
    PdfWriter pdf;
    std::string font_list;
    for (auto const& [id, subset] : cut->subsets)
        font_list +=
            "/F" + std::to_string(id) + " " + PdfWriter::ref(embed_font(pdf, fonts.facts(id), *subset, !a3)) + " ";
    std::string image_list;
    for (std::size_t i = 0; i < pages.images.size(); ++i)
        image_list += "/Im" + std::to_string(i) + " " + PdfWriter::ref(embed_image(pdf, *pages.images[i], a3)) + " ";
    auto const resources = pdf.add("<</Font <<" + font_list + ">>" +
                                   (image_list.empty() ? "" : " /XObject <<" + image_list + ">>") + ">>");

    std::vector<PageContent> contents;
    contents.reserve(pages.pages.size());
    std::vector<TaggedPage> tagged;
    std::vector<TaggedField> fields;
    std::string kids = "[", unique, form_fields;
    for (std::size_t i = 0; i < pages.pages.size(); ++i) {
        auto const& page = pages.pages[i];
        contents.push_back(page_content(page, pages, *cut));
        auto const& content = contents.back();
        auto const stream = pdf.add();
        pdf.set_stream(stream, {{"Filter", "/FlateDecode"}}, deflated(content.stream));
        unique += sha256(content.stream);
        auto const object = pdf.add();
        std::string annotations;
        for (auto const& [field, tag] : content.fields) {
            auto const key = static_cast<int>(pages.pages.size() + fields.size());
            auto const look = pdf.add();
            pdf.set_stream(look,
                           {{"Type", "/XObject"},
                            {"Subtype", "/Form"},
                            {"BBox", "[0 0 " + number(field.width) + " " + number(field.height) + "]"}},
                           "");
            auto const y = page.height - field.y - field.height;
            auto const widget = pdf.add(
                "<</Type /Annot /Subtype /Widget /FT /Sig /T " + PdfWriter::text(field.name) + " /TU " +
                PdfWriter::text(field.label) + " /F 132 /Rect [" + number(field.x) + " " + number(y) + " " +
                number(field.x + field.width) + " " + number(y + field.height) + "] /P " + PdfWriter::ref(object) +
                " /StructParent " + std::to_string(key) + " /AP <</N " + PdfWriter::ref(look) + ">>>>");
            annotations += PdfWriter::ref(widget) + " ";
            form_fields += PdfWriter::ref(widget) + " ";
            fields.push_back({tag, widget, object, key});
        }
        pdf.set(object, "<</Type /Page /Parent " + PdfWriter::ref(pdf.pages_object()) + " /MediaBox [0 0 " +
                            number(page.width) + " " + number(page.height) + "] /Resources " +
                            PdfWriter::ref(resources) + " /Contents " + PdfWriter::ref(stream) + " /StructParents " +
                            std::to_string(i) + " /Tabs /S" +
                            (annotations.empty() ? "" : " /Annots [" + annotations + "]") + ">>");
        tagged.push_back({object, nullptr});
        kids += PdfWriter::ref(object) + " ";
    }
    for (std::size_t i = 0; i < contents.size(); ++i) tagged[i].content = &contents[i];
    pdf.set_pages({{"Kids", kids + "]"}, {"Count", std::to_string(pages.pages.size())}});

    PdfWriter::Entries catalog;
    catalog.emplace_back("Lang", "(id-ID)");
    catalog.emplace_back("MarkInfo", "<</Marked true>>");
    catalog.emplace_back("StructTreeRoot", PdfWriter::ref(write_tags(pdf, pages, tagged, fields)));
    catalog.emplace_back("ViewerPreferences", "<</DisplayDocTitle true>>");
    auto const profile = pdf.add();
    pdf.set_stream(profile, {{"N", "3"}, {"Filter", "/FlateDecode"}}, facts.colour_profile);
    catalog.emplace_back("OutputIntents",
                         "[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info "
                         "(sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /DestOutputProfile " +
                             PdfWriter::ref(profile) + ">>]");
    auto const metadata = pdf.add();
    pdf.set_stream(metadata, {{"Type", "/Metadata"}, {"Subtype", "/XML"}}, xmp_packet(facts, kProducer));
    catalog.emplace_back("Metadata", PdfWriter::ref(metadata));
    auto const date = pdf_date(facts.created, facts.zone);
    if (a3 && !facts.snapshot.empty()) {
        auto const file = pdf.add();
        pdf.set_stream(file,
                       {{"Type", "/EmbeddedFile"},
                        {"Subtype", "/application#2Fjson"},
                        {"Filter", "/FlateDecode"},
                        {"Params", "<</Size " + std::to_string(facts.snapshot.size()) + " /ModDate " +
                                       PdfWriter::text(date) + ">>"}},
                       deflated(facts.snapshot));
        auto const spec = pdf.add(
            "<</Type /Filespec /F (data.json) /UF (data.json) /Desc (Data surat) /AFRelationship /Data /EF <</F " +
            PdfWriter::ref(file) + " /UF " + PdfWriter::ref(file) + ">>>>");
        catalog.emplace_back("AF", "[" + PdfWriter::ref(spec) + "]");
        catalog.emplace_back("Names", "<</EmbeddedFiles <</Names [(data.json) " + PdfWriter::ref(spec) + "]>>>>");
        unique += sha256(facts.snapshot);
    }
    if (!form_fields.empty()) catalog.emplace_back("AcroForm", "<</SigFlags 3 /Fields [" + form_fields + "]>>");
    pdf.set_catalog(catalog);
    return pdf.finish({{"Title", facts.title},
                       {"Creator", facts.creator},
                       {"Producer", kProducer},
                       {"CreationDate", date},
                       {"ModDate", date}},
                      sha256(unique));
}

} // namespace alur::letter
