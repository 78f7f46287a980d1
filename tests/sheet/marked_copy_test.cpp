#include "sheet/trip_help.hpp"

using namespace alur;
using namespace alur::sheet_test;

namespace {

/// A return with three wrong cells and a missing answer.
sheet::Returned spoilt(Trip const& trip) {
    auto parts = trip.parts();
    auto& xml = parts[sheet_part(1)];
    set_text(xml, "B8", "besok");
    set_text(xml, "F9", "mu&amp;rah");
    set_cell(parts[sheet_part(2)], "B5", "", "<v>3328041203850001</v>");
    set_text(parts[sheet_part(3)], "D6", " ");
    return trip.must_read(parts);
}

std::string text_at(sheet::Workbook const& book, std::string_view name, sheet::Spot spot) {
    auto const* const sheet = book.sheet(name);
    REQUIRE(sheet);
    auto const* const cell = sheet->find(spot);
    return cell ? cell->text : "";
}

} // namespace

TEST_CASE("the marked copy lists every fault in front and marks its cell with a comment", "[sheet]") {
    Trip trip;
    auto const returned = spoilt(trip);
    REQUIRE(returned.faults.size() == 4);
    auto const path = trip.folder / "salinan.xlsx";
    REQUIRE(sheet::write_marked_copy(returned, trip.data, sheet::meta_of(returned.identity, {}), path));
    auto const book = book_of(path);
    REQUIRE(book.sheets.front().name == "Kesalahan");
    CHECK(text_at(book, "Kesalahan", {0, 0}) == "DAFTAR KESALAHAN T01");
    for (std::size_t i = 0; i < 4; ++i) {
        auto const row = static_cast<std::uint32_t>(4 + i);
        CHECK(text_at(book, "Kesalahan", {row, 1}) == returned.faults[i].sheet);
        CHECK(text_at(book, "Kesalahan", {row, 2}) == returned.faults[i].cell); // nothing moved in this one
        CHECK(text_at(book, "Kesalahan", {row, 3}) == returned.faults[i].label);
        CHECK(text_at(book, "Kesalahan", {row, 4}) == returned.faults[i].found);
        CHECK(text_at(book, "Kesalahan", {row, 5}) == returned.faults[i].message);
    }
    // What was entered stands where it was entered, wrong or not.
    CHECK(text_at(book, "Belanja", {7, 1}) == "besok");
    CHECK(text_at(book, "Belanja", {8, 5}) == "mu&rah");
    CHECK(text_at(book, "Belanja", {8, 3}) == "=1+1 kemasan");
    // But not the digits that a number cell may have changed: they are to be typed anew.
    CHECK(text_at(book, "Anggota", {4, 1}).empty());

    auto const parts = parts_of(bytes_of(path));
    std::string comments;
    for (auto const& [name, text] : parts)
        if (name.starts_with("xl/comments")) comments += text;
    for (auto const& fault : returned.faults) CHECK(comments.find("ref=\"" + fault.cell + "\"") != std::string::npos);
    CHECK(comments.find("bukan tanggal; tulis misalnya 12-02-2026") != std::string::npos);
    CHECK(parts.at("xl/styles.xml").find("FFFFC7CE") != std::string::npos);
}

TEST_CASE("the same return gives the same marked copy", "[sheet]") {
    Trip trip;
    auto const returned = spoilt(trip);
    auto const meta = sheet::meta_of(returned.identity, {});
    auto const first = sheet::write_marked_copy(returned, trip.data, meta, trip.folder / "satu.xlsx");
    auto const second = sheet::write_marked_copy(returned, trip.data, meta, trip.folder / "dua.xlsx");
    REQUIRE((first && second));
    CHECK(*first == *second);
}

TEST_CASE("a mended marked copy is itself a return", "[sheet]") {
    Trip trip;
    auto const returned = spoilt(trip);
    auto const path = trip.folder / "salinan.xlsx";
    REQUIRE(sheet::write_marked_copy(returned, trip.data, sheet::meta_of(returned.identity, {}), path));
    auto const bytes = bytes_of(path);
    auto const again = trip.must_read(bytes);
    CHECK(again.faults.size() == 4); // still wrong
    auto parts = parts_of(bytes);
    // The list is the first sheet, so the form's own begin at 2.
    set_text(parts[sheet_part(2)], "B8", "12-03-2026");
    set_cell(parts[sheet_part(2)], "F9", "", "<v>50000</v>");
    set_text(parts[sheet_part(3)], "B5", "3328041203850001");
    set_text(parts[sheet_part(4)], "D6", "belum dilegalisasi");
    auto const mended = trip.must_read(parts);
    CHECK(trip.accepted(mended) == trip.expected());
    CHECK(mended.identity.case_id == "UJI-1");
}

TEST_CASE("a condition on a whole column is marked at its header, a deleted sheet is whole again", "[sheet]") {
    Trip trip;
    auto parts = trip.parts();
    set_cell(parts[sheet_part(1)], "F8", "", "<v>9000000</v>");
    auto& workbook = parts["xl/workbook.xml"];
    auto const at = workbook.find("<sheet name=\"Kelengkapan\"");
    workbook.erase(at, workbook.find("/>", at) + 2 - at);
    auto const returned = trip.must_read(parts);
    auto const path = trip.folder / "salinan.xlsx";
    REQUIRE(sheet::write_marked_copy(returned, trip.data, {}, path));
    auto const book = book_of(path);
    CHECK(book.sheet("Kelengkapan"));
    bool header = false;
    for (auto const& [name, text] : parts_of(bytes_of(path)))
        header = header || (name.starts_with("xl/comments") && text.find("ref=\"G7\"") != std::string::npos);
    CHECK(header);
}

TEST_CASE("the marked copy of an old revision holds what was recognised", "[sheet]") {
    Trip trip;
    auto const bytes = zipped(trip.parts());
    trip.form.checksum = std::string(64, 'b');
    auto const returned = trip.must_read(bytes);
    auto const path = trip.folder / "salinan.xlsx";
    REQUIRE(sheet::write_marked_copy(returned, trip.data, sheet::meta_of(returned.identity, {}), path));
    auto const again = trip.must_read(bytes_of(path));
    CHECK(trip.accepted(again) == trip.expected());
    CHECK(again.identity.schema == trip.form.checksum);
}
