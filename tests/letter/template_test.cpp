#include "letter_fixture.hpp"

#include <algorithm>

using namespace letter_fixture;

namespace {

std::string mistakes(std::string const& text) {
    auto const made = letter::read_letter({"surat.md", text});
    if (made) return "";
    std::string all;
    for (auto const& one : made.error().found.all())
        all += std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " + one.message +
               (one.hint.empty() ? "" : " / " + one.hint) + "\n";
    return all;
}

} // namespace

TEST_CASE("an unknown key is an error with its place and the nearest key", "[letter]") {
    auto const found = mistakes(correspondence("Isi.", "tembusn: [Camat]\n"));
    CHECK(found == "14:1 kunci 'tembusn' tidak dikenal / mungkin maksudnya \"tembusan\"\n");
}

TEST_CASE("all mistakes of a letter come at once", "[letter]") {
    auto const found = mistakes(
        "---\nid: L1\nnama: X\nlayout: korespondensy\nseri: SURAT\nmode_ttd: TTE\n---\n[lampirn: A]\n\n{{ 1 + }}\n");
    CHECK(found.find("4:9 layout \"korespondensy\" tidak dikenal / mungkin maksudnya \"korespondensi\"") !=
          std::string::npos);
    CHECK(found.find("kunci \"klasifikasi\" tidak ada") != std::string::npos);
    CHECK(found.find("kunci \"penanda_tangan\" tidak ada") != std::string::npos);
    CHECK(found.find("8:1 perintah") != std::string::npos);
    CHECK(found.find("10:") != std::string::npos);
}

TEST_CASE("the fields of a letter are the paths it takes from outside", "[letter]") {
    auto const made = letter_of(correspondence("{{nama}} {{#loop temuan as t}}{{t.uraian}}{{/loop}} {{tenggat}}",
                                               "data:\n  nama: group.name\n"));
    auto const all = letter::fields(made);
    auto const has = [&](char const* path) { return std::find(all.begin(), all.end(), path) != all.end(); };
    CHECK(has("group.name"));
    CHECK(has("tenggat"));
    CHECK(has("temuan"));
    CHECK_FALSE(has("nama"));
    CHECK_FALSE(has("t.uraian"));
}

TEST_CASE("data that only a filter's condition names is not dropped", "[letter]") {
    std::string const body =
        "{{#loop murah as b}}{{b.nama}}{{/loop}} {{#loop barang[harga >= batas] as b}}{{b.nama}}{{/loop}}";
    std::string const head = "data:\n  batas: 2 * dasar\n  murah: barang[harga < batas]\n";
    auto const made = letter_of(correspondence(body, head));
    auto const all = letter::fields(made);
    CHECK(std::find(all.begin(), all.end(), "dasar") != all.end());
    CHECK(std::find(all.begin(), all.end(), "batas") == all.end());
    auto const text = text_of(correspondence(body, head),
                              R"("dasar":5,"barang":[{"nama":"Panci","harga":7},{"nama":"Kompor","harga":20}])");
    CHECK(text.find("Panci Kompor") != std::string::npos);
    // "harga" is a property of the items here, so it does not count as a field the letter needs.
    for (auto const& use : letter::field_uses(made))
        if (use.path == "harga") CHECK(use.in_filter);
}

TEST_CASE("a letter without front matter is refused", "[letter]") {
    CHECK(mistakes("Hanya isi.\n").find("kepala YAML") != std::string::npos);
    CHECK(!mistakes("").empty());
}
