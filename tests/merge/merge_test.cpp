#include "merge/merge.hpp"

#include "feel/json.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::merge;

namespace {

feel::Scope scope_of(std::string_view json) {
    auto value = feel::from_json(json);
    REQUIRE(value);
    return feel::Scope(*value);
}

std::string merged(std::string_view text, std::string_view json, Limits const& limits = {}) {
    auto const parsed = parse(text, {{"surat.md", 1, 1}, {}});
    if (!parsed) return "parse: " + parsed.error().message;
    auto const done = merge::merge(*parsed, scope_of(json), limits);
    if (!done) return "merge: " + done.error().message;
    return plain(*done);
}

/// `line:column message | saran` of every mistake.
std::vector<std::string> mistakes(std::string_view text, std::string_view json = "{}") {
    auto const parsed = parse(text, {{"surat.md", 1, 1}, {}});
    std::vector<std::string> out;
    auto const note = [&](Error const& error) {
        for (auto const& d : error.found.all())
            out.push_back(std::to_string(d.place.line) + ":" + std::to_string(d.place.column) + " " + d.message +
                          (d.hint.empty() ? "" : " | " + d.hint));
    };
    if (!parsed) {
        note(parsed.error());
        return out;
    }
    auto const done = merge::merge(*parsed, scope_of(json));
    if (!done) note(done.error());
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("values become text by one rule", "[merge]") {
    CHECK(merged("Yth. {{nama}},", R"({"nama":"Siti"})") == "Yth. Siti,");
    CHECK(merged("{{ a + b }} dan {{a/b}}", R"({"a":1,"b":4})") == "5 dan 0.25");
    CHECK(merged("{{n}}", R"({"n":20000000})") == "20000000");
    CHECK(merged("{{a}} {{b}}", R"({"a":true,"b":false})") == "ya tidak");
    CHECK(merged("{{d}}", R"({"d":{"$date":"2026-02-12"}})") == "12 Februari 2026");
    CHECK(merged("{{d}}", R"({"d":{"$dateTime":"2026-02-12T09:12:00+07:00"}})") == "12 Februari 2026 pukul 09.12");
    CHECK(merged("{{t}}", R"({"t":{"$time":"09:12:00"}})") == "09.12");
    CHECK(merged("{{ {a: {b: \"}}\"}}.a.b }}!", "{}") == "}}!");
}

TEST_CASE("a value that has no text is refused with its place", "[merge]") {
    CHECK(
        mistakes("a\n  {{ x }}", R"({"x":["a"]})") ==
        Lines{
            "2:6 isian 'x' adalah list dan tidak dapat dicetak | cetak isinya satu per satu dengan {{#loop … as …}}"});
    CHECK(mistakes("{{x}}", R"({"x":{"a":1}})").size() == 1);
    CHECK(mistakes("{{x}}", R"({"x":{"$daysTimeDuration":"P1D"}})").size() == 1);
}

TEST_CASE("nothing is left blank", "[merge]") {
    CHECK(
        mistakes("{{nama}}", R"({"nama":null})") ==
        Lines{
            "1:3 isian 'nama' tidak ada nilainya | lengkapi datanya, atau apit dengan {{#if … != null}} dan {{/if}}"});
    CHECK(mistakes("{{nama}}", R"({"nama":" "})") ==
          Lines{"1:3 isian 'nama' kosong | lengkapi datanya, atau apit dengan {{#if nama != \"\"}}"});
    CHECK(mistakes("{{nam}}", R"({"nama":"x"})") ==
          Lines{"1:3 isian 'nam' tidak dikenal | mungkin maksudnya \"nama\""});
    CHECK(mistakes("{{ketua.nma}}", R"({"ketua":{"nama":"x"}})") ==
          Lines{"1:3 isian 'ketua.nma' tidak ada: 'ketua' tidak mempunyai 'nma' | mungkin maksudnya \"nama\""});
    CHECK(merged("{{if a then \"x\" else \"\"}}.", R"({"a":false})") == ".");
}

TEST_CASE("all fields without a value are told at once, each place once", "[merge]") {
    auto const found = mistakes("{{a}} {{b}}\n{{#loop l as x}}\n{{c}}{{x.y}}\n{{/loop}}", R"({"l":[{"y":1},{"y":2}]})");
    REQUIRE(found.size() == 3);
    CHECK(found[0].starts_with("1:3 "));
    CHECK(found[1].starts_with("1:9 "));
    CHECK(found[2].starts_with("3:3 "));
}

TEST_CASE("the message has a caret under the field", "[merge]") {
    auto const text = "Yth.\nNama: {{ nam }}";
    auto const parsed = parse(text, {{"surat.md", 1, 1}, {}});
    REQUIRE(parsed);
    auto const done = merge::merge(*parsed, scope_of(R"({"nama":"x"})"));
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == ErrorKind::Invalid);
    CHECK(render(done.error().found.all().front(), text) == "surat.md:2:10: isian 'nam' tidak dikenal\n"
                                                            "    Nama: {{ nam }}\n"
                                                            "             ^\n"
                                                            "saran: mungkin maksudnya \"nama\"");
}

TEST_CASE("places count from where the text begins in its file", "[merge]") {
    auto const parsed = parse("a\n{{ b + }}", {{"surat.md", 14, 1}, {}});
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().found.all().front().place.file == "surat.md");
    CHECK(parsed.error().found.all().front().place.line == 15);
}

