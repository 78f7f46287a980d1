#include "letter_fixture.hpp"

using namespace letter_fixture;

namespace {

std::string electronic(std::string const& body) {
    auto file = correspondence(body);
    auto const at = file.find("mode_ttd: BASAH");
    return file.replace(at, 15, "mode_ttd: TTE");
}

std::string pdf_of(std::string const& name, bool a1b = false) {
    auto issue = issued();
    issue.snapshot = R"({"nama":"Sido Makmur"})";
    issue.verification = "https://dinsos.contoh.invalid/v/ABCD1234EFGH";
    auto const letter = letter_of(electronic(
        "Dalam rangka penyelenggaraan kegiatan pemberdayaan masyarakat, perkembangan usaha bersama disampaikan kepada "
        "pemerintah kabupaten sesuai dengan ketentuan peraturan perundang-undangan yang berlaku.\n\n| No | Uraian "
        "|\n|---:|---|\n| # | Satu |\n\n1. pertama;\n1. kedua.\n"));
    auto const made =
        a1b ? typesetter().render_a1b(letter, scope(), issue) : typesetter().render(letter, scope(), issue);
    if (!made) FAIL(made.error().message);
    return temporary_pdf(name, made->bytes);
}

} // namespace

TEST_CASE("the file is sound to other programs", "[letter][pdf]") {
    auto const path = pdf_of("sound");
    bool found = false;
    auto out = run_tool("qpdf", "--check " + path, found);
    if (found) CHECK(out.find("No syntax or stream encoding errors found") != std::string::npos);
    out = run_tool("pdffonts", path, found);
    if (found) {
        CHECK(out.find("LiberationSans") != std::string::npos);
        CHECK(out.find(" no  ") == std::string::npos); // emb sub uni: all yes
    }
    out = run_tool("pdftotext", "-layout " + path + " -", found);
    if (found) {
        CHECK(out.find("Yth. Camat Talang") != std::string::npos);
        CHECK(out.find("NIP 197005141995031002") != std::string::npos);
    }
    out = run_tool("pdfinfo", path, found);
    if (found) {
        CHECK(out.find("Tagged:          yes") != std::string::npos);
        CHECK(out.find("Surat Percobaan: Percobaan") != std::string::npos);
    }
    out = run_tool("pdfinfo", "-struct-text " + path, found);
    if (found) {
        CHECK(out.find("Table") != std::string::npos);
        CHECK(out.find("Figure") != std::string::npos);
    }
    out = run_tool("pdfdetach", "-list " + path, found);
    if (found) CHECK(out.find("data.json") != std::string::npos);
    out = run_tool("pdfsig", path, found);
    if (found) CHECK(out.find("Signature") != std::string::npos);
}

TEST_CASE("the QR code of a final letter can be read from the picture", "[letter][pdf]") {
    auto const path = pdf_of("qr");
    bool found = false;
    run_tool("pdftoppm", "-r 130 -png " + path + " " + path, found);
    if (!found) return;
    auto const out = run_tool("zbarimg", "-q " + path + "-1.png", found);
    if (found) CHECK(out.find("https://dinsos.contoh.invalid/v/ABCD1234EFGH") != std::string::npos);
}

TEST_CASE("a letter stays small", "[letter][pdf]") {
    auto const path = pdf_of("small");
    CHECK(std::filesystem::file_size(path) < 48 * 1024);
}

TEST_CASE("PDFBox preflight finds the A-1b variant valid, in TrueType and in CFF", "[letter][pdf]") {
    std::string classes;
    for (auto const* jar : {"preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io",
                            "javax.activation", "jaxb-api"})
        classes += "/usr/share/java/" + std::string(jar) + ".jar:";
    if (!std::filesystem::exists("/usr/share/java/preflight.jar")) {
        WARN("PDFBox (libpdfbox2-java) is not installed; this test is skipped");
        return;
    }
    auto const decree = format::read_text(root() / "templates/kube/L20_keputusan_penetapan.md"); // set in Bookman
    auto const data = format::read_text(root() / "tests/letter/data/L20.json");
    REQUIRE(decree);
    REQUIRE(data);
    auto const made = typesetter().render_a1b(letter_of(decree->text), feel::Scope(json(data->text)), issued());
    if (!made) FAIL(made.error().message);
    for (auto const& path : {pdf_of("preflight", true), temporary_pdf("preflight_cff", made->bytes)}) {
        bool found = false;
        auto const out =
            run_tool("java", "-cp " + classes + " org.apache.pdfbox.preflight.Validator_A1b " + path, found);
        if (found) {
            CAPTURE(out);
            CHECK(out.find("is a valid PDF/A-1b file") != std::string::npos);
        }
    }
}
