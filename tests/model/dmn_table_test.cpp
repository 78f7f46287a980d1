#include "model/dmn_help.hpp"

using namespace alur;
using namespace alur::model::dmn;

namespace {

using Cells = std::vector<std::string>;

/// A table over the input `n`; a rule is its input cell and its output cells.
Model table(std::string const& attributes, std::vector<Cells> const& rules, std::string const& outputs = "<output/>",
            std::string const& input_more = "") {
    auto body = "<decisionTable " + attributes + "><input><inputExpression><text>n</text></inputExpression>" +
                input_more + "</input>" + outputs;
    for (auto const& rule : rules) {
        body += "<rule><inputEntry><text><![CDATA[" + rule[0] + "]]></text></inputEntry>";
        for (std::size_t i = 1; i < rule.size(); ++i)
            body += "<outputEntry><text><![CDATA[" + rule[i] + "]]></text></outputEntry>";
        body += "</rule>";
    }
    return model_of(input("n") + decision("D", {"n"}, {}, body + "</decisionTable>"));
}

std::string const kOrdered =
    "<output><outputValues><text>\"tinggi\",\"sedang\",\"rendah\"</text></outputValues></output>";

} // namespace

TEST_CASE("a unique table gives the output of the one rule that holds", "[dmn]") {
    auto const model = table("", {{"< 10", "\"kecil\""}, {"[10..20)", "\"sedang\""}, {">= 20", "\"besar\""}});
    CHECK(value_of(model, "D", R"({"n":9})") == "\"kecil\"");
    CHECK(value_of(model, "D", R"({"n":10})") == "\"sedang\"");
    CHECK(value_of(model, "D", R"({"n":20})") == "\"besar\"");
}

TEST_CASE("a unique table in which two rules hold gives null and says which", "[dmn]") {
    auto const answer = answer_of(table("hitPolicy=\"UNIQUE\"", {{"> 1", "1"}, {"> 2", "2"}}), "D", R"({"n":3})");
    CHECK(answer.value.is_null());
    REQUIRE(answer.problems.size() == 1);
    CHECK(answer.problems[0].message == "aturan 1 dan 2 berlaku bersamaan, padahal tabel ini UNIQUE");
    CHECK(answer.problems[0].place.line > 0);
}

TEST_CASE("no rule that holds gives null with a reason, or the default output", "[dmn]") {
    auto const answer = answer_of(table("", {{"1", "1"}}), "D", R"({"n":2})");
    CHECK(answer.value.is_null());
    CHECK(answer.problems.size() == 1);
    auto const fallback = "<output><defaultOutputEntry><text>\"baku\"</text></defaultOutputEntry></output>";
    CHECK(value_of(table("", {{"1", "1"}}, fallback), "D", R"({"n":2})") == "\"baku\"");
}

TEST_CASE("any wants equal outputs, first takes the first", "[dmn]") {
    CHECK(value_of(table("hitPolicy=\"ANY\"", {{"> 1", "7"}, {"> 2", "7.0"}}), "D", R"({"n":3})") == "7");
    CHECK(value_of(table("hitPolicy=\"ANY\"", {{"> 1", "7"}, {"> 2", "8"}}), "D", R"({"n":3})") == "null");
    CHECK(value_of(table("hitPolicy=\"FIRST\"", {{"> 1", "7"}, {"> 2", "8"}}), "D", R"({"n":3})") == "7");
}

TEST_CASE("priority and output order follow the output values", "[dmn]") {
    std::vector<Cells> const rules{{"> 1", "\"rendah\""}, {"> 2", "\"tinggi\""}, {"> 3", "\"sedang\""}};
    CHECK(value_of(table("hitPolicy=\"PRIORITY\"", rules, kOrdered), "D", R"({"n":9})") == "\"tinggi\"");
    CHECK(value_of(table("hitPolicy=\"OUTPUT ORDER\"", rules, kOrdered), "D", R"({"n":9})") ==
          R"(["tinggi","sedang","rendah"])");
    CHECK(value_of(table("hitPolicy=\"RULE ORDER\"", rules, kOrdered), "D", R"({"n":9})") ==
          R"(["rendah","tinggi","sedang"])");
}

TEST_CASE("priorities of several outputs compare column by column", "[dmn]") {
    auto const outputs = "<output name=\"a\"><outputValues><text>\"x\",\"y\"</text></outputValues></output>"
                         "<output name=\"b\"><outputValues><text>2,1</text></outputValues></output>";
    CHECK(value_of(
              table("hitPolicy=\"PRIORITY\"", {{"-", "\"y\"", "2"}, {"-", "\"x\"", "1"}, {"-", "\"x\"", "2"}}, outputs),
              "D", R"({"n":9})") == R"({"a":"x","b":2})");
}

TEST_CASE("collect gathers, adds, counts and finds the ends", "[dmn]") {
    std::vector<Cells> const rules{{"> 1", "5"}, {"> 2", "3"}, {"> 3", "9"}, {"> 100", "1"}};
    auto const collected = [&](std::string const& aggregation) {
        return value_of(table("hitPolicy=\"COLLECT\"" + aggregation, rules), "D", R"({"n":9})");
    };
    CHECK(collected("") == "[5,3,9]");
    CHECK(collected(" aggregation=\"SUM\"") == "17");
    CHECK(collected(" aggregation=\"MIN\"") == "3");
    CHECK(collected(" aggregation=\"MAX\"") == "9");
    CHECK(collected(" aggregation=\"COUNT\"") == "3");
    CHECK(value_of(table("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", rules), "D", R"({"n":0})") == "0");
}

TEST_CASE("an input outside the values of its column is refused", "[dmn]") {
    auto const values = "<inputValues><text>[0..100]</text></inputValues>";
    auto const model = table("", {{"-", "1"}}, "<output/>", values);
    CHECK(value_of(model, "D", R"({"n":100})") == "1");
    auto const answer = answer_of(model, "D", R"({"n":101})");
    CHECK(answer.value.is_null());
    CHECK(answer.problems.size() == 1);
}

TEST_CASE("cells see the names around the table and the tested value", "[dmn]") {
    auto const model = table("", {{"? > n - 1 and ? < n + 1", "n * 2"}});
    CHECK(value_of(model, "D", R"({"n":4})") == "8");
}
