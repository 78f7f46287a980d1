#include "sheet/trip_help.hpp"

using namespace alur;
using namespace alur::sheet_test;

namespace {

std::string refusal(std::string const& bytes, sheet::ReadLimits const& limits = {}) {
    auto const book = sheet::read_workbook(bytes, limits);
    return book ? "diterima" : book.error().message;
}

bool says(std::string const& message, std::string_view words) {
    INFO(message);
    return message.find(words) != std::string::npos;
}

std::string const kSheetHead =
    "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

/// A workbook of one sheet with this XML inside.
std::map<std::string, std::string> small_book(std::string const& sheet_xml) {
    std::string const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    return {{"xl/workbook.xml", "<workbook xmlns:r=\"" + relations +
                                    "\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Type=\"" + relations +
                                               "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
            {"xl/worksheets/sheet1.xml", sheet_xml}};
}

std::string const kOdsHead =
    "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>"
    "<table:table table:name=\"A\">";
std::string const kOdsTail = "</table:table></office:spreadsheet></office:body></office:document-content>";

std::string ods(std::string const& rows) {
    ZipMaker zip;
    zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    zip.add_packed("content.xml", kOdsHead + rows + kOdsTail);
    return zip.bytes();
}

} // namespace

TEST_CASE("a file that is no workbook is refused by what it is", "[sheet]") {
    CHECK(says(refusal(""), "bukan buku kerja"));
    CHECK(says(refusal("%PDF-1.7 …"), "bukan buku kerja"));
    CHECK(says(refusal("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 lama"), "kata sandi"));
    CHECK(says(refusal("PK\3\4 terpotong"), "rusak atau terpotong"));
    ZipMaker zip;
    zip.add("surat.txt", "halo");
    CHECK(says(refusal(zip.bytes()), "bagian buku kerja tidak ada"));
}

TEST_CASE("a truncated workbook is refused at every length", "[sheet]") {
    Trip trip;
    auto const bytes = zipped(trip.parts());
    for (std::size_t size = 0; size < bytes.size(); size += 97) {
        INFO(size);
        CHECK(refusal(bytes.substr(0, size)) != "diterima");
    }
}

TEST_CASE("macros, links to other files, encryption and a DOCTYPE are refused by name", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    SECTION("macros") {
        parts["xl/vbaProject.bin"] = "x";
        CHECK(says(refusal(zipped(parts)), "makro"));
    }
    SECTION("old macro sheets") {
        parts["xl/macrosheets/sheet1.xml"] = "<a/>";
        CHECK(says(refusal(zipped(parts)), "makro"));
    }
    SECTION("external links") {
        parts["xl/externalLinks/externalLink1.xml"] = "<a/>";
        CHECK(says(refusal(zipped(parts)), "tautan ke berkas lain"));
    }
    SECTION("encrypted part") {
        ZipMaker zip;
        for (auto const& [name, text] : parts) zip.add(name, text);
        zip.entries.front().flags = 1;
        CHECK(says(refusal(zip.bytes()), "kata sandi"));
    }
    SECTION("DOCTYPE") {
        auto& xml = parts[sheet_part(1)];
        xml = replaced(xml, "<worksheet", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet");
        CHECK(says(refusal(zipped(parts)), "DOCTYPE"));
    }
    SECTION("a file of the computer as an entity") {
        auto& xml = parts[sheet_part(1)];
        xml = replaced(xml, "<worksheet", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><worksheet");
        CHECK(says(refusal(zipped(parts)), "DOCTYPE"));
    }
    SECTION("an encrypted OpenDocument file") {
        ZipMaker zip;
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        zip.add("META-INF/manifest.xml", "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry>"
                                         "</m:manifest>");
        zip.add("content.xml", kOdsHead + kOdsTail);
        CHECK(says(refusal(zip.bytes()), "kata sandi"));
    }
}

TEST_CASE("tricks with the zip directory are refused", "[sheet]") {
    Trip trip;
    auto const parts = trip.parts();
    ZipMaker zip;
    for (auto const& [name, text] : parts) zip.add(name, text);
    SECTION("a part twice") {
        zip.add("xl/workbook.xml", parts.at("xl/workbook.xml"));
        CHECK(says(refusal(zip.bytes()), "dua kali"));
    }
    SECTION("zip64 sizes") {
        zip.entries.front().unpacked = 0xFFFFFFFF;
        CHECK(says(refusal(zip.bytes()), "zip64"));
    }
    SECTION("zip64 directory") {
        auto bytes = zip.bytes();
        auto const end = bytes.rfind("PK\5\6");
        bytes.insert(end, std::string("PK\6\7", 4) + std::string(16, '\0'));
        CHECK(says(refusal(bytes), "zip64"));
    }
    SECTION("a wrong checksum") {
        zip.entries.back().crc ^= 1;
        for (auto& entry : zip.entries)
            if (entry.name == "xl/workbook.xml") entry.crc ^= 1;
        CHECK(says(refusal(zip.bytes()), "rusak"));
    }
    SECTION("a size that lies") {
        for (auto& entry : zip.entries)
            if (entry.name == "xl/workbook.xml") entry.unpacked += 5;
        CHECK(says(refusal(zip.bytes()), "rusak"));
    }
    SECTION("a directory that points outside") {
        auto bytes = zip.bytes();
        auto const end = bytes.rfind("PK\5\6");
        bytes[end + 16] = '\xF0';
        bytes[end + 18] = '\x7F';
        CHECK(says(refusal(bytes), "rusak"));
    }
    SECTION("too many parts") {
        for (int i = 0; i < 2100; ++i) zip.add("x/" + std::to_string(i), "");
        CHECK(says(refusal(zip.bytes()), "bagian"));
    }
}

TEST_CASE("bombs are refused before they unfold", "[sheet]") {
    std::string rows;
    SECTION("a part that unpacks to far more than it is") {
        auto parts = small_book(kSheetHead + std::string(40u << 20, ' ') + "</sheetData></worksheet>");
        ZipMaker zip;
        for (auto const& [name, text] : parts) zip.add_packed(name, text);
        CHECK(says(refusal(zip.bytes()), "terlalu besar setelah dibuka"));
    }
    SECTION("a part that hides its size") {
        auto parts = small_book(kSheetHead + std::string(8u << 20, ' ') + "</sheetData></worksheet>");
        ZipMaker zip;
        for (auto const& [name, text] : parts) zip.add_packed(name, text);
        for (auto& entry : zip.entries)
            if (entry.name.ends_with("sheet1.xml")) entry.unpacked = 1000;
        CHECK(says(refusal(zip.bytes()), "lebih besar daripada yang dinyatakan"));
    }
    SECTION("too many cells") {
        sheet::ReadLimits limits;
        limits.cells = 100;
        for (int i = 0; i < 101; ++i) rows += "<row><c><v>1</v></c></row>";
        CHECK(says(refusal(zipped(small_book(kSheetHead + rows + "</sheetData></worksheet>")), limits),
                   "lebih dari 100 sel"));
    }
    SECTION("too long a text") {
        sheet::ReadLimits limits;
        limits.text = 100;
        rows = "<row><c t=\"inlineStr\"><is><t>" + std::string(500, 'a') + "</t></is></c></row>";
        CHECK(says(refusal(zipped(small_book(kSheetHead + rows + "</sheetData></worksheet>")), limits),
                   "terlalu panjang"));
    }
    SECTION("nesting") {
        for (int i = 0; i < 200; ++i) rows += "<a>";
        CHECK(says(refusal(zipped(small_book(kSheetHead + rows))), "terlalu dalam"));
    }
    SECTION("OpenDocument: a cell said to be repeated a million times") {
        rows =
            "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell "
            "table:number-columns-repeated=\"1000\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
        CHECK(says(refusal(ods(rows)), "sel"));
    }
    SECTION("OpenDocument: empty rows may be repeated to the end of the sheet") {
        rows = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"7\"/></table:table-row>"
               "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell "
               "table:number-columns-repeated=\"16384\"/></table:table-row>";
        CHECK(refusal(ods(rows)) == "diterima");
    }
}

TEST_CASE("cells that make no sense are refused", "[sheet]") {
    auto const book = [](std::string const& rows) {
        return zipped(small_book(kSheetHead + rows + "</sheetData></worksheet>"));
    };
    CHECK(says(refusal(book("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>")), "ada dua kali"));
    CHECK(says(refusal(book("<row><c r=\"ZZZZ9\"><v>1</v></c></row>")), "alamat sel"));
    CHECK(says(refusal(book("<row><c r=\"A1\" t=\"s\"><v>9</v></c></row>")), "menunjuk teks yang tidak ada"));
    CHECK(says(refusal(book("<row><c r=\"A1\"><v>1</v></row>")), "bukan XML yang utuh"));
    CHECK(says(refusal(book("<row><c r=\"A1\" t=\"inlineStr\"><is><t>\xFF\xFE</t></is></c></row>")),
               "bukan XML yang utuh"));
}
