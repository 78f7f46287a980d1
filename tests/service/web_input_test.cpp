#include "service/web_input.hpp"

#include "feel/json.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::service;

namespace {

InputField field(std::string key, InputType type) {
    InputField one;
    one.key = key;
    one.label = std::move(key);
    one.type = type;
    return one;
}

std::string read(std::vector<InputField> const& fields, SentFields const& sent) {
    return feel::to_json(read_web_input(fields, sent));
}

} // namespace

TEST_CASE("texts of a page become values by the type of their field", "[service]") {
    std::vector<InputField> const fields{field("uang", InputType::Money), field("pecahan", InputType::Decimal),
                                         field("hari", InputType::Date), field("jumlah", InputType::Integer)};
    CHECK(read(fields,
               {{"uang", {"Rp20.000.000"}}, {"pecahan", {"12,5"}}, {"hari", {"2026-02-12"}}, {"jumlah", {"7"}}}) ==
          R"({"uang":20000000,"pecahan":12.5,"hari":{"$date":"2026-02-12"},"jumlah":7})");
    CHECK(read(fields, {{"uang", {"banyak"}}, {"hari", {" "}}, {"lain", {"x"}}}) == R"({"uang":"banyak"})");
}

TEST_CASE("a tick that was not sent is no, unless the page did not show it", "[service]") {
    std::vector<InputField> const fields{field("lengkap", InputType::Boolean)};
    CHECK(read(fields, {{"lengkap.ada", {"1"}}, {"lengkap", {"ya"}}}) == R"({"lengkap":true})");
    CHECK(read(fields, {{"lengkap.ada", {"1"}}}) == R"({"lengkap":false})");
    CHECK(read(fields, {}) == "{}");
}

TEST_CASE("a list is a line an item", "[service]") {
    CHECK(read({field("dasar", InputType::List)}, {{"dasar", {"satu\n\n dua \n"}}}) == R"({"dasar":["satu","dua"]})");
    CHECK(read({field("dasar", InputType::List)}, {{"dasar", {R"([{"a":1}])"}}}) == R"({"dasar":[{"a":1}]})");
}

TEST_CASE("blank rows of a table are left out and the others keep their order", "[service]") {
    auto table = field("acara", InputType::List);
    table.columns = {field("pukul", InputType::Text), field("jumlah", InputType::Integer)};
    SentFields const sent{{"acara.ada", {"1"}},        {"acara[0].pukul", {"09.00"}}, {"acara[1].pukul", {""}},
                          {"acara[10].jumlah", {"3"}}, {"acara[2].pukul", {"10.00"}}, {"acara[x].pukul", {"?"}}};
    CHECK(read({table}, sent) == R"({"acara":[{"pukul":"09.00"},{"pukul":"10.00"},{"jumlah":3}]})");
    CHECK(read({table}, {{"acara.ada", {"1"}}}) == R"({"acara":[]})");
}

TEST_CASE("what a page shows of a value is read back as the same value", "[service]") {
    auto const money = feel::Value::number(20'000'000);
    CHECK(web_text(money, InputType::Money) == "20000000");
    CHECK(web_text(feel::Value::date(*parse_day("2026-02-12")), InputType::Date) == "2026-02-12");
    CHECK(web_text(feel::Value::boolean(true), InputType::Boolean) == "ya");
    CHECK(web_text({}, InputType::Text).empty());
}
