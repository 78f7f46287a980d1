#include "feel/infer.hpp"
#include "feel/json.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::feel;

namespace {

StaticScope surroundings() {
    auto const text = Shape::of(Kind::String);
    auto const number = Shape::of(Kind::Number);
    auto const member = Shape::context({{"nama", text}, {"desil", number}, {"lahir", Shape::of(Kind::Date)}});
    StaticScope scope;
    scope.push(Shape::context({{"pagu", number},
                               {"tanggal_tutup", Shape::of(Kind::Date)},
                               {"anggota", Shape::list(member)},
                               {"catatan", Shape::list(Shape())},
                               {"bebas", Shape::of(Kind::Context)},
                               {"aktif", Shape::of(Kind::Boolean)}}));
    return scope;
}

/// What is found, one line each: column, message and hint.
std::string found_in(std::string const& text) {
    auto const parsed = parse(text);
    REQUIRE(parsed);
    Diagnostics found;
    infer(*parsed, surroundings(), found);
    std::string out;
    for (auto const& d : found.all())
        out += (out.empty() ? "" : "\n") + std::to_string(d.place.column) + ": " + d.message +
               (d.hint.empty() ? "" : " (" + d.hint + ")");
    return out;
}

} // namespace

TEST_CASE("names nobody knows are found with the nearest one", "[feel]") {
    CHECK(found_in("pagu + pgu") == "8: nama \"pgu\" tidak dikenal di sini (mungkin maksudnya \"pagu\")");
    CHECK(found_in("anggota[desil > 4 and desl < 6]") ==
          "23: nama \"desl\" tidak dikenal di sini (mungkin maksudnya \"desil\")");
    CHECK(found_in("anggota[1].namaa") == "11: data ini tidak mempunyai bagian \"namaa\" (mungkin maksudnya \"nama\")");
    CHECK(found_in("for a in anggota return a.alamat") ==
          "26: data ini tidak mempunyai bagian \"alamat\" (bagian yang ada: nama, desil, lahir)");
    CHECK(found_in("tanggal_tutup.yaer") == "14: tanggal tidak mempunyai bagian \"yaer\"");
    CHECK(found_in("cout(anggota)") == "1: nama \"cout\" tidak dikenal di sini (mungkin maksudnya \"count\")");
}

TEST_CASE("operands and arguments that can only give null are found", "[feel]") {
    CHECK(found_in("pagu + \"1\"") == "6: tanda + tidak dapat dipakai antara bilangan dan teks (number(…) menjadikan "
                                      "teks bilangan, string(…) sebaliknya)");
    CHECK(found_in("tanggal_tutup > pagu") == "15: tanggal dan bilangan tidak dapat dibandingkan dengan > (lama waktu "
                                              "ditulis duration(\"P5D\"))");
    CHECK(found_in("anggota = 3") == "9: daftar dan bilangan tidak dapat dibandingkan dengan =");
    CHECK(found_in("aktif and pagu") == "11: bagian kanan and seharusnya ya/tidak, bukan bilangan");
    CHECK(found_in("if pagu then 1 else 2") == "4: syarat if seharusnya ya/tidak, bukan bilangan");
    CHECK(found_in("upper case(pagu)") ==
          "12: argumen ini seharusnya teks, bukan bilangan (seharusnya upper case(string))");
    CHECK(found_in("substring(\"a\")") ==
          "1: argumen substring tidak cocok (seharusnya substring(string, start position, length))");
    CHECK(found_in("sum(anggota.nama)") == "12: sum memerlukan bilangan, bukan teks");
    CHECK(found_in("some a in pagu satisfies true") == "11: perulangan memerlukan daftar, bukan bilangan");
    CHECK(found_in("pagu in (\"a\", \"b\")") ==
          "10: bilangan tidak mungkin sama dengan teks (number(…) menjadikan teks bilangan, string(…) sebaliknya)\n"
          "15: bilangan tidak mungkin sama dengan teks (number(…) menjadikan teks bilangan, string(…) sebaliknya)");
    CHECK(found_in("{f: function(a, b) a + b, c: f(1)}.c") ==
          "30: fungsi ini memerlukan 2 argumen, diberi 1 (seharusnya f(a, b))");
}

TEST_CASE("what some data make right is not reported", "[feel]") {
    for (char const* text : {"count(anggota[desil > 4]) = 0 and pagu <= 20000000",
                             "catatan[apa = 1].saja",
                             "bebas.apa.pun + 1",
                             "anggota[1].lahir + duration(\"P1Y\")",
                             "if aktif then 1 else \"satu\"",
                             "pagu = null",
                             "(if aktif then 1 else \"a\") + 2",
                             "anggota[desil = 1] = anggota",
                             "tanggal_tutup.year + 1",
                             "sort(anggota, function(a, b) a.desil < b.desil)[1].nama",
                             "for i in 1..3, j in i..3 return partial",
                             "anggota.nama[1]",
                             "sum([])",
                             "context put({}, \"a\", 1).a",
                             "[1, 2][item > 1][1] + 1",
                             "every a in anggota satisfies a.lahir < date(\"2000-01-01\")",
                             "concatenate(anggota, [{nama: \"x\"}]).nama",
                             "{a: 1, b: a + 1}.b",
                             "string join(anggota.nama, \", \")",
                             "min(anggota.desil) between 1 and 4",
                             "1 in (anggota.desil)",
                             "\"a\" = \"b\" and pgu",
                             "pagu instance of number",
                             "-pagu",
                             "list contains(catatan, 1)",
                             "get value(bebas, \"a\") + 1",
                             "anggota[pagu]",
                             "date(anggota[1].nama)"}) {
        INFO(text);
        CHECK(found_in(text).empty());
    }
}

TEST_CASE("a function that calls itself does not keep the check busy", "[feel]") {
    CHECK(found_in("{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 2), c: f(30)}.c").empty());
    std::string text = "pagu";
    for (int i = 0; i < 60; ++i) text = "(function(x) x + x)(" + text + ")";
    CHECK(found_in(text).empty());
}
