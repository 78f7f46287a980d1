#include "sheet/recap.hpp"
#include "sheet/trip_help.hpp"

#include <fstream>

using namespace alur;
using namespace alur::sheet_test;
using feel::Value;
using form::FieldType;

namespace {

std::vector<sheet::RecapColumn> columns() {
    return {{"No", FieldType::Int, 6, false},         {"Nama", FieldType::Text, 30, false},
            {"NIK", FieldType::Text16, 20, false},    {"Nilai (Rp)", FieldType::Money, 16, true},
            {"Volume", FieldType::Decimal, 10, true}, {"Tanggal", FieldType::Date, 12, false},
            {"Saat", FieldType::DateTime, 18, false}};
}

sheet::RecapHead head() {
    sheet::RecapHead head;
    head.lines = {"PEMERINTAH KABUPATEN UJI", "REKAP <SEMUA> & \"SEMUA\""};
    head.created = *parse_instant("2026-03-11T09:00:00+07:00");
    head.author = "Petugas & kawan";
    return head;
}

std::vector<Value> row(int n) {
    return {Value::number(n),
            Value::string(n == 2 ? "=1+1" : "Siti <Aminah> & " + std::to_string(n)),
            Value::string("3328041203850001"),
            Value::number(std::int64_t{20'000'000} + n),
            Value::number(*feel::Decimal::parse("1.25")),
            Value::date(*parse_day("2026-03-12")),
            Value::date_time(*parse_instant("2026-03-12T09:30:00+07:00"), {})};
}

Result<std::string> write(fs::path const& path, int rows) {
    auto writer = sheet::RecapWriter::create(path, head(), columns());
    if (!writer) return writer.error();
    for (int n = 1; n <= rows; ++n)
        if (auto const done = writer->row(row(n)); !done) return done.error();
    return writer->finish();
}

std::string text(sheet::ReadSheet const& sheet, std::string const& cell) {
    sheet::Spot spot;
    REQUIRE(sheet::parse_spot(cell, spot));
    auto const* const found = sheet.find(spot);
    return found ? found->text : "";
}

/// Most memory this process has held, in MiB.
long peak() {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) / 1024;
    return 0;
}

} // namespace

TEST_CASE("a recap has titles, a header, typed cells and recomputed sums", "[sheet]") {
    Folder folder;
    REQUIRE(write(folder / "a.xlsx", 3));
    auto const book = book_of(folder / "a.xlsx");
    auto const& sheet = book.sheets.at(0);
    CHECK(text(sheet, "A2") == "REKAP <SEMUA> & \"SEMUA\"");
    CHECK(text(sheet, "B4") == "Nama");
    CHECK(text(sheet, "B5") == "Siti <Aminah> & 1");
    CHECK(text(sheet, "B6") == "=1+1");
    CHECK_FALSE(sheet.find({5, 1})->formula);
    CHECK(sheet.find({4, 2})->kind == sheet::ReadCell::Kind::Text);
    CHECK(text(sheet, "C5") == "3328041203850001");
    CHECK(text(sheet, "D5") == "20000001");
    CHECK(text(sheet, "F5") == "46093");
    CHECK(text(sheet, "G5") == "46093.395833333336");
    CHECK(text(sheet, "A8") == "Jumlah");
    CHECK(text(sheet, "D8") == "60000006");
    CHECK(text(sheet, "E8") == "3.75");
    CHECK(sheet.find({7, 3})->formula);
}

TEST_CASE("the same rows give the same bytes, none give a whole file", "[sheet]") {
    Folder folder;
    auto const first = write(folder / "a.xlsx", 500);
    auto const second = write(folder / "b.xlsx", 500);
    REQUIRE((first && second));
    CHECK(*first == *second);
    CHECK(bytes_of(folder / "a.xlsx") == bytes_of(folder / "b.xlsx"));
    REQUIRE(write(folder / "c.xlsx", 0));
    CHECK(book_of(folder / "c.xlsx").sheets.at(0).find({4, 0})->text == "Jumlah");
}

TEST_CASE("a hundred thousand rows need no more memory than a thousand", "[sheet]") {
    Folder folder;
    REQUIRE(write(folder / "kecil.xlsx", 1'000));
    auto const before = peak();
    REQUIRE(write(folder / "besar.xlsx", 100'000));
    [[maybe_unused]] auto const grown = peak() - before;
#ifndef ALUR_SANITIZED // which keeps freed memory for a while
    CHECK(grown < 12); // MiB; the file read again is mapped, not copied
#endif
    auto const cells = sheet::count_cells(bytes_of(folder / "besar.xlsx"), sheet::large_limits());
    REQUIRE(cells);
    CHECK(*cells == 2 + 7 + 700'000 + 7);
}

TEST_CASE("a recap that is given up leaves nothing, bad texts are named", "[sheet]") {
    Folder folder;
    {
        auto writer = sheet::RecapWriter::create(folder / "a.xlsx", head(), columns());
        REQUIRE(writer);
        auto const bad = writer->row({Value::number(1), Value::string("\xFF")});
        REQUIRE_FALSE(bad);
        CHECK(bad.error().message == "baris 1 kolom Nama: teks bukan UTF-8");
    }
    CHECK(fs::is_empty(folder.path));
    auto named = head();
    named.sheet = "a/b";
    CHECK_FALSE(sheet::RecapWriter::create(folder / "a.xlsx", named, columns()));
    CHECK_FALSE(sheet::RecapWriter::create(folder / "a.xlsx", head(), {}));
    CHECK_FALSE(sheet::RecapWriter::create(folder / "tidak ada" / "a.xlsx", head(), columns()));
}
