#include "model/dmn_help.hpp"

using namespace alur;
using namespace alur::model::dmn;

namespace {

using Lines = std::vector<std::string>;

std::string table(std::string const& policy, std::vector<std::string> const& cells) {
    auto body = "<decisionTable hitPolicy=\"" + policy +
                "\"><input><inputExpression><text>n</text></inputExpression></input><output/>";
    for (auto const& cell : cells)
        body += "\n<rule><inputEntry><text><![CDATA[" + cell +
                "]]></text></inputEntry><outputEntry><text>1</text></outputEntry></rule>";
    return input("n") + decision("D", {"n"}, {}, body + "</decisionTable>");
}

bool has(std::string const& text, std::string const& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a sound model has nothing to say", "[dmn]") {
    CHECK(found_in(table("UNIQUE", {"< 10", "[10..20)", ">= 20"})).empty());
    CHECK(found_in(table("UNIQUE", {"\"a\"", "\"b\",\"c\"", "not(\"a\",\"b\",\"c\")"})).empty());
}

TEST_CASE("several mistakes are told at once, by place", "[dmn]") {
    auto const found =
        found_in(input("nilai", "nomber") + decision("D", {"nilai", "tiada"}, {}, literal("nilay + 1")) +
                 decision("E", {"nilai"}, {}, literal("nilai +")) + decision("F", {}, {}, literal("nilai")));
    REQUIRE(found.size() == 5);
    CHECK(found[0] == "2:36 unknown-type: tipe \"nomber\" tidak dikenal | mungkin maksudnya \"number\"");
    CHECK(has(found[1], "reference-missing: rujukan \"#tiada\" tidak ada dalam model"));
    CHECK(has(found[2], "unknown-name: nama \"nilay\" tidak dikenal di sini | mungkin maksudnya \"nilai\""));
    CHECK(found[3].starts_with("10:"));
    CHECK(has(found[4], "tambahkan informationRequirement ke \"nilai\""));
}

TEST_CASE("rules that can hold together in a unique table are warned of", "[dmn]") {
    for (auto const& cells : {Lines{"< 10", "<= 5"}, Lines{"[1..5]", "[5..9]"}, Lines{"-", "3"},
                              Lines{"\"a\",\"b\"", "\"b\""}, Lines{"3", "1,2,3"}}) {
        auto const found = found_in(table("UNIQUE", cells));
        REQUIRE(found.size() == 1);
        CHECK(has(found[0], "rules-overlap: aturan 1 dan 2 dapat berlaku bersamaan, padahal tabel ini UNIQUE"));
    }
    CHECK(found_in(table("UNIQUE", {"[1..5)", "[5..9]"})).empty());
    CHECK(found_in(table("UNIQUE", {"< 5", "> 5"})).empty());
    CHECK(found_in(table("ANY", {"< 10", "<= 5"})).empty());
}

TEST_CASE("a rule behind one that takes everything is unreachable", "[dmn]") {
    auto const found = found_in(table("FIRST", {"1", "-", "2"}));
    REQUIRE(found.size() == 1);
    CHECK(has(found[0], "rule-unreachable: aturan 3 tidak pernah tercapai"));
}

TEST_CASE("hit policies, aggregations, outputs and widths are checked", "[dmn]") {
    auto const with = [](std::string const& attributes, std::string const& outputs, std::string const& rule) {
        auto const found =
            found_in(input("n") + decision("D", {"n"}, {},
                                           "<decisionTable " + attributes +
                                               "><input><inputExpression><text>n</text></inputExpression></input>" +
                                               outputs + rule + "</decisionTable>"));
        return found.empty() ? std::string{} : found.front();
    };
    CHECK(has(with("hitPolicy=\"UNIK\"", "<output/>", ""), "hit-policy: hitPolicy \"UNIK\" tidak dikenal"));
    CHECK(has(with("hitPolicy=\"ANY\" aggregation=\"SUM\"", "<output/>", ""), "aggregation hanya berlaku"));
    CHECK(has(with("", "<output name=\"a\"/><output/>", ""), "output-name: kolom keluaran ini belum bernama"));
    CHECK(has(with("hitPolicy=\"PRIORITY\"", "<output/>", ""), "priority-order"));
    CHECK(has(with("", "<output/>", "<rule><inputEntry><text>1</text></inputEntry></rule>"),
              "rule-width: aturan ini mempunyai 0 sel keluaran"));
    CHECK(has(with("", "", ""), "output-missing"));
}

TEST_CASE("names made by contexts, functions and iterators are known inside them", "[dmn]") {
    CHECK(found_in(decision("D", {}, {},
                            "<context>" + entry("a", literal("1")) + entry("b", literal("for x in [a] return x + a")) +
                                entry("f", "<functionDefinition><formalParameter name=\"p\"/>" + literal("p + a") +
                                               "</functionDefinition>") +
                                entry("", literal("f(b)")) + "</context>"))
              .empty());
    CHECK(found_in(decision("D", {}, {},
                            "<filter><in>" + literal("[{n: 1}]") + "</in><match>" + literal("n = 1 and item.n = 1") +
                                "</match></filter>"))
              .empty());
}

TEST_CASE("operands, cells and outputs of the wrong kind are told", "[dmn]") {
    auto const sum = found_in(input("n", "number") + decision("D", {"n"}, {}, literal("n + \"a\"")));
    REQUIRE(sum.size() == 1);
    CHECK(has(sum[0], "wrong-type: tanda + tidak dapat dipakai antara bilangan dan teks"));
    auto const result = found_in(input("n", "number") + decision("D", {"n"}, {}, literal("n > 1", "string")));
    REQUIRE(result.size() == 1);
    CHECK(has(result[0], "wrong-type: hasil ekspresi ini seharusnya teks, bukan ya/tidak"));
    auto const cells = found_in(
        input("n", "number") +
        decision("D", {"n"}, {},
                 "<decisionTable><input><inputExpression typeRef=\"number\"><text>n</text></inputExpression></input>"
                 "<output name=\"x\" typeRef=\"boolean\"/>\n"
                 "<rule><inputEntry><text>\"satu\"</text></inputEntry><outputEntry><text>true</text></outputEntry>"
                 "</rule>\n"
                 "<rule><inputEntry><text>2</text></inputEntry><outputEntry><text>\"ya\"</text></outputEntry></rule>"
                 "</decisionTable>"));
    REQUIRE(cells.size() == 2);
    CHECK(has(cells[0], "wrong-type: bilangan tidak mungkin sama dengan teks"));
    CHECK(has(cells[1], "wrong-type: keluaran \"x\" seharusnya ya/tidak, bukan teks"));
    CHECK(found_in(input("n", "number") + input("m") + decision("D", {"n", "m"}, {}, literal("n + m"))).empty());
}
