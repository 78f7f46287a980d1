#include "letter/font_program.hpp"
#include "pdf_fixture.hpp"

using namespace letter_fixture;

namespace {

struct Break {
    std::string rule;
    std::function<std::string()> make;
};

/// The good file with something done to its objects.
Break by(std::string rule, std::function<void(BrokenPdf&)> change) {
    return {std::move(rule), [change = std::move(change)] {
                BrokenPdf pdf;
                change(pdf);
                return pdf.saved();
            }};
}

Break by_object(std::string rule, std::string syntax) {
    return by(std::move(rule), [=](BrokenPdf& pdf) { pdf.update().set(pdf.update().add(), syntax); });
}

Break by_content(std::string rule, std::string more) {
    return by(std::move(rule), [=](BrokenPdf& pdf) { pdf.append_content(more); });
}

Break by_replacing(std::string rule, std::vector<std::string> words, std::string from, std::string to) {
    return by(std::move(rule), [=](BrokenPdf& pdf) { pdf.replace(pdf.object_with(words), from, to); });
}

Break by_catalog(std::string rule, std::string entry) {
    return by(std::move(rule), [=](BrokenPdf& pdf) { pdf.add_entry(pdf.catalog(), entry); });
}

Break by_metadata(std::string rule, std::string from, std::string to) {
    return by(std::move(rule), [=](BrokenPdf& pdf) { pdf.replace_metadata(from, to); });
}

/// The first font's descendant with one of its codes led to another glyph.
void lead_astray(BrokenPdf& pdf, unsigned glyph) {
    auto const number = pdf.object_with({"/Subtype /CIDFontType2", "/CIDToGIDMap /Identity"});
    auto font = pdf.value(number);
    std::string map(512, '\0');
    for (unsigned i = 0; i < 256; ++i) map[i * 2 + 1] = static_cast<char>(i);
    constexpr unsigned kCode = 3; // a letter that the page shows
    map[kCode * 2] = static_cast<char>(glyph >> 8U);
    map[kCode * 2 + 1] = static_cast<char>(glyph & 255U);
    auto const stream = pdf.update().add();
    pdf.update().set_stream(stream, "", map);
    auto const* descriptor = pdf.file().object(font.find("FontDescriptor"));
    auto const program =
        letter::FontProgram::read(*pdf.file().stream(*pdf.file().object(descriptor->value.find("FontFile2"))));
    for (auto& [key, value] : font.entries) {
        if (key == "W" && program->width(glyph))
            value.items[1].items[kCode].integer = std::lround(*program->width(glyph));
        if (key == "CIDToGIDMap") {
            value.kind = letter::PdfValue::Kind::Reference;
            value.integer = stream;
        }
    }
    pdf.update().set(number, letter::pdf_syntax(font));
}

std::string replaced(std::string bytes, std::string const& from, std::string const& to) {
    auto const at = bytes.find(from);
    if (at == std::string::npos) FAIL(from << " is not in the file");
    return bytes.replace(at, from.size(), to);
}

std::vector<Break> const& breaks() {
    static std::string const empty_state = "<</ExtGState <</GS1 <<";
    static std::vector<Break> const all{
        {"header", [] { return replaced(good_pdf(), "%PDF-1.7", "%PDF-1.9"); }},
        {"end-of-file", [] { return good_pdf() + "lagi"; }},
        by("file-id", [](BrokenPdf& pdf) { pdf.update().set_trailer("ID", "[()]"); }),
        by("not-encrypted", [](BrokenPdf& pdf) { pdf.update().set_trailer("Encrypt", "<<>>"); }),
        {"table-lines", [] { return replaced(good_pdf(), " n \n", " n\n\n"); }},
        {"objects-present",
         [] {
             BrokenPdf pdf;
             auto const number = pdf.update().add();
             pdf.update().set(number, "(alone)");
             auto const head = std::to_string(number) + " 0 obj\n(alone)";
             return replaced(pdf.saved(), head, "9" + head.substr(1));
         }},
        by_object("hexadecimal", "<ABC>"),
        by_object("stream-lines", "<</Length 3>>\nstream\nabcdef\nendstream"),
        by_object("stream-inside", "<</Length 3 /F (lain.bin)>>\nstream\nabc\nendstream"),
        by_object("filters", "<</Length 3 /Filter /LZWDecode>>\nstream\nabc\nendstream"),
        by_object("names", "<</Type /Font /BaseFont /A#FF>>"),
        by_object("object-lines", "<<>> endobj"),
        by_catalog("permissions", "/Perms <</Lain true>>"),
        by_object("limits", "[99999999999]"),
        by_object("dictionaries", "<</A 1 /A 2>>"),
        by_catalog("optional-content", "/OCProperties <</D <</Name (satu) /AS []>>>>"),
        by("output-intent", [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "GTS_PDFA1", "GTS_PDFX"); }),
        by_content("content-readable", ")"),
        by_content("operators", "putar"),
        by_content("resources", "/F99 12 Tf"),
        by_content("states-even", "q"),
        by_content("device-colours", "0 0 0 1 k"),
        by("graphics-states",
           [](BrokenPdf& pdf) {
               pdf.replace(pdf.object_with({"/Font <<", "/F"}), "<<", empty_state + "/TR /Identity>>>> ");
               pdf.append_content("/GS1 gs");
           }),
        by("blending",
           [](BrokenPdf& pdf) {
               pdf.replace(pdf.object_with({"/Font <<", "/F"}), "<<", empty_state + "/BM /Tebal>>>> ");
               pdf.append_content("/GS1 gs");
           }),
        by_object("images", "<</Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
                            "/Interpolate true /Length 1>>\nstream\na\nendstream"),
        by_object("forms", "<</Subtype /Form /BBox [0 0 1 1] /PS 1 /Length 1>>\nstream\nn\nendstream"),
        by_replacing("font-composite", {"/CIDToGIDMap /Identity"}, "/CIDToGIDMap /Identity", ""),
        by_replacing("font-encodings", {"/Subtype /Type0"}, "/Identity-H", "/UniGB-UCS2-H"),
        by_replacing("font-embedded", {"/FontFile2"}, "/FontFile2", "/FontFile9"),
        by("font-glyphs", [](BrokenPdf& pdf) { lead_astray(pdf, 60'000); }),
        by_replacing("font-names", {"/FontFile2"}, "/FontName /", "/FontName /Lain"),
        by_replacing("font-widths", {"/CIDToGIDMap"}, "/W [", "/Lain ["),
        by("font-notdef", [](BrokenPdf& pdf) { lead_astray(pdf, 0); }),
        by_replacing("font-text", {"/Subtype /Type0"}, "/ToUnicode", "/Lain"),
        by("annotation-kinds",
           [](BrokenPdf& pdf) {
               pdf.replace(pdf.object_with({"/Subtype /Widget"}), "/Subtype /Widget",
                           "/Contents (film) /Subtype /Movie");
               pdf.replace(pdf.object_with({"/S /Form"}), "/S /Form", "/S /Annot");
           }),
        by_replacing("annotation-flags", {"/Subtype /Widget"}, "/F 132", "/F 134"),
        by_replacing("appearances", {"/Subtype /Widget"}, "/AP ", "/Lain "),
        by("form-fields",
           [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "/AcroForm <<", "/AcroForm <</NeedAppearances true"); }),
        by_replacing("signatures", {"/Subtype /Widget"}, "/F 132",
                     "/F 132 /V <</Type /Sig /ByteRange [0 1] /Contents <00>>>"),
        by_catalog("actions", "/OpenAction <</S /JavaScript /JS (app.alert)>>"),
        by_catalog("automatic-actions", "/AA <<>>"),
        by_replacing("attachments", {"/AFRelationship"}, "/AFRelationship /Data", ""),
        by_replacing("fields-named", {"/Subtype /Widget"}, "/TU ", "/TM "),
        by_replacing("tab-order", {"/Tabs /S"}, "/Tabs /S", "/Tabs /R"),
        by_replacing("fields-tagged", {"/Subtype /Widget"}, "/StructParent ", "/Lain "),
        by("metadata", [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "/Metadata", "/Lain"); }),
        by_metadata("extensions", "</rdf:Description>",
                    "<lain:x xmlns:lain=\"http://lain.invalid/\">1</lain:x></rdf:Description>"),
        by_metadata("information", "<xmp:CreatorTool>", "<xmp:CreatorTool>Bukan "),
        by_metadata("archive-part", "<pdfaid:part>3", "<pdfaid:part>2"),
        by_metadata("access-part", "<pdfuaid:part>1", "<pdfuaid:part>7"),
        by("title",
           [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "/DisplayDocTitle true", "/DisplayDocTitle false"); }),
        by("language", [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "(id-ID)", "()"); }),
        by("marked", [](BrokenPdf& pdf) { pdf.replace(pdf.catalog(), "/Marked true", "/Marked false"); }),
        by_content("content-tagged", "10 10 5 5 re f"),
        by_content("marks-nested", "EMC"),
        by_replacing("parent-tree", {"/StructParents 0"}, "/StructParents 0", "/StructParents 70"),
        by_replacing("role-map", {"/S /P"}, "/S /P", "/S /Petak"),
        by_replacing("figures", {"/S /Figure"}, "/Alt ", "/Lain "),
        by_replacing("figure-boxes", {"/S /Figure"}, "/BBox ", "/Lain "),
        by_replacing("headings", {"/S /P"}, "/S /P", "/S /H4"),
        by_replacing("table-shape", {"/S /TD"}, "/S /TD", "/S /TD /A <</O /Table /ColSpan 2>>"),
        by_replacing("table-heads", {"/S /TH"}, "/Scope ", "/Lain "),
        by_replacing("lists", {"/ListNumbering"}, "/ListNumbering ", "/Lain "),
    };
    return all;
}

} // namespace

