#include "core/indonesian.hpp"

#include "core/rupiah.hpp"
#include "shipped_table.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace alur;
using namespace std::chrono;

TEST_CASE("every row of the table of numbers in words is spoken as written", "[indonesian]") {
    auto const rows = table("vectors/terbilang-vectors");
    REQUIRE(rows.size() > 40);
    for (auto const& row : rows) {
        CAPTURE(row.at("value"));
        auto const value = std::stoll(row.at("value"));
        CHECK(terbilang(value) == row.at("terbilang"));
        CHECK(to_text(Rupiah(value)) == row.at("rupiah_numeric"));
        CHECK(in_words(Rupiah(value)) == row.at("rupiah_terbilang"));
    }
}

TEST_CASE("the largest and the smallest number have words", "[indonesian]") {
    CHECK(terbilang(1'000'000'000'000) == "satu triliun");
    CHECK(terbilang(1'000'000'001'000) == "satu triliun seribu");
    CHECK(terbilang(-12) == "minus dua belas");
    CHECK(terbilang(std::numeric_limits<std::int64_t>::max()) ==
          "sembilan kuintiliun dua ratus dua puluh tiga kuadriliun tiga ratus tujuh puluh dua triliun tiga puluh enam "
          "miliar delapan ratus lima puluh empat juta tujuh ratus tujuh puluh lima ribu delapan ratus tujuh");
    CHECK(terbilang(std::numeric_limits<std::int64_t>::min()).ends_with("delapan ratus delapan"));
}

TEST_CASE("digits are grouped by points", "[indonesian]") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1.000");
    CHECK(grouped(1'234'567) == "1.234.567");
    CHECK(grouped(-123'456) == "-123.456");
    CHECK(grouped(std::numeric_limits<std::int64_t>::min()) == "-9.223.372.036.854.775.808");
}

TEST_CASE("roman numbers reach from 1 to 3999 and nowhere else", "[indonesian]") {
    CHECK(roman(1) == "I");
    CHECK(roman(4) == "IV");
    CHECK(roman(12) == "XII");
    CHECK(roman(2026) == "MMXXVI");
    CHECK(roman(3999) == "MMMCMXCIX");
    CHECK(roman(0).empty());
    CHECK(roman(4000).empty());
    CHECK(roman(-1).empty());
}

TEST_CASE("every row of the table of dates is written as there", "[indonesian]") {
    auto const rows = table("vectors/date-format-vectors");
    REQUIRE(rows.size() == 8);
    for (auto const& row : rows) {
        CAPTURE(row.at("iso_date"));
        auto const day = parse_day(row.at("iso_date")).value();
        auto const month = static_cast<unsigned>(year_month_day{day}.month());
        CHECK(tanggal(day) == row.at("tanggal_surat"));
        CHECK(weekday_name(day) == row.at("hari"));
        CHECK(roman(static_cast<int>(month)) == row.at("bulan_romawi"));
        CHECK(tanggal_angka(day) == row.at("tanggal_angka"));
        CHECK("Pada hari ini, " + tanggal_terbilang(day) == row.at("pembuka_berita_acara"));
        CHECK(hari_tanggal(day) == row.at("hari") + ", " + row.at("tanggal_surat"));
    }
}

TEST_CASE("a range of days repeats neither month nor year", "[indonesian]") {
    auto const range = [](char const* from, char const* to) {
        return rentang_tanggal(parse_day(from).value(), parse_day(to).value());
    };
    CHECK(range("2026-04-13", "2026-04-17") == "13 s.d. 17 April 2026");
    CHECK(range("2026-04-30", "2026-05-02") == "30 April s.d. 2 Mei 2026");
    CHECK(range("2026-12-30", "2027-01-02") == "30 Desember 2026 s.d. 2 Januari 2027");
    CHECK(range("2026-04-13", "2026-04-13") == "13 April 2026");
}

TEST_CASE("names are compared without titles, punctuation and case", "[indonesian]") {
    CHECK(normalised_name("  Siti   Nur'aini, S.Pd., M.M. ") == "SITI NURAINI");
    CHECK(normalised_name("Abd. Rahman") == "ABD RAHMAN");
    CHECK(normalised_name("José – Maria") == "JOSÉ MARIA");
    CHECK(normalised_name("") == "");
    CHECK(normalised_name(", S.E.") == "");
    CHECK(name_similarity("Siti Aminah", "SITI AMINAH, S.Ag.") == 1.0);
    CHECK(name_similarity("", "") == 1.0);
    CHECK(name_similarity("", "A") == 0.0);
    CHECK(name_similarity("ABCDE", "ABCDX") == Approx(0.8));
    CHECK(name_similarity(std::string(2000, 'a'), std::string(2000, 'b')) == 0.0);
}

TEST_CASE("an identity number is masked but for six and four digits", "[indonesian]") {
    CHECK(masked("3328041208759001") == "332804******9001");
    CHECK(masked("33280412") == "********");
    CHECK(masked("3328049001") == "**********");
    CHECK(masked("") == "");
}