TEST_CASE("a condition chooses one branch", "[merge]") {
    auto const text = "{{#if n > 10}}banyak{{#else if n > 5}}cukup{{#else}}sedikit{{/if}}";
    CHECK(merged(text, R"({"n":11})") == "banyak");
    CHECK(merged(text, R"({"n":6})") == "cukup");
    CHECK(merged(text, R"({"n":1})") == "sedikit");
    CHECK(merged("{{#if n > 10}}x{{/if}}.", R"({"n":1})") == ".");
}

TEST_CASE("a condition may ask whether a value is there, but must answer yes or no", "[merge]") {
    CHECK(merged("{{#if a.b != null}}{{a.b}}{{/if}}.", R"({"a":{}})") == ".");
    CHECK(merged("{{#if a.b != null}}{{a.b}}{{/if}}.", R"({"a":{"b":"x"}})") == "x.");
    CHECK(mistakes("{{#if a > 3}}x{{/if}}", R"({"a":null})").size() == 1);
    CHECK(mistakes("{{#if a}}x{{/if}}", R"({"a":"ya"})").size() == 1);
    CHECK(mistakes("{{#if c != null}}x{{/if}}", R"({"a":1})").size() == 1);
}

TEST_CASE("a loop knows its number and its ends", "[merge]") {
    CHECK(merged("{{#loop l as x}}{{nomor}}. {{x.n}}{{#if not(terakhir)}}; {{/if}}{{/loop}}",
                 R"({"l":[{"n":"a"},{"n":"b"},{"n":"c"}]})") == "1. a; 2. b; 3. c");
    CHECK(merged("{{#loop l as nomor}}{{nomor}}{{#if pertama}}!{{/if}}{{/loop}}", R"({"l":["a","b"]})") == "a!b");
    CHECK(merged("{{#loop l as x}}{{#loop x as y}}{{nomor}}{{y}} {{/loop}}{{nomor}} {{/loop}}",
                 R"({"l":[["a"],["b","c"]]})") == "1a 1 1b 2c 2 ");
    CHECK(merged("{{#loop l[n > 1] as x}}{{x.n}}{{/loop}}", R"({"l":[{"n":1},{"n":2}]})") == "2");
    CHECK(merged("[{{#loop l as x}}a{{/loop}}]", R"({"l":[]})") == "[]");
}

TEST_CASE("a loop needs a list", "[merge]") {
    CHECK(mistakes("{{#loop l as x}}a{{/loop}}", R"({"l":null})").size() == 1);
    CHECK(mistakes("{{#loop l as x}}a{{/loop}}", R"({"l":"abc"})").size() == 1);
    CHECK(mistakes("{{#loop m as x}}a{{/loop}}", R"({"l":[]})").size() == 1);
}

TEST_CASE("a line of nothing but control tags disappears", "[merge]") {
    CHECK(merged("| a |\n|---|\n{{#loop l as x}}\n| {{x}} |\n{{/loop}}\nakhir\n", R"({"l":["1","2"]})") ==
          "| a |\n|---|\n| 1 |\n| 2 |\nakhir\n");
    CHECK(merged("a\n  {{#if true}}{{#if true}}  \nb\n{{/if}}{{/if}}", "{}") == "a\nb\n");
    CHECK(merged("a {{#if true}}\nb{{/if}}\n", "{}") == "a \nb\n");
    CHECK(merged("{{#if true}}\r\nb\r\n{{/if}}\r\n", "{}") == "b\r\n");
}

