// Whatever the text is: an answer or a refusal, never a crash, a hang or a leak.
#include "feel/evaluate.hpp"
#include "feel/infer.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <random>

using namespace alur;
using namespace alur::feel;

namespace {

/// Everything that is ever done with a text.
void use(std::string const& text) {
    Limits limits;
    limits.steps = 50'000;
    Value const data = from_json(R"({"a":1,"b":[1,2,{"x":3}],"s":"teks"})").value();
    StaticScope shapes;
    shapes.push(Shape::of(data));
    if (auto const parsed = parse(text)) {
        Diagnostics found;
        infer(*parsed, shapes, found);
        (void)to_json(evaluate(*parsed, Scope(data), limits).value);
    } else {
        CHECK(!parsed.error().message.empty());
    }
    if (auto const parsed = parse_unary_tests(text)) {
        Diagnostics found;
        infer_unary(*parsed, Shape::of(Kind::Number), shapes, found);
        (void)evaluate_unary(*parsed, Value::number(std::int64_t{3}), Scope(data), limits);
    }
}

std::string exhausted_by(std::string_view text, Limits const& limits) {
    auto const parsed = parse(text);
    REQUIRE(parsed);
    auto const outcome = evaluate(*parsed, Scope(), limits);
    CHECK(outcome.value.is_null());
    return outcome.exhausted ? outcome.problems.back().message : "";
}

} // namespace

TEST_CASE("a thousand random byte strings", "[feel][robust]") {
    std::mt19937 random(20260309);
    for (int i = 0; i < 1000; ++i) {
        std::string text(random() % 60, '\0');
        for (char& c : text) {
            c = static_cast<char>(random() % 256);
        }
        use(text);
    }
}

TEST_CASE("two thousand texts made of FEEL's own words", "[feel][robust]") {
    std::vector<std::string> const words{
        "a",         "b",       "s",       "item",      "1",        "2.5",      "\"x\"",       "null",   "true",
        "[",         "]",       "(",       ")",         "{",        "}",        ":",           ",",      ".",
        "..",        "+",       "-",       "*",         "/",        "**",       "=",           "!=",     "<",
        ">=",        "and",     "or",      "not",       "if",       "then",     "else",        "for",    "in",
        "return",    "some",    "every",   "satisfies", "between",  "function", "instance of", "count",  "sort",
        "sum",       "string",  "date",    "duration",  "@\"P1D\"", "?",        "partial",     "number", "list<number>",
        "substring", "matches", "replace", "x"};
    std::mt19937 random(7);
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (std::size_t n = 1 + random() % 14; n > 0; --n) {
            text += words[random() % words.size()] + (random() % 3 == 0 ? "" : " ");
        }
        use(text);
    }
}

TEST_CASE("deep nesting is refused, not followed", "[feel][robust]") {
    for (auto const& [open, close] : std::vector<std::pair<std::string, std::string>>{{"(", ")"},
                                                                                      {"[", "]"},
                                                                                      {"{a: ", "}"},
                                                                                      {"-", ""},
                                                                                      {"if true then ", " else 1"},
                                                                                      {"count(", ")"},
                                                                                      {"function(x) ", ""},
                                                                                      {"a[", "]"},
                                                                                      {"for x in ", " return x"},
                                                                                      {"not(", ")"}}) {
        std::string text;
        for (int i = 0; i < 20'000; ++i) {
            text += open;
        }
        text += "1";
        for (int i = 0; i < 20'000; ++i) {
            text += close;
        }
        CHECK_FALSE(parse(text));
    }
    std::string sum = "1";
    for (int i = 0; i < 20'000; ++i) {
        sum += " + 1";
    }
    CHECK_FALSE(parse(sum));
    CHECK_FALSE(parse(std::string(2'000'000, ' ')));
}

TEST_CASE("an endless loop ends at its budget with a reason", "[feel][robust]") {
    Limits limits;
    limits.steps = 100'000;
    auto const steps = "ekspresi ini terlalu panjang dihitung; batas langkah terlampaui";
    CHECK(exhausted_by("for i in 1..1000000000 return i", limits) == steps);
    CHECK(exhausted_by("for i in 1..100000, j in 1..100000 return i", limits) == steps);
    CHECK(exhausted_by("count(for i in -1000000000..1000000000 return partial)", limits) == steps);
    CHECK(exhausted_by("some i in [0..1000000000] satisfies i < 0", limits) == steps);
    CHECK(exhausted_by("{f: function(n) if n > 0 then f(n - 1) + f(n - 1) else 0, r: f(60)}.r", limits) == steps);
    auto const begin = std::chrono::steady_clock::now();
    exhausted_by("for i in 1..1000000000 return string(i)", Limits{}); // the usual budget
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}

TEST_CASE("a function that calls itself without end is stopped", "[feel][robust]") {
    auto const depth = "pemanggilan fungsi terlalu dalam; fungsi memanggil dirinya tanpa akhir?";
    CHECK(exhausted_by("{f: function(x) f(x), r: f(1)}.r", Limits{}) == depth);
    CHECK(exhausted_by("{f: function(g) g(g), r: f(f)}.r", Limits{}) == depth);
    CHECK(exhausted_by("{f: function(n) [f(n)], r: f(1)}.r", Limits{}) == depth);
}

TEST_CASE("values that would grow without end become null or reach the budget", "[feel][robust]") {
    Limits limits;
    limits.steps = 2'000'000;
    for (char const* text : {"for i in 1..60 return if i = 1 then \"xxxxxxxxxx\" else partial[-1] + partial[-1]",
                             "for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1])",
                             "for i in 1..5000 return if i = 1 then 1 else [partial[-1]]",
                             "replace(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"a\", \"$0$0$0$0$0$0$0$0\")",
                             "10 ** 10 ** 10 ** 10", "duration(\"P999999999999D\") * 999999999999",
                             "matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\", \"(a*)*(a*)*\\1$b\")"}) {
        INFO(text);
        auto const parsed = parse(text);
        REQUIRE(parsed);
        (void)to_json(evaluate(*parsed, Scope(), limits).value);
    }
}
