#include "sheet/trip_help.hpp"

using namespace alur;
using namespace alur::sheet_test;

namespace {

fs::path const kData = fs::path(ALUR_SOURCE_DIR) / "tests/sheet/data";

/// One fault: `Belanja!F9 Harga satuan (Rp)`.
std::string where(sheet::ReturnFault const& fault) { return fault.sheet + "!" + fault.cell + " " + fault.label; }

} // namespace

TEST_CASE("what goes out and comes home untouched is the same input", "[sheet]") {
    Trip trip;
    auto const returned = trip.must_read(trip.parts());
    CHECK(trip.accepted(returned) == trip.expected());
    CHECK(returned.notes.empty());
    CHECK(returned.identity.case_id == "UJI-1");
}

TEST_CASE("five programs that saved the form again give the same input", "[sheet]") {
    Trip trip;
    for (auto const* const name :
         {"openpyxl.xlsx", "exceljs.xlsx", "sheetjs.xlsx", "libreoffice.xlsx", "libreoffice.ods"}) {
        INFO(name);
        CHECK(trip.accepted(trip.must_read(bytes_of(kData / name))) == trip.expected());
    }
}

TEST_CASE("a return is recognised without its defined names, and by its properties alone", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& book = parts["xl/workbook.xml"];
    auto const from = book.find("<definedNames>");
    book.erase(from, book.find("</definedNames>") + 15 - from);
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
    // The hidden sheet goes as well: its part is emptied.
    for (auto& [name, text] : parts)
        if (name.starts_with("xl/worksheets/") && text.find("META_") == std::string::npos) continue;
    auto& strings = parts["xl/sharedStrings.xml"];
    strings = replaced(strings, "META_FORM", "X");
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
    parts.erase("docProps/custom.xml");
    auto const lost = trip.read(zipped(parts));
    REQUIRE_FALSE(lost);
    CHECK(lost.error().message.find("tanda pengenalnya hilang") != std::string::npos);
}

TEST_CASE("another case's form is refused whole", "[sheet]") {
    Trip trip;
    auto const other = trip.read(zipped(trip.parts()), "UJI-2");
    REQUIRE_FALSE(other);
    CHECK(other.error().kind == ErrorKind::Conflict);
    CHECK(other.error().message == "berkas ini milik perkara UJI-1, bukan UJI-2");
}

TEST_CASE("an old revision of the form is one fault, and its contents are carried over", "[sheet]") {
    Trip trip;
    auto const bytes = zipped(trip.parts());
    trip.form.checksum = std::string(64, 'a');
    auto const returned = trip.must_read(bytes);
    REQUIRE(returned.faults.size() == 1);
    CHECK(returned.faults[0].message.find("susunan formulir T01 yang lama") != std::string::npos);
    CHECK(feel::to_json(form::to_value(returned.filled)) == trip.expected());
}

TEST_CASE("another form's workbook is refused by name", "[sheet]") {
    Trip trip;
    auto const bytes = zipped(trip.parts());
    trip.form.id = "T02";
    auto const other = trip.read(bytes);
    REQUIRE_FALSE(other);
    CHECK(other.error().message == "berkas ini formulir T01, bukan T02");
}

TEST_CASE("numbers and dates typed as text are taken as meant", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    set_text(xml, "B8", "Kamis, 12 Maret 2026");
    set_text(xml, "C8", "Bahan ");
    set_text(xml, "E8", "25,5");
    set_text(xml, "F8", "Rp 12.000,-");
    set_text(xml, "F9", "50,000");
    set_text(xml, "I8", "25%");
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
}

TEST_CASE("every wrong cell is named with what was found", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    set_text(xml, "B8", "besok");
    set_text(xml, "C8", "bahn");
    set_cell(xml, "E8", "e", "<v>#DIV/0!</v>");
    set_text(xml, "F8", "murah");
    set_text(xml, "H9", "b-1");
    set_cell(parts[sheet_part(2)], "B5", "", "<v>3328041203850001</v>");
    auto const returned = trip.must_read(parts);
    std::vector<std::string> places;
    for (auto const& fault : returned.faults) places.push_back(where(fault));
    CHECK(places == std::vector<std::string>{"Belanja!B8 Tanggal", "Belanja!E8 Volume", "Belanja!F8 Harga satuan (Rp)",
                                             "Anggota!B5 NIK", "Belanja!C8 Kategori", "Belanja!H9 Nomor bukti"});
    CHECK(returned.faults[4].message.find("mungkin maksudnya bahan") != std::string::npos);
    CHECK(returned.faults[3].found == "332804******0001");
}

TEST_CASE("totals of the file are never believed", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    set_cell(xml, "G16", "", "<f>SUM(G8:G15)</f><v>1</v>");
    auto returned = trip.must_read(parts);
    CHECK(trip.accepted(returned) == trip.expected());
    set_cell(xml, "F8", "", "<v>9000000</v>"); // 25.5 x 9,000,000 is above the ceiling, whatever the file's sum says
    returned = trip.must_read(parts);
    REQUIRE(returned.faults.size() == 1);
    CHECK(returned.faults[0].message == "jumlah belanja melebihi pagu");
}

