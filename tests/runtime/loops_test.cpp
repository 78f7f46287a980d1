#include "runtime/play.hpp"

using namespace alur;
using namespace alur::runtime;

namespace {

model::Definitions each(std::string const& attributes, std::string const& extra = {}) {
    return process(
        R"(<startEvent id="s"/><userTask id="a"><multiInstanceLoopCharacteristics )" + attributes +
        R"(><extensionElements><zeebe:loopCharacteristics inputCollection="= anggota" inputElement="nama" outputCollection="hasil" outputElement="= nama + nilai"/></extensionElements>)" +
        extra + R"(</multiInstanceLoopCharacteristics></userTask><endEvent id="e"/>)" + flows("s>a a>e"));
}

feel::Value members() { return vars("anggota", feel::Value::list({text("x"), text("y"), text("z")})); }

} // namespace

TEST_CASE("a parallel multi-instance collects its outputs in the order of the list", "[runtime]") {
    Play play(each("isSequential=\"false\""));
    play.starts(members());
    REQUIRE(play.instance.elements().size() == 4);
    auto const last = play.instance.elements().back().id;
    play.does(CompleteTask{last, vars("nilai", text("3"))});
    play.completes("a", vars("nilai", text("1")));
    play.completes("a", vars("nilai", text("2")));
    CHECK(play.variable("hasil") == R"(["x1", "y2", "z3"])");
    CHECK(play.completed());
    CHECK(play.instance.path().size() == 3);
}

TEST_CASE("a sequential multi-instance opens one task at a time", "[runtime]") {
    Play play(each("isSequential=\"true\""));
    play.starts(members());
    CHECK(play.instance.elements().size() == 2);
    for (auto const* value : {"1", "2", "3"}) play.completes("a", vars("nilai", text(value)));
    CHECK(play.variable("hasil") == R"(["x1", "y2", "z3"])");
    CHECK(play.completed());
}

TEST_CASE("a completion condition ends the other items", "[runtime]") {
    Play play(each("", "<completionCondition>numberOfCompletedInstances &gt;= 2</completionCondition>"));
    play.starts(members());
    play.completes("a", vars("nilai", text("1")));
    play.completes("a", vars("nilai", text("2")));
    CHECK(play.completed());
    CHECK(play.variable("hasil") == R"(["x1", "y2", null])");
}

TEST_CASE("an empty list passes at once, and what is no list is refused", "[runtime]") {
    Play none(each(""));
    none.starts(vars("anggota", feel::Value::list({})));
    CHECK(none.completed());
    Play wrong(each(""));
    wrong.refuses(Start{0, vars("anggota", number(3)), model::kNone}, ErrorKind::Invalid);
}

TEST_CASE("a standard loop goes on while its condition is true", "[runtime]") {
    Play play(process(
        R"(<startEvent id="s"/><userTask id="a"><standardLoopCharacteristics loopMaximum="5"><loopCondition>n &lt; 3</loopCondition></standardLoopCharacteristics></userTask><endEvent id="e"/>)" +
        flows("s>a a>e")));
    play.starts(vars("n", number(0)));
    for (int n = 1; n <= 3; ++n) play.completes("a", vars("n", number(n)));
    CHECK(play.completed());
}
