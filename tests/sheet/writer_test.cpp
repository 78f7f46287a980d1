#include "sheet/sheet_help.hpp"
#include "sheet/zip_archive.hpp"

using namespace alur;
using namespace alur::sheet_test;

namespace {

std::string part_of(fs::path const& path, std::string_view part) {
    auto const bytes = bytes_of(path);
    auto archive = sheet::ZipArchive::open(bytes, {});
    REQUIRE(archive);
    auto text = archive->text(part);
    REQUIRE(text);
    return *text;
}

} // namespace

TEST_CASE("every shipped form becomes a workbook without data, twice with the same bytes", "[sheet]") {
    Folder folder;
    auto const paths = shipped_forms();
    REQUIRE(paths.size() >= 28);
    for (auto const& path : paths) {
        INFO(path.string());
        auto const form = form_of(path);
        auto const first = sheet::write_workbook(form, {}, {}, folder / "satu.xlsx");
        auto const second = sheet::write_workbook(form, {}, {}, folder / "dua.xlsx");
        if (!first) FAIL(first.error().message);
        REQUIRE(second);
        CHECK(*first == *second);
        CHECK(bytes_of(folder / "satu.xlsx") == bytes_of(folder / "dua.xlsx"));
        auto const identity = sheet::identify(book_of(folder / "satu.xlsx"));
        REQUIRE(identity);
        CHECK(identity->form == form.id);
        CHECK(identity->schema == form.checksum);
    }
}

TEST_CASE("a column with options has a drop-down list from the hidden sheet", "[sheet]") {
    Folder folder;
    auto const form =
        form_of_text("id: T01\ntitle: Uji\nsheets:\n"
                     "  - name: Isi\n    blank_rows: 2\n    columns:\n"
                     "      - {key: warna, header: Warna, type: enum, options: [merah, putih], width: 9}\n");
    REQUIRE(sheet::write_workbook(form, {}, {}, folder / "a.xlsx"));
    auto const xml = part_of(folder / "a.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(xml.find("<dataValidation type=\"list\"") != std::string::npos);
    CHECK(xml.find("<formula1>_daftar!$A$2:$A$3</formula1>") != std::string::npos);
    CHECK(xml.find("type=\"custom\"") == std::string::npos);
    auto const book = book_of(folder / "a.xlsx");
    REQUIRE(book.sheet("_daftar"));
    CHECK(book.sheet("_daftar")->hidden);
}

TEST_CASE("a logo stands left of the header, a wrong one is refused by name", "[sheet]") {
    Folder folder;
    auto const text =
        std::string("id: T02\ntitle: Uji\nheader: [KANTOR UJI]\nlogo: lambang.png\nsheets:\n"
                    "  - {name: Isi, blank_rows: 1, columns: [{key: a, header: A, type: text, width: 9}]}\n");
    auto const form = form_of_text(text, (folder / "T02_uji.yaml").string());
    auto const missing = sheet::write_workbook(form, {}, {}, folder / "a.xlsx");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().message.find("lambang.png") != std::string::npos);
    save(folder / "lambang.png", "bukan gambar");
    auto const wrong = sheet::write_workbook(form, {}, {}, folder / "a.xlsx");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message == "lambang lambang.png bukan gambar PNG yang dapat dipakai");
    save(folder / "lambang.png", bytes_of(fs::path(ALUR_SOURCE_DIR) / "tests/fuzz/seeds/letter_image_fuzz/small.png"));
    REQUIRE(sheet::write_workbook(form, {}, {}, folder / "a.xlsx"));
    CHECK(part_of(folder / "a.xlsx", "xl/drawings/drawing1.xml").find("descr=\"Lambang\"") != std::string::npos);
    CHECK_FALSE(part_of(folder / "a.xlsx", "xl/media/image1.png").empty());
}