TEST_CASE("a changed locked cell is a note and the program's value counts", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    set_text(parts[sheet_part(3)], "A5", "C01"); // unchanged
    set_cell(parts[sheet_part(1)], "A8", "", "<v>77</v>");
    auto const returned = trip.must_read(parts);
    CHECK(trip.accepted(returned) == trip.expected());
}

TEST_CASE("a formula without a stored value is a fault of its cell", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    set_cell(parts[sheet_part(1)], "F8", "", "<f>6000*2</f>");
    auto returned = trip.must_read(parts);
    REQUIRE(returned.faults.size() == 1);
    CHECK(where(returned.faults[0]) == "Belanja!F8 Harga satuan (Rp)");
    CHECK(returned.faults[0].message.starts_with("rumus tanpa nilai"));
    set_cell(parts[sheet_part(1)], "F8", "", "<f>6000*2</f><v>12000</v>");
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
}

TEST_CASE("the program's own formulas may come home without values", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    set_cell(parts[sheet_part(1)], "G8", "", "<f>E8*F8</f>");
    set_cell(parts[sheet_part(1)], "G16", "", "<f>SUM(G8:G15)</f>");
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
}

TEST_CASE("rows that were left out, moved or added in a growing table are taken in their order", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    // The second row moves down by three: what was row 9 becomes row 12.
    for (auto const* const column : {"A", "B", "C", "D", "E", "F", "G", "H", "I"}) {
        auto const [at, size] = cell_range(xml, column + std::string("9"));
        auto cell = xml.substr(at, size);
        xml.replace(at, size, "");
        auto const [to, length] = cell_range(xml, column + std::string("12"));
        xml.replace(to, length, replaced(cell, std::string(column) + "9\"", std::string(column) + "12\""));
    }
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
}

TEST_CASE("a deleted row of a table with given rows is a fault, a moved one is found", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(3)];
    // C01 and C03 change places with their answers.
    for (auto const* const column : {"A", "B", "C", "D"}) {
        auto const name = std::string(column);
        auto const [a, size_a] = cell_range(xml, name + "5");
        auto first = xml.substr(a, size_a);
        auto const [b, size_b] = cell_range(xml, name + "7");
        auto second = xml.substr(b, size_b);
        xml.replace(b, size_b, replaced(first, name + "5\"", name + "7\""));
        xml.replace(a, size_a, replaced(second, name + "7\"", name + "5\""));
    }
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
    set_text(xml, "A6", "C99");
    auto const returned = trip.must_read(parts);
    REQUIRE_FALSE(returned.accepted());
    CHECK(returned.faults[0].message == "baris ke-2 (C02) tidak ditemukan; jangan menghapus baris");
}

TEST_CASE("moved columns are found by their header, a deleted one is a fault of the sheet", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(3)];
    for (auto const* const row : {"4", "5", "6", "7"}) {
        auto const name = std::string(row);
        auto const [c, size_c] = cell_range(xml, "C" + name);
        auto third = xml.substr(c, size_c);
        auto const [d, size_d] = cell_range(xml, "D" + name);
        auto fourth = xml.substr(d, size_d);
        xml.replace(d, size_d, replaced(third, "C" + name, "D" + name));
        xml.replace(c, size_c, replaced(fourth, "D" + name, "C" + name));
    }
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
    set_text(xml, "D4", "Punya");
    auto const returned = trip.must_read(parts);
    REQUIRE_FALSE(returned.accepted());
    CHECK(returned.faults[0].message.starts_with("kolom \"Ada\" tidak ditemukan"));
}

TEST_CASE("of merged cells the first counts; a required one below is asked for", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    auto const [at, size] = cell_range(xml, "C9");
    xml.replace(at, size, "<c r=\"C8\"/>");
    xml = replaced(xml, "</mergeCells>", "<mergeCell ref=\"C8:C9\"/></mergeCells>");
    auto const returned = trip.must_read(parts);
    REQUIRE(returned.faults.size() == 1);
    CHECK(where(returned.faults[0]) == "Belanja!C9 Kategori");
    CHECK(returned.faults[0].message == "Kategori wajib diisi");
}

TEST_CASE("a renamed sheet is found by its hidden names, a deleted one is a fault", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    auto renamed = parts;
    renamed["xl/workbook.xml"] = replaced_all(renamed["xl/workbook.xml"], "Anggota", "Lembar2");
    CHECK(trip.accepted(trip.must_read(renamed)) == trip.expected());
    auto& book = parts["xl/workbook.xml"];
    auto const at = book.find("<sheet name=\"Anggota\"");
    book.erase(at, book.find("/>", at) + 2 - at);
    auto const returned = trip.must_read(parts);
    REQUIRE_FALSE(returned.accepted());
    CHECK(returned.faults[0].message.starts_with("lembar \"Anggota\" tidak ada"));
}

