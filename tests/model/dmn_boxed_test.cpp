#include "model/dmn_help.hpp"

using namespace alur;
using namespace alur::model::dmn;

namespace {

std::string value_of_logic(std::string const& logic, std::string const& type = "", std::string const& more = "",
                           std::vector<std::string> const& knowledge = {}) {
    return value_of(model_of(more + decision("D", {}, {}, logic, type, knowledge)), "D");
}

} // namespace

TEST_CASE("a boxed context sees its earlier entries and may end in a result", "[dmn]") {
    CHECK(value_of_logic("<context>" + entry("a b", literal("2")) + entry("c", literal("a b * 3")) + "</context>") ==
          R"({"a b":2,"c":6})");
    CHECK(value_of_logic("<context>" + entry("a", literal("2")) + entry("", literal("a + 1")) + "</context>") == "3");
    CHECK(value_of_logic("<context></context>") == "{}");
}

TEST_CASE("lists and relations", "[dmn]") {
    CHECK(value_of_logic("<list>" + literal("1") + literal("\"a\"") + "</list>") == R"([1,"a"])");
    CHECK(value_of_logic("<relation><column name=\"a\"/><column name=\"b\"/><row>" + literal("1") + literal("2") +
                         "</row><row>" + literal("3") + literal("4") + "</row></relation>") ==
          R"([{"a":1,"b":2},{"a":3,"b":4}])");
}

TEST_CASE("conditional, filter and iterators behave as in FEEL", "[dmn]") {
    auto const conditional = [](std::string const& condition) {
        return "<conditional><if>" + literal(condition) + "</if><then>" + literal("1") + "</then><else>" +
               literal("2") + "</else></conditional>";
    };
    CHECK(value_of_logic(conditional("true")) == "1");
    CHECK(value_of_logic(conditional("false")) == "2");
    CHECK(value_of_logic(conditional("null")) == "2");
    auto const filter = [](std::string const& in, std::string const& match) {
        return "<filter><in>" + literal(in) + "</in><match>" + literal(match) + "</match></filter>";
    };
    CHECK(value_of_logic(filter("[1,2,3]", "item > 1")) == "[2,3]");
    CHECK(value_of_logic(filter("[{n:1},{n:2}]", "n = 2")) == R"([{"n":2}])");
    CHECK(value_of_logic(filter("[5,6,7]", "2")) == "6");
    auto const iterate = [](std::string const& kind, std::string const& in, std::string const& body) {
        std::string const part = kind == "for" ? "return" : "satisfies";
        return "<" + kind + " iteratorVariable=\"x\"><in>" + literal(in) + "</in><" + part + ">" + literal(body) +
               "</" + part + "></" + kind + ">";
    };
    CHECK(value_of_logic(iterate("for", "[1,2]", "x * 2")) == "[2,4]");
    CHECK(value_of_logic(iterate("for", "[1,2,3,4]", "if count(partial) = 0 then x else x + partial[-1]")) ==
          "[1,3,6,10]");
    CHECK(value_of_logic(iterate("some", "[1,2]", "x > 1")) == "true");
    CHECK(value_of_logic(iterate("every", "[1,2]", "x > 1")) == "false");
}

TEST_CASE("function definitions close over their surroundings and may call themselves", "[dmn]") {
    auto const function = [](std::string const& parameter, std::string const& body) {
        return "<functionDefinition><formalParameter name=\"" + parameter + "\" typeRef=\"number\"/>" + body +
               "</functionDefinition>";
    };
    CHECK(value_of_logic("<context>" + entry("k", literal("10")) + entry("f", function("n", literal("n * k"))) +
                         entry("", literal("f(2)")) + "</context>") == "20");
    CHECK(value_of_logic("<context>" + entry("f", function("n", literal("if n < 2 then 1 else n * f(n - 1)"))) +
                         entry("", literal("f(5)")) + "</context>") == "120");
    CHECK(value_of_logic("<context>" + entry("f", function("a", function("b", literal("a - b")))) +
                         entry("", literal("f(9)(4)")) + "</context>") == "5");
}

