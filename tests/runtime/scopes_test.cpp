#include "runtime/play.hpp"

using namespace alur;
using namespace alur::runtime;

namespace {

std::string script(std::string const& id) {
    return "<scriptTask id=\"" + id + "\"><script>" + id + "</script></scriptTask>";
}

/// A sub-process `sub` that holds one user task, and a boundary event on it that leads to `alarm`.
model::Definitions guarded(std::string const& boundary_attributes, std::string const& trigger,
                           std::string const& beside = {}) {
    return process(
        R"(<startEvent id="s"/><subProcess id="sub"><startEvent id="i"/><userTask id="a"/><endEvent id="ie"/>)" +
            flows("i>a a>ie") + R"(</subProcess><boundaryEvent id="bd" attachedToRef="sub" )" + boundary_attributes +
            ">" + trigger + "</boundaryEvent>" + script("alarm") + script("after") +
            R"(<endEvent id="e"/><endEvent id="f"/>)" + flows("s>sub sub>after after>e bd>alarm alarm>f"),
        beside);
}

} // namespace

TEST_CASE("an interrupting boundary timer stops its activity", "[runtime]") {
    Play play(guarded("", "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"));
    play.starts();
    auto const a = play.task("a");
    play.fires();
    CHECK(play.log() == "alarm");
    CHECK(play.completed());
    play.refuses(CompleteTask{a, {}});
}

TEST_CASE("a non-interrupting boundary timer repeats as often as its cycle says", "[runtime]") {
    Play play(guarded("cancelActivity=\"false\"",
                      "<timerEventDefinition><timeCycle>R3/PT10M</timeCycle></timerEventDefinition>"));
    play.starts();
    play.fires();
    play.fires();
    play.fires();
    CHECK(play.log() == "alarm alarm alarm");
    CHECK(play.instance.waits().empty());
    play.completes("a");
    CHECK(play.log() == "alarm alarm alarm after");
    CHECK(play.completed());
}

TEST_CASE("a completed activity cancels its boundary timer", "[runtime]") {
    Play play(guarded("", "<timerEventDefinition><timeDate>2026-02-01</timeDate></timerEventDefinition>"));
    play.starts();
    auto const timer = play.timer();
    CHECK(iso(timer.due) == "2026-02-01T00:00:00Z");
    play.completes("a");
    CHECK(play.log() == "after");
    play.refuses(FireTimer{timer.id});
}

TEST_CASE("a message reaches only who waits with its key", "[runtime]") {
    auto const beside =
        R"(<message id="m" name="tarik"><extensionElements><zeebe:subscription correlationKey="= nomor"/></extensionElements></message>)";
    Play play(guarded("cancelActivity=\"false\"", "<messageEventDefinition messageRef=\"m\"/>", beside));
    play.starts(vars("nomor", number(7)));
    play.refuses(CorrelateMessage{"tarik", "8", {}});
    play.does(CorrelateMessage{"tarik", "7", {}});
    play.does(CorrelateMessage{"tarik", "7", {}});
    CHECK(play.log() == "alarm alarm");
    CHECK(play.is_open("a"));
}

TEST_CASE("a condition interrupts as soon as it is met", "[runtime]") {
    Play play(guarded("", "<conditionalEventDefinition><condition>n &gt; 3</condition></conditionalEventDefinition>"));
    play.starts(vars("n", number(1)));
    CHECK(play.is_open("a"));
    play.does(SetVariables{vars("n", number(4)), kRoot});
    CHECK(play.log() == "alarm");
    CHECK(play.completed());
}

TEST_CASE("an error goes outwards to the nearest catcher of its code", "[runtime]") {
    auto const beside = R"(<error id="er" errorCode="TOLAK"/>)";
    Play caught(guarded("", "<errorEventDefinition errorRef=\"er\"/>", beside));
    caught.starts();
    caught.does(FailTask{caught.task("a"), "TOLAK", vars("sebab", text("berkas"))});
    CHECK(caught.log() == "alarm");
    CHECK(caught.variable("sebab") == "berkas");
    CHECK(caught.completed());
    Play missed(guarded("", "<errorEventDefinition errorRef=\"er\"/>", beside));
    missed.starts();
    missed.does(FailTask{missed.task("a"), "LAIN", {}});
    CHECK(missed.instance.ending() == Ending::Failed);
    CHECK(missed.instance.error_code() == "LAIN");
    CHECK(missed.definitions.node(missed.instance.error_node()).id == "a");
}

TEST_CASE("a message that fits somebody in the same instance is delivered at once", "[runtime]") {
    Play play(process(R"(<startEvent id="s"/><parallelGateway id="f"/><receiveTask id="r" messageRef="m"/>
        <sendTask id="t" messageRef="m"/><endEvent id="e"/><endEvent id="g"/>)" +
                          flows("s>f f>t f>r r>e t>g"),
                      R"(<message id="m" name="kabar"/>)"));
    play.starts();
    CHECK(play.requests.empty());
    CHECK(play.completed());
}

