#include "model/dmn_help.hpp"

using namespace alur;
using namespace alur::model::dmn;

namespace {

std::string knowledge(std::string const& name, std::string const& parameter, std::string const& logic,
                      std::vector<std::string> const& required = {}) {
    auto out = "<businessKnowledgeModel id=\"" + name + "\" name=\"" + name +
               "\"><encapsulatedLogic><formalParameter name=\"" + parameter + "\" typeRef=\"number\"/>" + logic +
               "</encapsulatedLogic>";
    for (auto const& id : required)
        out += "<knowledgeRequirement><requiredKnowledge href=\"#" + id + "\"/></knowledgeRequirement>";
    return out + "</businessKnowledgeModel>";
}

std::string const kImportType = "\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>";

} // namespace

TEST_CASE("a decision sees what it requires and nothing else", "[dmn]") {
    auto const model =
        model_of(input("a", "number") + input("b", "number") + decision("jumlah akhir", {"a"}, {}, literal("a + 1")) +
                 decision("D", {}, {"jumlah akhir"}, literal("jumlah akhir * 2")) +
                 decision("E", {}, {"jumlah akhir"}, literal("a")));
    CHECK(value_of(model, "D", R"({"a":4})") == "10");
    CHECK(value_of(model, "E", R"({"a":4})") == "null");
    CHECK(model.decisions() == std::vector<std::string>{"jumlah akhir", "D", "E"});
    CHECK(model.inputs() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("inputs are converted or refused by their type", "[dmn]") {
    auto const model = model_of(input("a", "number") + decision("D", {"a"}, {}, literal("a")));
    CHECK(value_of(model, "D", R"({"a":[4]})") == "4");
    CHECK(value_of(model, "D", R"({"a":"4"})") == "null");
    CHECK(value_of(model, "D", "{}") == "null");
}

TEST_CASE("knowledge models call each other and themselves", "[dmn]") {
    auto const model =
        model_of(knowledge("dua kali", "n", literal("n * 2")) +
                 knowledge("empat kali", "n", literal("dua kali(dua kali(n))"), {"dua kali"}) +
                 knowledge("faktorial", "n", literal("if n < 2 then 1 else n * faktorial(n - 1)")) +
                 decision("D", {}, {}, literal("empat kali(3) + faktorial(n: 4)"), "", {"empat kali", "faktorial"}) +
                 decision("F", {}, {}, literal("dua kali()"), "", {"dua kali"}) +
                 decision("E", {}, {}, literal("dua kali(\"x\")"), "", {"dua kali"}));
    CHECK(value_of(model, "D") == "36");
    CHECK(value_of(model, "E") == "null");
    CHECK(value_of(model, "F") == "null");
    CHECK(value_of(model, "empat kali", R"({"n":5})") == "20");
}

TEST_CASE("a knowledge model that calls itself without end is stopped", "[dmn]") {
    auto const model = model_of(knowledge("putar", "n", literal("putar(n + 1) + putar(n + 2)")) +
                                decision("D", {}, {}, literal("putar(1)"), "", {"putar"}));
    auto const answer = answer_of(model, "D");
    CHECK(answer.exhausted);
    CHECK(answer.value.is_null());
}

TEST_CASE("decisions that require each other are found and give null", "[dmn]") {
    auto const body = decision("A", {}, {"B"}, literal("B")) + decision("B", {}, {"A"}, literal("A"));
    CHECK(value_of(model_of(body), "A") == "null");
    auto const found = found_in(body);
    REQUIRE(found.size() == 1);
    CHECK(found[0].find("requirement-cycle: keputusan saling memerlukan: \"A\" → \"B\" → \"A\"") != std::string::npos);
}

TEST_CASE("a very long chain of decisions is answered or refused, never a crash", "[dmn]") {
    std::string body = decision("D0", {}, {}, literal("1"));
    for (int i = 1; i < 3000; ++i)
        body +=
            decision("D" + std::to_string(i), {}, {"D" + std::to_string(i - 1)}, literal("D" + std::to_string(i - 1)));
    auto const answer = answer_of(model_of(body), "D2999");
    CHECK((answer.exhausted || answer.value.as_integer() == 1));
}

TEST_CASE("a decision service is a function of its inputs", "[dmn]") {
    auto const services = std::string(
        "<decisionService id=\"S\" name=\"S\"><outputDecision href=\"#luar\"/><encapsulatedDecision href=\"#dalam\"/>"
        "<inputDecision href=\"#masuk\"/><inputData href=\"#a\"/></decisionService>"
        "<decisionService id=\"S2\" name=\"S2\"><outputDecision href=\"#luar\"/><outputDecision href=\"#dalam\"/>"
        "<inputDecision href=\"#masuk\"/><inputData href=\"#a\"/></decisionService>");
    auto const model = model_of(input("a", "number") + decision("masuk", {}, {}, literal("1000")) +
                                decision("dalam", {"a"}, {}, literal("a + 1")) +
                                decision("luar", {}, {"dalam", "masuk"}, literal("dalam * masuk")) + services +
                                decision("D", {}, {}, literal("S(4, 10)"), "", {"S"}) +
                                decision("E", {}, {}, literal("S(masuk: 2, a: 1)"), "", {"S"}));
    CHECK(value_of(model, "D") == "50");
    CHECK(value_of(model, "E") == "4");
    CHECK(value_of(model, "luar", R"({"a":1})") == "2000");
    CHECK(value_of(model, "S", R"({"a":1,"masuk":3})") == "6");
    CHECK(value_of(model, "S2", R"({"a":1,"masuk":3})") == R"({"luar":6,"dalam":2})");
    CHECK(model.services() == std::vector<std::string>{"S", "S2"});
}

TEST_CASE("imported elements and types are seen under the name of their import", "[dmn]") {
    auto const find = [](Import const& import) -> Result<format::XmlNode> {
        if (import.space != "urn:lain") return not_found("tidak ada");
        return xml("<itemDefinition name=\"T\"><typeRef>number</typeRef></itemDefinition>" + input("x", "number") +
                       decision("kali", {"x"}, {}, literal("x * 10")) + knowledge("tambah satu", "n", literal("n + 1")),
                   "urn:lain");
    };
    auto const requirement =
        std::string("<informationRequirement><requiredDecision href=\"urn:lain#kali\"/></informationRequirement>"
                    "<knowledgeRequirement><requiredKnowledge href=\"urn:lain#tambah satu\"/></knowledgeRequirement>");
    auto const model =
        model_of("<import name=\"pustaka kita\" namespace=\"urn:lain" + kImportType +
                     decision("D", {}, {}, requirement + literal("pustaka kita.tambah satu(pustaka kita.kali)"),
                              "pustaka kita.T"),
                 find);
    CHECK(value_of(model, "D", R"({"pustaka kita":{"x":2}})") == "21");
    CHECK(value_of(model, "D", R"({"x":2})") == "21");
    CHECK(value_of(model, "D", R"({"x":7,"pustaka kita.x":2})") == "21");
    CHECK(check(model).empty());
}

TEST_CASE("an import that is missing or comes back is refused with its place", "[dmn]") {
    auto const body = "<import name=\"p\" namespace=\"urn:uji" + kImportType;
    auto const root = xml(body);
    REQUIRE(root);
    auto const itself = read_dmn(*root, [&](Import const&) { return xml(body); });
    REQUIRE_FALSE(itself);
    CHECK(itself.error().found.all().front().rule == "import-cycle");
    auto const other = xml("<import name=\"p\" namespace=\"urn:x" + kImportType);
    auto const missing = read_dmn(*other);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().found.all().front().place.line == 2);
}

TEST_CASE("what is no DMN is refused", "[dmn]") {
    auto const root = format::parse_xml({"x.dmn", "<definitions xmlns=\"urn:lain\"/>"});
    REQUIRE(root);
    auto const model = read_dmn(*root);
    REQUIRE_FALSE(model);
    CHECK(model.error().found.all().front().rule == "not-dmn");
}

TEST_CASE("an element nobody declared is not found, with the nearest name", "[dmn]") {
    auto const answer = evaluate(model_of(decision("Kategori", {}, {}, literal("1"))), "Kategory", feel::Scope());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == ErrorKind::NotFound);
    CHECK(answer.error().message.find("\"Kategori\"") != std::string::npos);
}
