#include "runtime/play.hpp"

using namespace alur;
using namespace alur::runtime;

namespace {

std::string script(std::string const& id) {
    return "<scriptTask id=\"" + id + "\"><script>" + id + "</script></scriptTask>";
}

std::string when(std::string const& from, std::string const& to, std::string const& condition) {
    return "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to +
           "\"><conditionExpression xsi:type=\"tFormalExpression\">" + condition +
           "</conditionExpression></sequenceFlow>";
}

} // namespace

TEST_CASE("an exclusive gateway takes the first way whose condition is met", "[runtime]") {
    auto const model = process(R"(<startEvent id="s"/><exclusiveGateway id="x" default="x_c"/>)" + script("a") +
                               script("b") + script("c") + R"(<endEvent id="e"/>)" + flows("s>x x>c a>e b>e c>e") +
                               when("x", "a", "= n &gt; 10") + when("x", "b", "n &gt; 5"));
    for (auto const& [n, expected] : {std::pair{20, "a"}, {7, "b"}, {1, "c"}}) {
        Play play(model);
        play.starts(vars("n", number(n)));
        CHECK(play.log() == expected);
        CHECK(play.completed());
    }
}

TEST_CASE("a condition that is neither true nor false is refused with its place", "[runtime]") {
    Play play(process(
        R"(<startEvent id="s"/><userTask id="a"/><exclusiveGateway id="x" default="x_e"/><endEvent id="e"/><endEvent id="f"/>)" +
        flows("s>a a>x x>e") + when("x", "f", "n &gt; 5")));
    play.starts();
    auto const done = play.attempt(CompleteTask{play.task("a"), {}});
    REQUIRE(!done);
    CHECK(done.error().kind == ErrorKind::Invalid);
    REQUIRE(!done.error().found.empty());
    CHECK(done.error().found.all()[0].element == "x");
    CHECK(done.error().found.all()[0].place.line == 1);
    CHECK(play.is_open("a"));
}

TEST_CASE("a parallel join waits for all its ways", "[runtime]") {
    Play play(process(
        R"(<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="j"/>)" +
        script("done") + R"(<endEvent id="e"/>)" + flows("s>f f>a f>b a>j b>j j>done done>e")));
    play.starts();
    play.completes("b");
    CHECK(play.log().empty());
    play.completes("a");
    CHECK(play.log() == "done");
    CHECK(play.completed());
}

TEST_CASE("an inclusive join waits only for tokens that can still come", "[runtime]") {
    auto const model = process(
        R"(<startEvent id="s"/><inclusiveGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><inclusiveGateway id="j"/>)" +
        script("done") + R"(<endEvent id="e"/>)" + flows("s>f a>j b>j c>j j>done done>e") +
        when("f", "a", "n &gt;= 1") + when("f", "b", "n &gt;= 2") + when("f", "c", "n &gt;= 3"));
    Play two(model);
    two.starts(vars("n", number(2)));
    CHECK(!two.is_open("c"));
    two.completes("a");
    CHECK(two.log().empty());
    two.completes("b");
    CHECK(two.log() == "done");
    CHECK(two.completed());
    Play none(model);
    none.refuses(Start{0, vars("n", number(0)), model::kNone}, ErrorKind::Invalid);
}

TEST_CASE("an event gateway follows the event that comes first", "[runtime]") {
    auto const model = process(
        R"(<startEvent id="s"/><eventBasedGateway id="g"/>
           <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>P14D</timeDuration></timerEventDefinition></intermediateCatchEvent>
           <intermediateCatchEvent id="m"><messageEventDefinition messageRef="msg"/></intermediateCatchEvent>)" +
            script("late") + script("answered") + R"(<endEvent id="e"/>)" +
            flows("s>g g>t g>m t>late m>answered late>e answered>e"),
        R"(<message id="msg" name="jawaban"/>)");
    Play answered(model);
    answered.starts();
    answered.does(CorrelateMessage{"jawaban", "", vars("isi", text("ya"))});
    CHECK(answered.log() == "answered");
    CHECK(answered.variable("isi") == "ya");
    CHECK(answered.instance.waits().empty());
    CHECK(answered.completed());
    Play late(model);
    late.starts();
    late.fires();
    CHECK(late.log() == "late");
}

TEST_CASE("a complex gateway fires once when its condition is met and swallows the rest", "[runtime]") {
    Play play(
        process(R"(<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/>
        <complexGateway id="j"><activationCondition>activationCount &gt;= 2</activationCondition></complexGateway>)" +
                script("done") + R"(<endEvent id="e"/>)" + flows("s>f f>a f>b f>c a>j b>j c>j j>done done>e")));
    play.starts();
    play.completes("a");
    CHECK(play.log().empty());
    play.completes("c");
    CHECK(play.log() == "done");
    CHECK(!play.completed());
    play.completes("b");
    CHECK(play.log() == "done");
    CHECK(play.completed());
}

TEST_CASE("a loop without a waiting element is stopped", "[runtime]") {
    Play play(
        process(R"(<startEvent id="s"/><exclusiveGateway id="x" default="x_a"/><task id="a"/><endEvent id="e"/>)" +
                flows("s>x x>a a>x") + when("x", "e", "n = 1")));
    play.refuses(Start{0, vars("n", number(0)), model::kNone}, ErrorKind::Unavailable);
}

TEST_CASE("the state property of a node becomes the state of the case", "[runtime]") {
    Play play(process(
        R"(<startEvent id="s"/><userTask id="a"><extensionElements><zeebe:properties><zeebe:property name="state" value="DITERIMA"/></zeebe:properties>
        <zeebe:assignmentDefinition candidateGroups="STAF,KATIM"/></extensionElements></userTask><endEvent id="e"/>)" +
        flows("s>a a>e")));
    play.starts();
    CHECK(play.instance.state() == "DITERIMA");
    bool opened = false;
    for (auto const& event : play.journal)
        if (auto const* task = std::get_if<TaskOpened>(&event)) opened = task->roles == "STAF,KATIM";
    CHECK(opened);
}
