#include "format/yaml.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using format::parse_yaml;

TEST_CASE("YAML scalars stay text, with their place", "[format]") {
    auto const root = parse_yaml({"f.yaml", "id: F05\nkode: 001\naktif: no\nkolom:\n  - key: \"a\"\n    lebar: 5\n"});
    REQUIRE(root);
    CHECK(root->find("kode")->scalar == "001");
    CHECK(root->find("aktif")->scalar == "no");
    auto const* columns = root->find("kolom");
    REQUIRE(columns->is_sequence());
    CHECK(columns->items[0].find("key")->quoted);
    CHECK(columns->items[0].find("lebar")->place == Place{"f.yaml", 6, 12});
}

TEST_CASE("duplicate keys, anchors and broken YAML are refused with every place", "[format]") {
    auto const result = parse_yaml({"f.yaml", "a: 1\na: 2\nb: &x 1\nc: *x\n"});
    REQUIRE_FALSE(result);
    auto const& all = result.error().found.all();
    REQUIRE(all.size() == 3);
    CHECK(all[0].rule == "duplicate-key");
    CHECK(all[0].place == Place{"f.yaml", 2, 1});
    CHECK(all[1].rule == "yaml-anchor");
    CHECK(all[2].rule == "yaml-alias");
    CHECK_FALSE(parse_yaml({"f.yaml", "a: [1, 2\nb: 3"}));
}

TEST_CASE("YAML nested too deep is refused without a crash", "[format]") {
    CHECK_FALSE(parse_yaml({"f.yaml", std::string(100'000, '[')}));
    CHECK_FALSE(parse_yaml({"f.yaml", std::string(100'000, '{')}));
    std::string steps;
    for (int i = 0; i < 3'000; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    CHECK_FALSE(parse_yaml({"f.yaml", steps}));
    std::string dashes;
    for (int i = 0; i < 50'000; ++i) dashes += "- ";
    CHECK_FALSE(parse_yaml({"f.yaml", dashes}));
}

TEST_CASE("an unknown key is named with the nearest allowed one", "[format]") {
    auto const root = parse_yaml({"f.yaml", "tittle: x\n"});
    REQUIRE(root);
    Diagnostics found;
    format::refuse_unknown_keys(*root, {"id", "title"}, found);
    REQUIRE(found.size() == 1);
    CHECK(render(found.all()[0], "tittle: x\n") ==
          "f.yaml:1:1: kunci 'tittle' tidak dikenal\n    tittle: x\n    ^\nsaran: mungkin maksudnya \"title\"");
}

TEST_CASE("a file without content is nothing, and that at its beginning", "[format]") {
    for (auto const* text : {"", "\n", "# hanya keterangan\n"}) {
        auto const root = format::parse_yaml({"f.yaml", text});
        REQUIRE(root);
        CHECK(root->kind == format::YamlNode::Kind::Null);
        CHECK(root->place.line == 1);
    }
}

TEST_CASE("a long list is not taken for a deep one", "[format]") {
    std::string text = "a:\n  b:\n";
    for (int i = 0; i < 300; ++i) text += "    - {k: " + std::to_string(i) + "}\n";
    auto const node = format::parse_yaml({"f", text});
    REQUIRE(node);
    CHECK(node->find("a")->find("b")->items.size() == 300);
    std::string deep;
    for (int i = 0; i < 150; ++i) deep += "- ";
    CHECK_FALSE(format::parse_yaml({"f", deep + "x"}));
}

TEST_CASE("front matter keeps the lines of the file", "[format]") {
    auto const file = format::split_front_matter({"L.md", "---\nid: L1\nhal: x\n---\nIsi\n"});
    REQUIRE(file);
    CHECK(file->head.find("hal")->place.line == 3);
    CHECK(file->body == "Isi\n");
    CHECK(file->body_line == 5);
    CHECK_FALSE(format::split_front_matter({"L.md", "---\nid: L1\n"}));
}
