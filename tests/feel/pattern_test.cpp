#include "feel/evaluate.hpp"

#include <catch2/catch.hpp>

using namespace alur::feel;

TEST_CASE("patterns are those of XPath", "[feel]") {
    // classes taken away from classes, and case
    CHECK(of(R"(matches("x", "[A-Z-[OI]]", "i"))") == "true");
    CHECK(of(R"(matches("o", "[A-Z-[OI]]", "i"))") == "false");
    CHECK(of(R"(matches("b", "^[a-z-[aeiou]]+$"))") == "true");
    CHECK(of(R"(matches("a", "^[a-z-[aeiou]]+$"))") == "false");
    CHECK(of(R"(matches("q", "[^Q]", "i"))") == "false");
    CHECK(of(R"(matches("m", "\p{Lu}", "i"))") == "false"); // categories keep their case
    CHECK(of(R"(matches("M", "\P{Lu}", "i"))") == "false");
    // blocks, names, blanks
    CHECK(of(R"(matches("a", "^\p{IsBasicLatin}$"))") == "true");
    CHECK(of(R"(matches("é", "^\p{IsBasicLatin}$"))") == "false");
    CHECK(of(R"(matches("a:b-1", "^\i\c*$"))") == "true");
    CHECK(of(R"(matches("1a", "^\i\c*$"))") == "false");
    CHECK(of(R"(matches("hello world", "hello[ ]world", "x"))") == "true");
    CHECK(of(R"(matches("é", "^\w$"))") == "true");
    CHECK(of("matches(\"a\rb\", \"a.b\")") == "false");
    CHECK(of("matches(\"a\nb\", \"a.b\", \"s\")") == "true");
}

TEST_CASE("back-references work within a budget", "[feel]") {
    CHECK(of(R"(matches("abab", "^(ab)\1$"))") == "true");
    CHECK(of(R"(matches("abac", "^(ab)\1$"))") == "false");
    CHECK(of(R"(matches("aBab", "^(ab)\1$", "i"))") == "true");
    CHECK(of(R"(replace("aabb", "(.)\1", "<$1>"))") == R"("<a><b>")");
    CHECK(of(R"(split("a--b", "(-)\1"))") == R"(["a","b"])");
    CHECK(reason(R"(matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a|aa)+\1$"))") ==
          "pencarian pola ini terlalu panjang; batas langkah terlampaui");
}

TEST_CASE("what is no pattern of XPath gives null with a reason", "[feel]") {
    for (char const* pattern : {"[",        "[]",     "(",     ")",     "a)",    "a{2",     "a{x}",
                                "}",        "]",      "\\",    "\\b",   "\\1",   "(a)\\2",  "(a\\1)",
                                "(a)[\\1]", "[a\\0]", "[z-a]", "(?i)a", "(?=a)", "\\p{Xx}", "\\p{IsNowhere}",
                                "*a",       "a**"}) {
        INFO(pattern);
        Scope const scope(Value::context({{"p", Value::string(pattern)}}));
        auto const outcome = evaluate(parse("matches(\"a\", p)").value(), scope);
        CHECK(outcome.value.is_null());
        CHECK(outcome.problems.size() == 1);
    }
}
