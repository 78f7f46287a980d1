#include "runtime/guard_check.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using feel::Value;

namespace {

std::vector<model::Guard> guards(std::string const& rows) {
    auto table = format::parse_csv(
        {"g.csv",
         "guard_id,steps,severity,effect,each,applies,condition,detail,member_no,rule,remedy,source\n" + rows});
    REQUIRE(table);
    auto read = model::read_guards(*table, {});
    REQUIRE(read);
    return std::move(*read);
}

Value member(std::int64_t no, std::int64_t age) {
    return Value::context({{"no", Value::number(no)}, {"age", Value::number(age)}});
}

} // namespace

TEST_CASE("a guard over a list finds each item that breaks it", "[runtime]") {
    auto const all = guards("A-1,T1,ERROR,record,members,item.no != 3,item.age >= 18,\"\"\"umur \"\" + "
                            "string(item.age)\",item.no,Dewasa,Ganti,\n");
    feel::Scope scope(Value::context({{"members", Value::list({member(1, 20), member(2, 17), member(3, 5)})}}));
    auto const found = runtime::check_guards(all, "T1", scope, {});
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->front().member_no == 2);
    CHECK(found->front().detail == "umur 17");
    CHECK(found->front().remedy == "Ganti");
    CHECK(runtime::check_guards(all, "T2", scope, {})->empty());
    CHECK(scope.layers().size() == 1);
}

TEST_CASE("a guard weighs what the step or its expression says", "[runtime]") {
    auto const all = guards("A-1,T1 T2=WARN,ERROR,block,,,false,,,Selalu,,\nA-2,T3,\"=if x > 1 then \"\"WARN\"\" else "
                            "\"\"INFO\"\"\",block,,,false,,,Selalu,,\n");
    feel::Scope scope(Value::context({{"x", Value::number(2)}}));
    CHECK(runtime::check_guards(all, "T1", scope, {})->front().weight == model::Weight::Error);
    CHECK(runtime::check_guards(all, "T2", scope, {})->front().weight == model::Weight::Warning);
    CHECK(runtime::check_guards(all, "T3", scope, {})->front().weight == model::Weight::Warning);
}

TEST_CASE("a guard that cannot be evaluated is an error with its place, never kept", "[runtime]") {
    auto const all = guards("A-1,T1,ERROR,block,,,missing > 3,,,Aturan,,\n");
    feel::Scope scope(Value::context({}));
    auto const found = runtime::check_guards(all, "T1", scope, {});
    REQUIRE_FALSE(found);
    CHECK(found.error().found.all()[0].place.line == 2);
}

TEST_CASE("a finding keeps its detail and says it differently in a letter", "[runtime]") {
    auto table = format::parse_csv(
        {"g.csv",
         "guard_id,steps,severity,effect,each,applies,condition,detail,printed,member_no,rule,remedy,source\n"
         "A-1,T1,ERROR,record,,,false,\"\"\"total \"\" + string(x)\",\"\"\"total \"\" + rupiah(x)\",,Aturan,,\n"
         "A-2,T1,ERROR,record,,,false,\"\"\"umur \"\" + string(x)\",,,Aturan,,\n"});
    REQUIRE(table);
    auto const read = model::read_guards(*table, {});
    REQUIRE(read);
    feel::Scope scope(Value::context({{"x", Value::number(21'350'000)}}));
    auto const found = runtime::check_guards(*read, "T1", scope, {});
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    CHECK(found->front().detail == "total 21350000");
    CHECK(feel::to_text(*runtime::to_value(found->front()).find("printed")) == "total Rp21.350.000,00");
    CHECK(found->back().printed == "umur 21350000");
}
