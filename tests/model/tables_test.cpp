#include "model/deadlines.hpp"
#include "model/documents.hpp"
#include "model/guards.hpp"

#include <catch2/catch.hpp>

using namespace alur;

namespace {

format::CsvTable table(std::string text) {
    auto result = format::parse_csv({"t.csv", std::move(text)});
    REQUIRE(result);
    return std::move(*result);
}

std::string const kGuardHeader =
    "guard_id,steps,severity,effect,each,applies,condition,detail,member_no,rule,remedy,source\n";

} // namespace

TEST_CASE("a guard is read with its steps, weights and expressions", "[model]") {
    auto const guards = model::read_guards(
        table(kGuardHeader +
              "A-1,T1 T2=WARN,ERROR,record,members,,item.age > 17,\"\"\"muda\"\"\",item.no,Dewasa,Ganti,x\n"
              "A-2,T1,\"=if a then \"\"WARN\"\" else \"\"INFO\"\"\",block,,,b = 1,,,Aturan,,\n"),
        {});
    REQUIRE(guards);
    REQUIRE(guards->size() == 2);
    auto const& first = guards->front();
    CHECK(first.uses.size() == 2);
    CHECK_FALSE(first.uses[0].weight);
    CHECK(first.uses[1].weight == model::Weight::Warning);
    CHECK(first.effect == model::GuardEffect::Record);
    CHECK_FALSE(first.each.empty());
    CHECK_FALSE(guards->back().weight_expression.empty());
}

TEST_CASE("every wrong cell of a guard table is named with its place", "[model]") {
    auto const guards =
        model::read_guards(table(kGuardHeader + "A-1,T1,EROR,blok,,,1 +,,,Aturan,,\nA-1,T1,WARN,block,,,,,,,,\n"), {});
    REQUIRE_FALSE(guards);
    auto const& all = guards.error().found.all();
    std::vector<std::string> rules;
    for (auto const& d : all) rules.push_back(d.rule + "@" + std::to_string(d.place.line));
    CHECK(std::count(rules.begin(), rules.end(), "duplicate-id@3") == 1);
    CHECK(std::count(rules.begin(), rules.end(), "unknown-word@2") == 2);
    CHECK(std::count(rules.begin(), rules.end(), "empty-cell@3") == 2);
    CHECK(all.size() == 6);
}

TEST_CASE("an unknown or missing column is named with the nearest one", "[model]") {
    auto const header = std::string("document_id,process,step_id,when,each,links,name,draft,withdrawn\n");
    auto const drafts = model::read_documents(table(header + "L1,p,s,,,,Teguran,ya,masuk batal\n"), {});
    REQUIRE(drafts);
    CHECK(drafts->front().draft);
    CHECK(drafts->front().withdrawn == std::vector<std::string>{"masuk", "batal"});
    auto const numbered = model::read_documents(table(header + "L1,p,s,,,,Teguran,,masuk\n"), {});
    REQUIRE_FALSE(numbered);
    CHECK(numbered.error().found.all().front().rule == "withdrawn");
    auto const documents = model::read_documents(table("document_id,process,step_id,wen,each,links,name\n"), {});
    REQUIRE_FALSE(documents);
    REQUIRE(documents.error().found.size() == 2);
    CHECK(documents.error().found.all()[1].hint == "mungkin maksudnya \"when\"");
}

TEST_CASE("a deadline may be limited only by one that exists", "[model]") {
    std::string const header = "deadline_id,name,process,direction,unit,length,starts,date,ends,owner,superior,"
                               "escalation,cap,trigger,source\n";
    CHECK(model::read_deadlines(table(header + "D1,Laporan,p,forward,CD,60,A,x,B,STAF,,,D2,t,s\nD2,Batas,p,fixed,DATE,"
                                               "\"\"\"01-10\"\"\",A,x,B,STAF,,,,t,s\n"),
                                {}));
    auto const wrong = model::read_deadlines(table(header + "D1,Laporan,p,forward,CD,60,A,x,B,STAF,,,D9,t,s\n"), {});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().found.all()[0].rule == "unknown-reference");
}
