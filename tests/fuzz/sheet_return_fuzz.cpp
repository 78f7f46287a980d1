#include "../sheet/zip_maker.hpp"
#include "form/load.hpp"
#include "sheet/marked_copy.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_reader.hpp"

#include <cstdlib>

namespace {

alur::form::Form const& small_form() {
    static auto const loaded = alur::form::load_form({"B01_uji.yaml", R"yaml(
id: B01
title: Uji
sheets:
  - name: A
    head:
      - {key: nama, label: Nama, type: text, required: true, max_length: 20}
    blank_rows: 2
    columns:
      - {key: "no", header: "No", type: int, width: 5, locked: true}
      - {key: tanggal, header: Tanggal, type: date, width: 12}
      - {key: jenis, header: Jenis, type: enum, width: 12, options: [bahan, alat]}
      - {key: nilai, header: Nilai, type: money, width: 12, min: 1}
      - {key: bagian, header: Bagian, type: decimal, width: 12}
      - {key: nik, header: NIK, type: text16, width: 20, unique: true}
      - {key: pukul, header: Pukul, type: time, width: 8}
      - {key: jumlah, header: Jumlah, type: money, width: 12, formula: "={nilai}*{bagian}", needs: [nilai, bagian]}
    totals:
      - label: Jumlah
        cells: [{under: jumlah, formula: "=SUM({jumlah[]})", name: JUMLAH}]
)yaml"});
    if (!loaded) std::abort();
    return *loaded;
}

} // namespace

/// The XML of a workbook's parts, one behind another with a byte 30 between: the zip around them is made whole, so that
/// the fuzzer reaches what lies behind the checksums. A first part `ods` is an OpenDocument file. What is read is
/// checked against a form and marked.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    std::string_view rest(reinterpret_cast<char const*>(data), size);
    std::vector<std::string> pieces;
    while (pieces.size() < 4) {
        auto const end = rest.find('\x1e');
        pieces.emplace_back(rest.substr(0, end));
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    pieces.resize(4);
    sheet_test::ZipMaker zip;
    if (pieces[0] == "ods") {
        zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
        zip.add("content.xml", pieces[1]);
        zip.add("meta.xml", pieces[2]);
    } else {
        zip.add("xl/workbook.xml", pieces[0]);
        zip.add("xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"/worksheet\" Target=\"s1.xml\"/>"
                "<Relationship Id=\"r2\" Type=\"/sharedStrings\" Target=\"t.xml\"/></Relationships>");
        zip.add("xl/s1.xml", pieces[1]);
        zip.add("xl/t.xml", pieces[2]);
        zip.add("docProps/custom.xml", pieces[3]);
    }
    sheet::ReadLimits limits;
    limits.cells = 5'000;
    auto const book = sheet::read_workbook(zip.bytes(), limits);
    if (!book) {
        if (book.error().message.empty()) std::abort();
        return 0;
    }
    auto const returned = sheet::read_return(small_form(), *book, {}, "");
    if (!returned || returned->accepted()) return 0;
    auto const copy = sheet::make_marked_copy(*returned, {}, {}, "/tmp");
    if (!copy && copy.error().kind == ErrorKind::Invalid) std::abort(); // whatever came in can be shown
    return 0;
}