TEST_CASE("a row entered twice is a fault where numbers must differ", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    set_text(parts[sheet_part(2)], "B6", "3328 0412 0385 0001");
    auto const returned = trip.must_read(parts);
    REQUIRE(returned.faults.size() == 1);
    CHECK(where(returned.faults[0]) == "Anggota!B6 NIK");
    CHECK(returned.faults[0].message == "sama dengan baris ke-1; harus berbeda");
}

TEST_CASE("strict files, prefixed names, inline strings and cells without address read alike", "[sheet]") {
    Trip trip;
    auto const parts = trip.parts();
    SECTION("strict") {
        auto strict = parts;
        for (auto& [name, text] : strict) {
            text = replaced_all(text, "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                                "http://purl.oclc.org/ooxml/spreadsheetml/main");
            text = replaced_all(text, "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                "http://purl.oclc.org/ooxml/officeDocument/relationships");
        }
        CHECK(trip.accepted(trip.must_read(strict)) == trip.expected());
    }
    SECTION("prefixed") {
        auto prefixed = parts;
        for (int n = 1; n <= 4; ++n) {
            auto& text = prefixed[sheet_part(n)];
            text = replaced_all(text, "xmlns=", "xmlns:x=");
            text = replaced_all(replaced_all(text, "</", "</x:"), "<", "<x:");
            text = replaced_all(replaced_all(text, "<x:/x:", "</x:"), "<x:?xml", "<?xml");
        }
        CHECK(trip.accepted(trip.must_read(prefixed)) == trip.expected());
    }
    SECTION("absolute targets") {
        auto absolute = parts;
        auto& relations = absolute["xl/_rels/workbook.xml.rels"];
        relations = replaced_all(relations, "Target=\"worksheets/", "Target=\"/xl/worksheets/");
        CHECK(trip.accepted(trip.must_read(absolute)) == trip.expected());
    }
    SECTION("no cell addresses") {
        auto bare = parts;
        auto& text = bare[sheet_part(3)];
        for (char column = 'A'; column <= 'D'; ++column)
            for (int row = 4; row <= 7; ++row)
                text = replaced_all(text, "<c r=\"" + std::string(1, column) + std::to_string(row) + "\"", "<c");
        CHECK(trip.accepted(trip.must_read(bare)) == trip.expected());
    }
    SECTION("dates counted from 1904") {
        auto mac = parts;
        auto& book = mac["xl/workbook.xml"];
        book = replaced(book, "<workbookPr ", "<workbookPr date1904=\"1\" ");
        set_cell(mac[sheet_part(1)], "B8", "", "<v>44631</v>");
        set_cell(mac[sheet_part(1)], "B9", "", "<v>44632</v>");
        set_cell(mac[sheet_part(2)], "F5", "", "<v>29656</v>");
        set_cell(mac[sheet_part(2)], "G5", "", "<v>44631.3958333333</v>");
        set_cell(mac[sheet_part(4)], "B6", "", "<v>42124</v>");
        CHECK(trip.accepted(trip.must_read(mac)) == trip.expected());
    }
}

TEST_CASE("a text that begins like a formula stays a text on the whole way", "[sheet]") {
    Trip trip;
    auto const parts = trip.parts();
    for (auto const& [name, text] : parts)
        if (name.starts_with("xl/worksheets/")) CHECK(text.find("<f>1+1") == std::string::npos);
    CHECK(parts.at("xl/sharedStrings.xml").find("=1+1 kemasan") != std::string::npos);
}

TEST_CASE("pasted formats, colours and widths are not looked at, rich text is joined", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    for (int n = 1; n <= 4; ++n) {
        auto& xml = parts[sheet_part(n)];
        for (std::size_t at = 0; (at = xml.find(" s=\"", at)) != std::string::npos;)
            xml.erase(at, xml.find('"', at + 4) + 1 - at);
    }
    auto& strings = parts["xl/sharedStrings.xml"];
    strings = replaced(strings, "<t>Kedelai kuning</t>",
                       "<r><rPr><b/></rPr><t xml:space=\"preserve\">Kedelai </t></r><r><t>kuning</t></r>"
                       "<rPh sb=\"0\" eb=\"1\"><t>bukan isi</t></rPh>");
    CHECK(trip.accepted(trip.must_read(parts)) == trip.expected());
}

TEST_CASE("a table filled beyond all measure is refused, in bounded time", "[sheet]") {
    Trip trip;
    auto filled = trip.filled();
    auto& rows = filled.sheets[0].rows;
    auto const row = rows[0];
    while (rows.size() < 2'010) {
        rows.push_back(row);
        rows.back().cells[7].value = feel::Value::string("N-" + std::to_string(rows.size()));
    }
    auto const bytes = sheet::make_workbook(filled, {}, trip.folder.path);
    REQUIRE(bytes);
    auto const returned = trip.read(*bytes, "");
    REQUIRE(returned);
    REQUIRE_FALSE(returned->accepted());
    CHECK(returned->faults[0].message == "lebih dari 2000 baris terisi; bagi menjadi beberapa berkas");
}
