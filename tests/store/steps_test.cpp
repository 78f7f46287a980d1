#include "model/bpmn_reader.hpp"
#include "runtime/codec.hpp"
#include "store/definitions.hpp"
#include "store/journal.hpp"
#include "store/steps.hpp"
#include "store/subscriptions.hpp"
#include "store/tasks.hpp"
#include "store/temp_database.hpp"
#include "store/timers.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::store;

namespace {

constexpr char kProcess[] = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://example.org">
  <bpmn:message id="m" name="terbit">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=nomor" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="periksa" />
    <bpmn:userTask id="periksa" name="Periksa berkas">
      <bpmn:extensionElements>
        <zeebe:assignmentDefinition candidateGroups="STAF, KATIM" />
        <zeebe:properties><zeebe:property name="state" value="DIPERIKSA" /></zeebe:properties>
      </bpmn:extensionElements>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="periksa" targetRef="surat" />
    <bpmn:serviceTask id="surat">
      <bpmn:extensionElements><zeebe:taskDefinition type="alur:letter" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="surat" targetRef="gerbang" />
    <bpmn:eventBasedGateway id="gerbang" />
    <bpmn:sequenceFlow id="f4" sourceRef="gerbang" targetRef="tunggu" />
    <bpmn:sequenceFlow id="f5" sourceRef="gerbang" targetRef="kabar" />
    <bpmn:intermediateCatchEvent id="tunggu">
      <bpmn:timerEventDefinition id="t"><bpmn:timeDuration>P7D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:intermediateCatchEvent id="kabar">
      <bpmn:messageEventDefinition id="k" messageRef="m" />
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f6" sourceRef="tunggu" targetRef="akhir" />
    <bpmn:sequenceFlow id="f7" sourceRef="kabar" targetRef="akhir" />
    <bpmn:endEvent id="akhir" />
  </bpmn:process>
</bpmn:definitions>
)";

template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message << " [" << result.error().log << "]");
    return std::move(result).value();
}

/// A case of the process above, moved by commands whose steps are recorded.
struct Course {
    Course() {
        auto read = must(model::read_bpmn({"p.bpmn", kProcess}));
        for (auto const& found : read.found.all()) UNSCOPED_INFO(render(found));
        REQUIRE(read.ok());
        definitions = std::move(read.definitions);
        id = must(db->write([&](Transaction& t) -> Result<CaseId> {
            auto const definition = keep_definition(t, "bpmn", "p.bpmn", kProcess, kMorning);
            if (!definition) return definition.error();
            return add_case(t, {"P-1", "p", *definition, {}, "", "", kMorning});
        }));
    }
    Result<RecordedStep> go(runtime::Command const& command) {
        return db->write([&](Transaction& t) -> Result<RecordedStep> {
            auto const found = find_case(t, id);
            if (!found) return found.error();
            runtime::Instance instance;
            if (found->version > 0) instance = must(runtime::decode_instance(found->snapshot));
            auto const step = runtime::step(definitions, instance, command, kMorning, {});
            if (!step) return step.error();
            return record_step(t, definitions, id, found->version, *step, {"staf", "uji", kMorning});
        });
    }
    template <class T> T ask(Result<T> (*function)(Reader&, CaseId)) {
        return must(db->read([&](Reader& r) { return function(r, id); }));
    }
    Case now() { return ask(find_case); }

    TempDatabase db;
    model::Definitions definitions;
    CaseId id;
};

} // namespace

TEST_CASE("a step leaves its journal, its snapshot and the rows of what waits", "[store]") {
    Course course;
    auto const variables = feel::Value::context({{"nomor", feel::Value::string("P-1")}});
    CHECK(must(course.go(runtime::Start{0, variables, model::kNone})).version == 1);
    CHECK(course.now().state == "DIPERIKSA");
    auto const tasks = course.ask(tasks_of_case);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].element == "periksa");
    CHECK(tasks[0].name == "Periksa berkas");
    CHECK(tasks[0].roles == std::vector<std::string>{"STAF", "KATIM"});

    auto const done = must(course.go(runtime::CompleteTask{tasks[0].id, {}}));
    CHECK(course.ask(tasks_of_case).empty());
    REQUIRE(done.queued.size() == 1);
    auto const work = must(course.db->read([](Reader& r) { return due_work(r, kMorning, 10); }));
    REQUIRE(work.size() == 1);
    CHECK(work[0].kind == kServiceWork);
    auto const request = must(request_of(work[0]));
    auto const& call = std::get<runtime::ServiceCall>(request);
    CHECK(call.type == "alur:letter");
    CHECK(call.element == std::get<runtime::ServiceCall>(done.queued[0].request).element);

    must(course.go(runtime::CompleteService{call.element, {}}));
    auto const timers = course.ask(timers_of_case);
    REQUIRE(timers.size() == 1);
    CHECK(timers[0].element == "tunggu");
    CHECK(timers[0].due_at == kMorning + std::chrono::days{7});
    auto const waiting = must(course.db->read([](Reader& r) { return waiting_for_message(r, "terbit", "P-1"); }));
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].case_id == course.id);

    must(course.go(runtime::CorrelateMessage{"terbit", "P-1", {}}));
    CHECK(course.ask(timers_of_case).empty());
    CHECK(course.ask(subscriptions_of_case).empty());
    auto const ended = course.now();
    CHECK(ended.version == 4);
    CHECK(ended.ended_at == kMorning);
}

TEST_CASE("the journal replays to the snapshot", "[store]") {
    Course course;
    must(course.go(runtime::Start{0, feel::Value::context({{"nomor", feel::Value::string("P-1")}}), model::kNone}));
    must(course.go(runtime::CompleteTask{course.ask(tasks_of_case)[0].id, {}}));
    runtime::Instance replayed;
    for (auto const& entry : must(course.db->read([&](Reader& r) { return journal_of(r, course.id); })))
        for (auto const& event : must(runtime::decode_events(entry.events))) replayed.apply(event);
    std::string bytes;
    runtime::encode(replayed, bytes);
    CHECK(bytes == course.now().snapshot);
}

TEST_CASE("a step that comes late leaves nothing", "[store]") {
    Course course;
    must(course.go(runtime::Start{0, {}, model::kNone}));
    auto const before = course.now();
    auto const late = course.db->write([&](Transaction& t) -> Result<RecordedStep> {
        auto const step = runtime::step(course.definitions, {}, runtime::Start{0, {}, model::kNone}, kMorning, {});
        if (!step) return step.error();
        return record_step(t, course.definitions, course.id, 0, *step, {"staf", "uji", kMorning});
    });
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == ErrorKind::Conflict);
    CHECK(course.now().snapshot == before.snapshot);
    CHECK(course.ask(tasks_of_case).size() == 1);
}
