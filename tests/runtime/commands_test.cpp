#include "runtime/play.hpp"

using namespace alur;
using namespace alur::runtime;

namespace {

model::Definitions office() {
    return process(R"(<startEvent id="s"/><userTask id="a"/><serviceTask id="b"/><receiveTask id="c" messageRef="m"/>
        <intermediateCatchEvent id="d"><signalEventDefinition signalRef="g"/></intermediateCatchEvent>
        <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <userTask id="z"/><endEvent id="e"/>)" +
                       flows("s>a a>b b>c c>d d>t t>z z>e"),
                   R"(<message id="m" name="kabar"/><signal id="g" name="lonceng"/>)");
}

} // namespace

TEST_CASE("an instance begins once", "[runtime]") {
    Play play(office());
    play.refuses(CompleteTask{ElementId{2}, {}});
    play.refuses(Cancel{});
    play.refuses(SetVariables{vars("x", number(1)), kRoot});
    play.starts();
    play.refuses(Start{});
    CHECK(play.is_open("a"));
}

TEST_CASE("what does not wait is refused, late or twice, and changes nothing", "[runtime]") {
    Play play(office());
    play.starts();
    auto const a = play.task("a");
    play.refuses(CompleteService{a, {}});
    play.refuses(FailService{a, "X", {}});
    play.does(CompleteTask{a, {}});
    play.refuses(CompleteTask{a, {}});
    play.refuses(FailTask{a, "X", {}});

    auto const b = play.service("b");
    REQUIRE(play.requests.size() == 1);
    CHECK(std::get<ServiceCall>(play.requests[0]).element == b);
    play.refuses(CompleteTask{b, {}});
    play.refuses(CorrelateMessage{"kabar", "", {}});
    play.does(CompleteService{b, {}});
    play.refuses(CompleteService{b, {}});
    play.refuses(FailService{b, "X", {}});

    play.refuses(CorrelateMessage{"lain", "", {}});
    play.refuses(BroadcastSignal{"lonceng", {}});
    play.does(CorrelateMessage{"kabar", "apa pun", {}});
    play.refuses(CorrelateMessage{"kabar", "", {}});

    play.refuses(BroadcastSignal{"sirene", {}});
    play.does(BroadcastSignal{"lonceng", {}});
    play.refuses(BroadcastSignal{"lonceng", {}});

    auto const timer = play.timer();
    CHECK(timer.due == play.now + std::chrono::hours(1));
    play.refuses(FireTimer{WaitId{99}});
    play.fires();
    play.refuses(FireTimer{timer.id});

    play.refuses(SetVariables{vars("x", number(1)), ElementId{77}});
    play.does(SetVariables{vars("x", number(1)), kRoot});
    CHECK(play.variable("x") == "1");
    play.completes("z");
    CHECK(play.completed());
    play.refuses(Cancel{});
    play.refuses(SetVariables{vars("x", number(1)), kRoot});
}

TEST_CASE("a cancelled instance is terminated and nothing waits any more", "[runtime]") {
    Play play(office());
    play.starts();
    play.does(Cancel{});
    CHECK(play.instance.ending() == Ending::Terminated);
    CHECK(play.instance.elements().empty());
    CHECK(play.instance.waits().empty());
    play.refuses(Cancel{});
}

TEST_CASE("the path names the completed user tasks in order", "[runtime]") {
    Play play(process(R"(<startEvent id="s"/><userTask id="a"/><userTask id="b"/><endEvent id="e"/>)" +
                      flows("s>a a>b b>e")));
    play.starts();
    play.completes("a");
    play.completes("b");
    REQUIRE(play.instance.path().size() == 2);
    CHECK(play.definitions.node(play.instance.path()[0]).id == "a");
    CHECK(play.definitions.node(play.instance.path()[1]).id == "b");
}

TEST_CASE("tokens move only as the table says", "[runtime]") {
    static_assert(can_move(ElementState::Arrived, ElementState::Waiting));
    static_assert(can_move(ElementState::Waiting, ElementState::Done));
    static_assert(can_move(ElementState::Active, ElementState::Cancelled));
    static_assert(!can_move(ElementState::Done, ElementState::Waiting));
    static_assert(!can_move(ElementState::Cancelled, ElementState::Done));
    static_assert(!can_move(ElementState::Waiting, ElementState::Arrived));
    static_assert(!can_move(ElementState::Waiting, ElementState::Active));
    for (auto const& t : kTransitions) CHECK((t.from != ElementState::Done && t.from != ElementState::Cancelled));
}