TEST_CASE("mistakes in tags are told all at once", "[merge]") {
    CHECK(mistakes("{{#iff a}}\n{{}}\n{{/loop}}\n{{x") ==
          Lines{"1:1 tanda '#iff a' tidak dikenal | mungkin maksudnya \"#if\"",
                "2:1 tanda {{ }} kosong | tulis nama isian di dalamnya",
                "3:1 tanda {{/loop}} tanpa {{#loop}} pembukanya",
                "4:1 tanda {{ tidak ditutup dengan }} | periksa juga tanda kutip dan kurung kurawal di dalamnya"});
    CHECK(mistakes("a }} b") == Lines{"1:3 tanda }} tanpa tanda {{ pembukanya"});
    CHECK(mistakes("{{#if a}}\nx") == Lines{"1:1 blok {{#if}} tidak ditutup dengan {{/if}}"});
    CHECK(mistakes("{{#if a}}\nx{{/loop}}") == Lines{"2:2 di sini diharapkan {{/if}} untuk {{#if}} pada baris 1"});
    CHECK(mistakes("{{#if a}}x{{#else}}y{{#else}}z{{/if}}").size() == 1);
    CHECK(mistakes("{{#else}}") == Lines{"1:1 tanda {{#else}} di luar {{#if}}"});
    CHECK(mistakes("{{#loop l}}x{{/loop}}") ==
          Lines{"1:9 daftar perulangan tidak lengkap | bentuknya {{#loop daftar as nama}}"});
    CHECK(mistakes("{{#loop l as 9x}}x{{/loop}}").size() == 1);
    CHECK(mistakes("{{#if}}x{{/if}}") == Lines{"1:1 tanda ini tidak lengkap | bentuknya {{#if syarat}}"});
    CHECK(mistakes("{{ nama? }}").front().find("isian pilihan") != std::string::npos);
    CHECK(mistakes("{{ 1 + }} {{ ( }}").size() == 2);
    CHECK(mistakes("a \xff").size() == 1);
    CHECK(mistakes("a\nb\U000F0000") == Lines{"2:2 aksara khusus (U+F0000 ke atas) tidak boleh dipakai dalam naskah"});
}

TEST_CASE("depth, rounds and size have limits", "[merge]") {
    std::string deep;
    for (int i = 0; i < 40; ++i) deep += "{{#if true}}";
    CHECK(mistakes(deep).size() == 1);
    std::string fits;
    for (int i = 0; i < 32; ++i) fits += "{{#if true}}";
    fits += "x";
    for (int i = 0; i < 32; ++i) fits += "{{/if}}";
    CHECK(merged(fits, "{}") == "x");

    Limits small;
    small.output = 10;
    CHECK(merged("{{#loop l as x}}aaaa{{/loop}}", R"({"l":[1,2,3]})", small).find("hasil melebihi 10") !=
          std::string::npos);
    small = {};
    small.rounds = 5;
    CHECK(merged("{{#loop l as x}}{{#loop l as y}}{{/loop}}{{/loop}}", R"({"l":[1,2,3]})", small)
              .find("perulangan melebihi 5") != std::string::npos);
}

TEST_CASE("the fields of a template are known without data", "[merge]") {
    auto const parsed =
        parse("{{nama}}\n{{#if ketua.nik != null}}{{rupiah(nilai)}}{{/if}}\n"
              "{{#loop anggota as a}}{{nomor}}{{a.nama}}{{#loop a.usaha as u}}{{u.jenis}}{{/loop}}{{/loop}}",
              {{"surat.md", 1, 1}, {}});
    REQUIRE(parsed);
    Lines found;
    for (auto const& field : parsed->fields())
        found.push_back(std::to_string(field.place.line) + ":" + std::to_string(field.place.column) + " " + field.path);
    CHECK(found == Lines{"1:3 nama", "2:7 ketua.nik", "2:35 nilai", "3:9 anggota", "3:34 anggota.nama",
                         "3:50 anggota.usaha", "3:66 anggota.usaha.jenis"});
}

TEST_CASE("data can never become markup", "[merge]") {
    auto const parsed = parse("**{{a}}** {{b}}");
    REQUIRE(parsed);
    auto const done = merge::merge(*parsed, scope_of("{\"a\":\"*x* | {{b}}\",\"b\":\"\U000F0000\"}"));
    REQUIRE(done);
    CHECK(done->text == "**\U000F0000** \U000F0001");
    CHECK(done->values == Lines{"*x* | {{b}}", "\U000F0000"});
    CHECK(plain(*done) == "***x* | {{b}}** \U000F0000");
    CHECK(fill("-\U000F0001-", {"a", "b"}) == "-b-");
    CHECK(fill("-\U000F0005-", {"a", "b"}) == "-\U000F0005-");
    CHECK(value_index(0xF0000) == 0U);
    CHECK(value_index(0xFFFFD) == 65533U);
    CHECK(value_index(0xFFFFE) == std::nullopt);
    CHECK(value_index(0x100000) == 65534U);
    CHECK(value_index('a') == std::nullopt);
}