TEST_CASE("an invocation binds by name and refuses names that are none", "[dmn]") {
    auto const knowledge =
        std::string("<businessKnowledgeModel id=\"kali\" name=\"kali\"><encapsulatedLogic>"
                    "<formalParameter name=\"yang pertama\" typeRef=\"number\"/><formalParameter name=\"b\"/>") +
        literal("yang pertama - b") + "</encapsulatedLogic></businessKnowledgeModel>";
    auto const call = [](std::string const& second) {
        return "<invocation>" + literal("kali") + "<binding><parameter name=\"" + second + "\"/>" + literal("1") +
               "</binding><binding><parameter name=\"yang pertama\"/>" + literal("7") + "</binding></invocation>";
    };
    CHECK(value_of_logic(call("b"), "", knowledge, {"kali"}) == "6");
    CHECK(value_of_logic(call("c"), "", knowledge, {"kali"}) == "null");
}

TEST_CASE("a value of another type becomes null, with the reason", "[dmn]") {
    CHECK(value_of_logic(literal("1 + 1"), "string") == "null");
    CHECK(value_of_logic(literal("[1]"), "number") == "1");
    CHECK(value_of_logic(literal("[[1]]"), "number") == "null");
    CHECK(value_of_logic(literal("1", "string")) == "null");
    auto const answer = answer_of(model_of(decision("D", {}, {}, literal("1"), "string")), "D");
    REQUIRE(answer.problems.size() == 1);
    CHECK(answer.problems[0].message == "keputusan \"D\" bukan string, melainkan number");
}

TEST_CASE("declared types check components, lists and allowed values", "[dmn]") {
    auto const types = std::string(
        "<itemDefinition name=\"Orang\"><itemComponent name=\"nama\"><typeRef>string</typeRef></itemComponent>"
        "<itemComponent name=\"desil\"><typeRef>Desil</typeRef></itemComponent></itemDefinition>"
        "<itemDefinition "
        "name=\"Desil\"><typeRef>number</typeRef><allowedValues><text>[1..10]</text></allowedValues></itemDefinition>"
        "<itemDefinition name=\"Kelompok\" isCollection=\"true\"><typeRef>Orang</typeRef></itemDefinition>");
    CHECK(value_of_logic(literal("{nama: \"A\", desil: 4, lain: 1}"), "Orang", types) ==
          R"({"nama":"A","desil":4,"lain":1})");
    CHECK(value_of_logic(literal("{nama: \"A\"}"), "Orang", types) == "null");
    CHECK(value_of_logic(literal("{nama: \"A\", desil: 11}"), "Orang", types) == "null");
    CHECK(value_of_logic(literal("[{nama: \"A\", desil: 1}]"), "Kelompok", types) == R"([{"nama":"A","desil":1}])");
    CHECK(value_of_logic(literal("[{nama: \"A\", desil: 1}, 7]"), "Kelompok", types) == "null");
}

TEST_CASE("types may name each other in any order, and themselves", "[dmn]") {
    auto const types = std::string(
        "<itemDefinition name=\"A\"><typeRef>B</typeRef></itemDefinition>"
        "<itemDefinition name=\"B\"><itemComponent name=\"anak\" isCollection=\"true\"><typeRef>B</typeRef>"
        "</itemComponent></itemDefinition><itemDefinition name=\"C\"><typeRef>C</typeRef></itemDefinition>");
    CHECK(value_of_logic(literal("{anak: [{anak: []}]}"), "A", types) == R"({"anak":[{"anak":[]}]})");
    CHECK(value_of_logic(literal("1"), "C", types) == "1");
}

TEST_CASE("what is not implemented is said, not guessed", "[dmn]") {
    auto const answer = answer_of(
        model_of(decision("D", {}, {},
                          "<literalExpression expressionLanguage=\"urn:lain\"><text>x</text></literalExpression>")),
        "D");
    CHECK(answer.unsupported);
    CHECK(answer.value.is_null());
}