TEST_CASE("a throw event sends one message for each entry of its list", "[runtime]") {
    Play play(process(R"(<startEvent id="s"/><intermediateThrowEvent id="t"><extensionElements><zeebe:ioMapping>
        <zeebe:input source="= for k in kelompok return {key: k.id, variables: {nilai: k.nilai}}" target="messages"/></zeebe:ioMapping></extensionElements>
        <messageEventDefinition messageRef="m"/></intermediateThrowEvent><endEvent id="e"/>)" +
                          flows("s>t t>e"),
                      R"(<message id="m" name="putusan"/>)"));
    auto const group = [](std::int64_t id) {
        return feel::Value::context({{"id", number(id)}, {"nilai", number(id * 10)}});
    };
    play.starts(vars("kelompok", feel::Value::list({group(4), group(9)})));
    REQUIRE(play.requests.size() == 2);
    auto const& second = std::get<MessageSent>(play.requests[1]);
    CHECK(second.name == "putusan");
    CHECK(second.key == "9");
    CHECK(feel::to_text(*second.variables.find("nilai")) == "90");
}

TEST_CASE("a called process runs inside the caller and gives its variables back", "[runtime]") {
    auto const called =
        R"(<process id="inner" isExecutable="true"><startEvent id="cs"/><userTask id="ct"/><endEvent id="ce"/>)" +
        flows("cs>ct ct>ce") + "</process>";
    Play play(process(R"(<startEvent id="s"/><callActivity id="call" calledElement="inner"/><endEvent id="e"/>)" +
                          flows("s>call call>e"),
                      called));
    play.does(Start{play.definitions.find_process("p"), vars("x", number(1)), model::kNone});
    play.completes("ct", vars("y", number(2)));
    CHECK(play.variable("x") == "1");
    CHECK(play.variable("y") == "2");
    CHECK(play.completed());
}

TEST_CASE("a terminate end event ends only its own scope", "[runtime]") {
    Play play(process(
        R"(<startEvent id="s"/><subProcess id="sub"><startEvent id="i"/><parallelGateway id="f"/><userTask id="a"/>
        <endEvent id="x"><terminateEventDefinition/></endEvent><endEvent id="y"/>)" +
        flows("i>f f>a f>x a>y") + "</subProcess>" + script("after") + R"(<endEvent id="e"/>)" +
        flows("s>sub sub>after after>e")));
    play.starts();
    CHECK(play.log() == "after");
    CHECK(play.completed());
}

TEST_CASE("an event sub-process interrupts its scope, or runs beside it", "[runtime]") {
    auto const model = [](std::string const& interrupting) {
        return process(
            R"(<startEvent id="s"/><userTask id="a"/><endEvent id="e"/><subProcess id="ev" triggeredByEvent="true">
            <startEvent id="es" isInterrupting=")" +
                interrupting + R"("><signalEventDefinition signalRef="g"/></startEvent>)" + script("alarm") +
                R"(<endEvent id="ee"/>)" + flows("es>alarm alarm>ee") + "</subProcess>" + flows("s>a a>e"),
            R"(<signal id="g" name="lonceng"/>)");
    };
    Play stops(model("true"));
    stops.starts();
    stops.does(BroadcastSignal{"lonceng", {}});
    CHECK(stops.log() == "alarm");
    CHECK(stops.completed());
    Play beside(model("false"));
    beside.starts();
    beside.does(BroadcastSignal{"lonceng", {}});
    beside.does(BroadcastSignal{"lonceng", {}});
    CHECK(beside.log() == "alarm alarm");
    beside.completes("a");
    CHECK(beside.completed());
}

TEST_CASE("compensation undoes what was completed, the newest first", "[runtime]") {
    auto const step = [](std::string const& id) {
        return "<task id=\"" + id + "\"/><boundaryEvent id=\"b" + id + "\" attachedToRef=\"" + id +
               "\"><compensateEventDefinition/></boundaryEvent><scriptTask id=\"undo" + id +
               "\" isForCompensation=\"true\"><script>undo" + id + "</script></scriptTask><association id=\"x" + id +
               "\" sourceRef=\"b" + id + "\" targetRef=\"undo" + id + "\"/>";
    };
    Play play(process(R"(<startEvent id="s"/>)" + step("a") + step("c") +
                      R"(<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>)" +
                      script("after") + R"(<endEvent id="e"/>)" + flows("s>a a>c c>t t>after after>e")));
    play.starts();
    CHECK(play.log() == "undoc undoa after");
    CHECK(play.completed());
}

TEST_CASE("a cancelled transaction undoes its work and goes on at its cancel event", "[runtime]") {
    Play play(
        process(R"(<startEvent id="s"/><transaction id="tx"><startEvent id="i"/><task id="a"/>
        <boundaryEvent id="ba" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>
        <scriptTask id="undo" isForCompensation="true"><script>undo</script></scriptTask><association id="as" sourceRef="ba" targetRef="undo"/>
        <endEvent id="c"><cancelEventDefinition/></endEvent>)" +
                flows("i>a a>c") +
                R"(</transaction><boundaryEvent id="bc" attachedToRef="tx"><cancelEventDefinition/></boundaryEvent>)" +
                script("cancelled") + script("after") + R"(<endEvent id="e"/><endEvent id="f"/>)" +
                flows("s>tx tx>after after>e bc>cancelled cancelled>f")));
    play.starts();
    CHECK(play.log() == "undo cancelled");
    CHECK(play.completed());
}
