#include "form/formula.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace alur;
using feel::Value;

namespace {

/// Cells by key; ranges by key too.
class Cells final : public form::CellSource {
  public:
    std::map<std::string, Value> cells;
    std::map<std::string, std::vector<Value>> ranges;
    Value cell(form::Reference const& reference) override { return cells[reference.key]; }
    std::vector<Value> range(form::Reference const& reference) override { return ranges[reference.key]; }
};

Day day(char const* text) { return parse_day(text).value(); }
Value n(std::int64_t value) { return Value::number(value); }
Value s(char const* text) { return Value::string(text); }

Cells sample() {
    Cells cells;
    cells.cells = {{"a", n(12)},
                   {"b", n(5)},
                   {"teks", s("Abc")},
                   {"lahir", Value::date(day("1976-08-25"))},
                   {"kosong", Value{}},
                   {"nik", s("3328042508769001")},
                   {"ACUAN", Value::date(day("2026-03-30"))}};
    cells.ranges = {{"jenis", {s("bahan"), s("ternak"), s("Bahan"), Value{}}},
                    {"nilai", {n(10), n(20), n(30), Value{}}},
                    {"libur", {Value::date(day("2026-03-19")), Value::date(day("2026-03-20"))}}};
    return cells;
}

std::string result(std::string const& text) {
    auto const formula = form::parse_formula(text, {"", 1, 1});
    INFO(text);
    REQUIRE(formula);
    auto cells = sample();
    auto const calculated = form::calculate(*formula, cells);
    return calculated.error.empty() ? feel::to_text(calculated.value) : calculated.error;
}

} // namespace

TEST_CASE("a formula gives what a spreadsheet gives", "[form][formula]") {
    CHECK(result("=1+2*3-4/8") == "6.5");
    CHECK(result("=-2*(3+4)%") == "-0.14");
    CHECK(result("={a}*{b}") == "60");
    CHECK(result("={kosong}+1") == "1");
    CHECK(result("={teks}+1") == "#VALUE!");
    CHECK(result("={a}/{kosong}") == "#DIV/0!");
    CHECK(result("=IFERROR({a}/0,\"-\")") == "-");
    CHECK(result("={teks}=\"ABC\"") == "true");
    CHECK(result("={kosong}=\"\"") == "true");
    CHECK(result("=\"a\"&{a}") == "a12");
    CHECK(result("=IF({a}>={b},\"ya\",\"tidak\")") == "ya");
    CHECK(result("=SUM({nilai[]})") == "60");
    CHECK(result("=AVERAGE({nilai[]})") == "20");
    CHECK(result("=COUNTA({jenis[]})") == "3");
    CHECK(result("=COUNTIF({nilai[]},\">=20\")") == "2");
    CHECK(result("=COUNTIF({nilai[]},20)") == "1");
    CHECK(result("=SUMIF({jenis[]},\"bahan\",{nilai[]})") == "40");
    CHECK(result("=SUMIF({nilai[]},\">0\",{nilai[]})") == "60");
    CHECK(result("=COUNTIFS({jenis[]},\"bahan\",{nilai[]},\">10\")") == "1");
    CHECK(result("=MAX(0,{b}-{a})") == "0");
    CHECK(result("=ROUND(2.5,0)+ROUND(-2.5,0)") == "0");
    CHECK(result("=ROUND(1234.567,2)") == "1234.57");
    CHECK(result("=MOD(-3,40)") == "37");
    CHECK(result("=INT(-2.5)") == "-3");
    CHECK(result("=AND({a}>1,OR(FALSE,{b}=5),NOT(FALSE))") == "true");
}

TEST_CASE("dates in formulas are days", "[form][formula]") {
    CHECK(result("=DATEDIF({lahir},ACUAN,\"Y\")") == "49");
    CHECK(result("=DATEDIF({lahir},ACUAN,\"M\")") == "595");
    CHECK(result("=DAY({lahir})") == "25");
    CHECK(result("=YEAR({lahir})*100+MONTH({lahir})") == "197608");
    CHECK(result("=ACUAN-{lahir}") == "18114");
    // 16 to 31 March 2026: 12 weekdays, two of them holidays.
    CHECK(result("=NETWORKDAYS(46097,46112,{libur[]})") == "10");
    CHECK(result("=NETWORKDAYS(46112,46097)") == "-12");
    CHECK(form::serial_of(day("1900-03-01")) == 61);
    CHECK(form::serial_of(day("2026-03-16")) == 46097);
    CHECK(form::day_of_serial(46097) == day("2026-03-16"));
}

TEST_CASE("the check of an identity number is a formula", "[form][formula]") {
    CHECK(result("=IF(LEN({nik})<>16,\"PANJANG\",IF(MOD(VALUE(MID({nik},7,2)),40)<>DAY({lahir}),\"TGL\",\"OK\"))") ==
          "OK");
}

TEST_CASE("decimals stay exact", "[form][formula]") {
    CHECK(result("=0.1+0.2") == "0.3");
    CHECK(result("=10000000000000000+1") == "10000000000000001");
}

TEST_CASE("hostile formulas are refused, not followed", "[form][formula]") {
    std::string deep = "=";
    for (int i = 0; i < 1000; ++i) deep += "(";
    CHECK_FALSE(form::parse_formula(deep + "1", {}));
    std::string minus = "=";
    for (int i = 0; i < 3000; ++i) minus += "-";
    CHECK_FALSE(form::parse_formula(minus + "1", {}));
    CHECK_FALSE(form::parse_formula(std::string(5000, '='), {}));
    CHECK_FALSE(form::parse_formula("=HYPERLINK(\"http://x\")", {}));
    CHECK_FALSE(form::parse_formula("=\"abc", {}));
    CHECK_FALSE(form::parse_formula("={a", {}));
    CHECK_FALSE(form::parse_formula("={}", {}));
}
