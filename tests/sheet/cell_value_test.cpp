#include "sheet/cell_value.hpp"
#include "sheet/sheet_help.hpp"

using namespace alur;
using form::FieldType;
using sheet::ReadCell;

namespace {

std::string number(std::string_view text, FieldType type = FieldType::Money) {
    auto const read = sheet::read_number(text, type);
    return read ? read->to_text() : "salah";
}

std::string day(std::string_view text) {
    auto const read = sheet::read_day(text);
    return read ? iso(*read) : "salah";
}

std::string value(std::string text, FieldType type, ReadCell::Kind kind = ReadCell::Kind::Text,
                  std::vector<std::string> const& options = {}, sheet::ReadingHabits habits = {}) {
    ReadCell cell;
    cell.kind = kind;
    cell.text = std::move(text);
    auto const read = sheet::read_value(cell, type, options, habits);
    return read ? (read->is_null() ? "kosong" : feel::to_text(*read)) : "salah: " + read.error().message;
}

} // namespace

TEST_CASE("a number written as text is taken as meant, and refused where it could be two", "[sheet]") {
    CHECK(number("Rp 1.500.000,-") == "1500000");
    CHECK(number("Rp1.500.000,00") == "1500000");
    CHECK(number("1,500,000") == "1500000");
    CHECK(number("1.500.000") == "1500000");
    CHECK(number("IDR 20.000.000") == "20000000");
    CHECK(number("1 500 000") == "1500000");
    CHECK(number("1\xC2\xA0"
                 "500\xC2\xA0"
                 "000") == "1500000");
    CHECK(number("  250000  ") == "250000");
    CHECK(number("1.500") == "1500");
    CHECK(number("12,5", FieldType::Decimal) == "12.5");
    CHECK(number("12.5", FieldType::Decimal) == "12.5");
    CHECK(number("1.234,56", FieldType::Decimal) == "1234.56");
    CHECK(number("1,234.56", FieldType::Decimal) == "1234.56");
    CHECK(number("25%", FieldType::Percent) == "0.25");
    CHECK(number("(5.000)") == "-5000");
    CHECK(number("1.500", FieldType::Decimal) == "salah");
    CHECK(number("1.50.000") == "salah");
    CHECK(number("1,500.000,00") == "salah");
    CHECK(number("dua puluh ribu") == "salah");
    CHECK(number("12x") == "salah");
    CHECK(number("") == "salah");
    CHECK(number("=1+1") == "salah");
    CHECK(number("1e6") == "salah");
}

TEST_CASE("a date written as text is taken in Indonesian order and words", "[sheet]") {
    CHECK(day("12 Februari 2026") == "2026-02-12");
    CHECK(day("Kamis, 12 Februari 2026") == "2026-02-12");
    CHECK(day("12 feb 2026") == "2026-02-12");
    CHECK(day("1 Agt 2026") == "2026-08-01");
    CHECK(day("3 Nopember 2025") == "2025-11-03");
    CHECK(day("12-02-2026") == "2026-02-12");
    CHECK(day("12/2/2026") == "2026-02-12");
    CHECK(day("12.02.2026") == "2026-02-12");
    CHECK(day("2026-02-12") == "2026-02-12");
    CHECK(day("2/13/2026") == "salah"); // an American order is not guessed
    CHECK(day("31-02-2026") == "salah");
    CHECK(day("12-02-26") == "salah");
    CHECK(day("Februari 2026") == "salah");
    CHECK(day("besok") == "salah");
}

TEST_CASE("identity numbers must come home as text, without points and blanks", "[sheet]") {
    CHECK(value(" 3328 0412 0385 0001 ", FieldType::Text16) == "3328041203850001");
    CHECK(value("'3328041203850001", FieldType::Text16) == "3328041203850001");
    CHECK(value("001", FieldType::Code) == "001");
    CHECK(value("C\r01", FieldType::Code) == "C01");
    CHECK(value(std::string(300, '1'), FieldType::Account) == "salah: terlalu panjang; tulis nomornya saja");
    CHECK(value("+62 812-3456-7890", FieldType::Phone) == "081234567890");
    CHECK(
        value("3.32804120385E+15", FieldType::Text16, ReadCell::Kind::Number).starts_with("salah: tersimpan sebagai "));
    CHECK(value("3328041203850000", FieldType::Text16, ReadCell::Kind::Number).starts_with("salah"));
}

TEST_CASE("dates counted from 1904, options in another writing, error values, formulas without a value", "[sheet]") {
    CHECK(value("46093", FieldType::Date, ReadCell::Kind::Number) == "2026-03-12");
    sheet::ReadingHabits old;
    old.date1904 = true;
    CHECK(value("44631", FieldType::Date, ReadCell::Kind::Number, {}, old) == "2026-03-12");
    CHECK(value("0.395833333333333", FieldType::Time, ReadCell::Kind::Number, {}, old) == "09:30");
    std::vector<std::string> const options{"bahan", "barang_dagangan"};
    CHECK(value("Barang Dagangan ", FieldType::Enum, ReadCell::Kind::Text, options) == "barang_dagangan");
    CHECK(value("  ", FieldType::Money) == "kosong");
    CHECK(value("#N/A", FieldType::Text, ReadCell::Kind::Error) == "salah: sel berisi kesalahan #N/A");
    CHECK(value("=HYPERLINK(\"http://x\")", FieldType::Text) == "=HYPERLINK(\"http://x\")");
    CHECK(value("1500000.5", FieldType::Money, ReadCell::Kind::Number) == "salah: harus rupiah bulat, tanpa sen");
    CHECK(value("0.10000000000000001", FieldType::Decimal, ReadCell::Kind::Number) == "0.1");
    CHECK(value("45000", FieldType::Text, ReadCell::Kind::Number) == "45000");
    CHECK(value("baris satu\r\nbaris dua", FieldType::Text) == "baris satu\nbaris dua");
    CHECK(value("a_x000D_\nb", FieldType::Text) == "a\nb");
    ReadCell empty;
    empty.formula = true;
    empty.cached = false;
    CHECK_FALSE(sheet::read_value(empty, FieldType::Money, {}, {}));
}
