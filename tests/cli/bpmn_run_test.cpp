#include "cli/program.hpp"

#include <catch2/catch.hpp>

using namespace alur::test;

namespace {

constexpr auto kProcess =
    R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t">
<message id="m" name="kabar"/>
<process id="p" isExecutable="true"><startEvent id="s"/><userTask id="a"/><sendTask id="send" messageRef="m"/>
<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
<serviceTask id="v"/><scriptTask id="w"><script>selesai</script></scriptTask><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="send"/>
<sequenceFlow id="f3" sourceRef="send" targetRef="t"/><sequenceFlow id="f4" sourceRef="t" targetRef="v"/>
<sequenceFlow id="f5" sourceRef="v" targetRef="w"/><sequenceFlow id="f6" sourceRef="w" targetRef="e"/></process>
<process id="q" isExecutable="true"><startEvent id="qs"><messageEventDefinition messageRef="m"/></startEvent>
<scriptTask id="qw"><script>terima</script></scriptTask><userTask id="qa"/><endEvent id="qe"/>
<sequenceFlow id="g1" sourceRef="qs" targetRef="qw"/><sequenceFlow id="g2" sourceRef="qw" targetRef="qa"/>
<sequenceFlow id="g3" sourceRef="qa" targetRef="qe"/></process></definitions>)";

} // namespace

TEST_CASE("a run that is killed after any step goes on as if nothing had happened", "[cli]") {
    TemporaryFolder folder;
    auto const model = folder.write("p.bpmn", kProcess);
    auto const script =
        folder.write("s.json", R"([{"complete":"a","vars":{"x":1}},{"complete":"qa"},{"advance":"PT2H"}])");
    auto const common = "bpmn run " + model + " --process p --services succeed --scripts log --script " + script;
    auto const whole = run_program(common);
    REQUIRE(whole.status == 0);
    CHECK(whole.out.find(R"("end":"completed")") != std::string::npos);
    CHECK(whole.out.find(R"("log":["terima","selesai"])") != std::string::npos);
    CHECK(whole.out.find(R"("steps":6)") != std::string::npos);
    for (int n = 1; n <= 6; ++n) {
        auto const db = " --db " + folder.path("run" + std::to_string(n) + ".db");
        INFO("killed after step " << n);
        CHECK(run_program(common + db + " --kill-after " + std::to_string(n)).status == -9);
        auto const resumed = run_program(common + db + " --resume");
        CHECK(resumed.status == 0);
        CHECK(resumed.out == whole.out);
    }
}

TEST_CASE("a script step for what does not wait is refused and the run goes on", "[cli]") {
    TemporaryFolder folder;
    auto const model = folder.write("p.bpmn", kProcess);
    auto const script = folder.write("s.json", R"([{"complete":"a"},{"complete":"a"},{"message":"lain"}])");
    auto const run = run_program("bpmn run " + model + " --process p --script " + script);
    CHECK(run.status == 0);
    CHECK(run.out.find(R"("end":"waiting")") != std::string::npos);
    CHECK(run.out.find(R"("step":2)") != std::string::npos);
    CHECK(run.out.find(R"("step":3)") != std::string::npos);
}

TEST_CASE("wrong use, a broken model and what cannot be done have their own exit statuses", "[cli]") {
    TemporaryFolder folder;
    CHECK(run_program("bpmn run").status == 2);
    CHECK(run_program("bpmn check").status == 2);
    CHECK(run_program("bpmn check " + folder.path("tidak-ada.bpmn")).status == 1);
    auto const broken = folder.write("b.bpmn", "<definitions");
    auto const refused = run_program("bpmn check " + broken);
    CHECK(refused.status == 1);
    CHECK(refused.out.find(R"("ok":false)") == 1);
    auto const model = folder.write("p.bpmn", kProcess);
    CHECK(run_program("bpmn check " + model).status == 0);
    CHECK(run_program("bpmn run " + model + " --db postgres:x").status == 3);
    CHECK(run_program("bpmn run " + model + " --process tidak_ada").status == 1);
    CHECK(run_program("bpmn roundtrip " + model + " -o " + folder.path("out.bpmn")).status == 0);
}
