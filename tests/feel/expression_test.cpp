#include "feel/evaluate.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::feel;

TEST_CASE("numbers are decimals of 34 digits", "[feel]") {
    CHECK(of("0.1 + 0.2") == "0.3");
    CHECK(of("1/3") == "0.3333333333333333333333333333333333");
    CHECK(of("1 / 0") == "null");
    CHECK(of("2 ** 3 ** 2") == "64"); // from left to right
    CHECK(of("-5 ** 2") == "25");
    CHECK(of("10^-5") == "0.00001");
    CHECK(of("1.5e3") == "1500");
    CHECK(of(".872") == "0.872");
    CHECK(of("12345678901234567890123456789012345") == "12345678901234567890123456789012340");
}

TEST_CASE("a name is the longest one known, with spaces and operators", "[feel]") {
    CHECK(of("Monthly Fee * 2", R"({"Monthly Fee": 5})", {"Monthly Fee"}) == "10");
    CHECK(of("a-b + 1", R"({"a-b": 5, "a": 1, "b": 9})", {"a-b"}) == "6");
    CHECK(of("a - b", R"({"a": 1, "b": 9})") == "-8");
    CHECK(of("{monthly fee: 3, twice: monthly fee * 2}.twice") == "6");
    CHECK(of("for big number in [1, 2] return big number + 1") == "[2,3]");
    CHECK(of("[{first name: 1}, {first name: 2}].first name") == "[1,2]");
    CHECK(of("string   length(\"abc\")") == "3");
    CHECK(of("Student's name", R"({"Student's name": "Ani"})", {"Student's name"}) == "\"Ani\"");
}

TEST_CASE("logic has three values", "[feel]") {
    CHECK(of("null and false") == "false");
    CHECK(of("null and true") == "null");
    CHECK(of("null or true") == "true");
    CHECK(of("1 or false") == "null");
    CHECK(of("not(null)") == "null");
    CHECK(of("1 = \"1\"") == "null");
    CHECK(of("1 = null") == "false");
    CHECK(of("1 < null") == "null");
}

TEST_CASE("filters see the item, its parts and what stands outside", "[feel]") {
    CHECK(of("[1, 2, 3, 4][item > 2]") == "[3,4]");
    CHECK(of("[{x: 1}, {x: 2}][x > limit]", R"({"limit": 1})") == R"([{"x":2}])");
    CHECK(of("[1, 2, 3][-1]") == "3");
    CHECK(of("[1, 2, 3][4]") == "null");
    CHECK(of("[{item: 1}, {item: 2}][item = 2].item") == "[2]");
    CHECK(of("5[1]") == "5");
    CHECK(of("[1, 2, 3][count([1, 1])]") == "2");
}

TEST_CASE("for, some and every go through lists and ranges", "[feel]") {
    CHECK(of("for i in 0..4 return if i = 0 then 1 else i * partial[-1]") == "[1,1,2,6,24]");
    CHECK(of("for i in 3..1 return i") == "[3,2,1]");
    CHECK(of("for i in [2..1] return i") == "null");
    CHECK(of("for x in [[1,2],[3]], y in x return y") == "[1,2,3]");
    CHECK(of("some x in [1, 2] satisfies x > 1") == "true");
    CHECK(of("every x in [1, null] satisfies x > 0") == "null");
    CHECK(of("for d in @\"2026-01-30\"..@\"2026-02-01\" return day of week(d)") == R"(["Friday","Saturday","Sunday"])");
}

TEST_CASE("functions close over what is around them and may call themselves", "[feel]") {
    CHECK(of("{k: 10, f: function(x) x * k, r: f(4)}.r") == "40");
    CHECK(of("{fac: function(n) if n <= 1 then 1 else n * fac(n - 1), r: fac(20)}.r") == "2432902008176640000");
    CHECK(of("{f: function(a: number, b) a - b, r: f(b: 1, a: 3)}.r") == "2");
    CHECK(of("{f: function(a: number) a, r: f(\"x\")}.r") == "null");
    CHECK(of("sort([3, 1, 2], function(a, b) a > b)") == "[3,2,1]");
}

TEST_CASE("ranges are values", "[feel]") {
    CHECK(of("5 in [1..5)") == "false");
    CHECK(of("[1..10].end included") == "true");
    CHECK(of("]1..10[.start included") == "false");
    CHECK(of("10 in (1, < 5, >= 10)") == "true");
    CHECK(of("(> 10).start") == "10");
    CHECK(of("range(\"[1..3]\") = [1..3]") == "true");
    CHECK(of("5 in [1..null]") == "null");
}

TEST_CASE("unary tests answer for an input", "[feel]") {
    CHECK(test("-", "7") == "true");
    CHECK(test("< 5, > 10", "11") == "true");
    CHECK(test("not(1, 2)", "3") == "true");
    CHECK(test("[1..5]", "3") == "true");
    CHECK(test("\"a\", \"b\"", "\"b\"") == "true");
    CHECK(test("? > 3 and ? < 5", "4") == "true");
    CHECK(test("false", "false") == "true");
    CHECK(test("limit", "5", R"({"limit": 5})") == "true");
    CHECK(test("> 20", "null") == "false");
}

TEST_CASE("text escapes are code points", "[feel]") {
    CHECK(of(R"("\u27B3")") == "\"➳\"");
    CHECK(of(R"("\uD83D\uDCA9")") == "\"💩\"");
    CHECK(of(R"(string length("🐎ab"))") == "3");
    CHECK(of(R"("\d")") == R"("\\d")");
}

TEST_CASE("comments are skipped", "[feel]") {
    CHECK(of("1 + /* one */ 1 // two") == "2");
    CHECK(of("1 + /* one") == "error");
}

TEST_CASE("instance of looks into lists, contexts and ranges", "[feel]") {
    CHECK(of("[1, 2] instance of list<number>") == "true");
    CHECK(of("{a: null} instance of context<a: string>") == "true");
    CHECK(of("null instance of Any") == "false");
    CHECK(of("[1..2] instance of range<number>") == "true");
    CHECK(of("@\"P1Y\" instance of years and months duration") == "true");
    CHECK(of("(function() 1) instance of function<>->Any") == "true");
}

TEST_CASE("endless work ends with an error at its budget", "[feel]") {
    CHECK(of("for i in 1..100000000 return i") == "exhausted");
    CHECK(of("{f: function(x) f(x + 1), r: f(1)}.r") == "exhausted");
    CHECK(of("for i in 1..200 return if i = 1 then \"ab\" else partial[-1] + partial[-1]") == "exhausted");
    CHECK(of(std::string(50'000, '(')) == "error");
    CHECK(of(std::string(50'000, '-') + "1") == "error");
}

TEST_CASE("a value nested too deep becomes null instead of a crash", "[feel]") {
    Value value;
    for (int i = 0; i < 5000; ++i) {
        value = Value::list({value});
    }
    CHECK(value.is_list());
    value = Value();
    CHECK(of("count(for i in 1..900 return [partial[-1]])") == "900");
}

TEST_CASE("a mistake has a place, what was expected and the nearest name", "[feel]") {
    ParseOptions options;
    options.place = {"guards.csv", 7, 20};
    auto const wrong = parse("if a the b else c", options);
    REQUIRE_FALSE(wrong);
    auto const& found = wrong.error().found.all().front();
    CHECK(found.place == Place{"guards.csv", 7, 25});
    CHECK(found.message.find("then") != std::string::npos);
    CHECK(found.hint == "mungkin maksudnya \"then\"");
}

TEST_CASE("null on error comes with a reason and its place", "[feel]") {
    CHECK(reason("1 + \"a\"") == "number + string tidak dapat dihitung");
    CHECK(reason("abs(\"x\")").find("abs") != std::string::npos);
    CHECK(reason("x").find("x") != std::string::npos);
}

TEST_CASE("free names and paths are those from outside", "[feel]") {
    auto const parsed =
        parse("count(anggota[desil > 4]) = 0 and total <= kelompok.alamat.pagu and (for m in anggota return m.x) = []");
    REQUIRE(parsed);
    CHECK(free_names(*parsed) == std::vector<std::string>{"anggota", "total", "kelompok"});
    CHECK(free_paths(*parsed) == std::vector<std::string>{"anggota", "total", "kelompok.alamat.pagu"});
}

TEST_CASE("a host function is called by position or name and shares the limits", "[feel]") {
    Value const twice = Value::function(
        "dua kali", {"n"}, [](std::span<Value const> a) { return Value::number(a[0].as_integer().value_or(0) * 2); });
    ParseOptions options;
    options.names = {"dua kali"};
    Scope const scope(Value::context({{"dua kali", twice}}));
    CHECK(to_json(evaluate(parse("dua kali(n: 4) + dua kali(1)", options).value(), scope).value) == "10");
}

TEST_CASE("what cannot be read is told with the way out", "[feel]") {
    auto const told = [](std::string_view text) {
        auto const parsed = parse(text);
        REQUIRE_FALSE(parsed);
        auto const& found = parsed.error().found.all().front();
        return std::to_string(found.place.column) + ": " + found.message +
               (found.hint.empty() ? "" : " | " + found.hint);
    };
    CHECK(told("for x in [1] retrun x") ==
          "14: di sini seharusnya ada return di belakang daftar peubah | mungkin maksudnya \"return\"");
    CHECK(told("some x in [1] satisfy x") ==
          "15: di sini seharusnya ada satisfies di belakang daftar peubah | mungkin maksudnya \"satisfies\"");
    CHECK(told("count(a[b > 4]") == "15: di sini seharusnya ada ) penutup argumen, tetapi ekspresi sudah berakhir");
    CHECK(told("1..10") == "2: tanda \"..\" tidak diharapkan di sini; seharusnya ada operator atau akhir ekspresi | "
                           "rentang ditulis dalam kurung siku: [1..10]");
    CHECK(told("1 +") == "4: ekspresi berakhir di sini, padahal seharusnya masih ada sebuah nilai");
}