TEST_CASE("a letter keeps every rule of the archive", "[letter][check]") {
    CHECK(broken_rules(good_pdf()).empty());
    CHECK(broken_rules(BrokenPdf().saved()).empty()); // also after a further save
}

TEST_CASE("a file broken in one way breaks exactly that rule", "[letter][check]") {
    for (auto const& one : breaks()) {
        CAPTURE(one.rule);
        CHECK(broken_rules(one.make()) == std::set<std::string>{one.rule});
    }
}

TEST_CASE("every rule is proven by a broken file", "[letter][check]") {
    std::set<std::string> proven, rules;
    for (auto const& one : breaks()) proven.insert(one.rule);
    for (auto const& rule : letter::check_rules()) rules.insert(std::string(rule.rule));
    CHECK(rules.size() == letter::check_rules().size());
    CHECK(proven == rules);
    CHECK(rules.size() >= 40);
}

TEST_CASE("the samples of every layout kind keep the rules", "[letter][check]") {
    auto const data = format::read_text(root() / "tests/letter/samples/data.json");
    REQUIRE(data);
    for (auto const* name : {"berita_acara", "judul", "kuitansi", "nota", "perjanjian", "pernyataan"}) {
        CAPTURE(name);
        auto const source = format::read_text(root() / "tests/letter/samples" / (std::string(name) + ".md"));
        REQUIRE(source);
        auto const made = typesetter().render(letter_of(source->text), feel::Scope(json(data->text)), issued());
        if (!made) FAIL(made.error().message);
        CHECK(broken_rules(made->bytes).empty());
    }
    auto const decree = format::read_text(root() / "templates/kube/L20_keputusan_penetapan.md"); // set in Bookman: CFF
    auto const decree_data = format::read_text(root() / "tests/letter/data/L20.json");
    REQUIRE(decree);
    REQUIRE(decree_data);
    auto const made = typesetter().render(letter_of(decree->text), feel::Scope(json(decree_data->text)), issued());
    if (!made) FAIL(made.error().message);
    CHECK(broken_rules(made->bytes).empty());
    BrokenPdf cff(made->bytes);
    cff.replace(cff.object_with({"/Subtype /CIDFontType0", "/DW"}), "/W [0 [", "/W [1 [");
    CHECK(broken_rules(cff.saved()) == std::set<std::string>{"font-widths"});
}

TEST_CASE("what is no PDF is refused with a reason", "[letter][check]") {
    for (auto const* bytes : {"", "bukan PDF", "%PDF-1.7\nstartxref\n0\n%%EOF", "startxref 99999999999999999999"}) {
        auto const found = letter::check_pdf(bytes);
        REQUIRE_FALSE(found);
        CHECK(found.error().message.starts_with("berkas bukan PDF yang utuh: "));
    }
    // A table that names itself as the one before it.
    auto circle = good_pdf();
    auto const at = circle.rfind("startxref\n");
    auto const offset = circle.substr(at + 10, circle.find('\n', at + 10) - at - 10);
    auto const trailer = circle.rfind("/Size");
    circle.insert(trailer, "/Prev " + offset + " ");
    CHECK_FALSE(letter::check_pdf(circle));
}
