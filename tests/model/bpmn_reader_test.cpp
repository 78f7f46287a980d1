#include "model/bpmn_reader.hpp"

#include "model/timer_text.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::model;

namespace {

constexpr auto kText = R"(<?xml version="1.0" encoding="UTF-8"?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:v="urn:vendor" targetNamespace="urn:t">
  <b:collaboration id="c"><b:participant id="pool" name="Dinas" processRef="p"/></b:collaboration>
  <b:process id="p" name="Contoh" isExecutable="true">
    <b:laneSet id="ls"><b:lane id="l1" name="STAF"><b:flowNodeRef>S2-01</b:flowNodeRef></b:lane></b:laneSet>
    <b:startEvent id="s"/>
    <b:sequenceFlow id="f1" sourceRef="s" targetRef="S2-01"/>
    <b:userTask id="S2-01" name="Periksa &amp; catat">
      <b:documentation>Uraian tugas</b:documentation>
      <b:extensionElements>
        <zeebe:assignmentDefinition candidateGroups="STAF"/>
        <zeebe:taskSchedule dueDate="= tenggat"/>
        <zeebe:formDefinition formId="F05"/>
        <zeebe:properties><zeebe:property name="state" value="DIPERIKSA"/></zeebe:properties>
        <zeebe:ioMapping><zeebe:input source="= 1 + 1" target="dua"/></zeebe:ioMapping>
        <v:foreign keep="me"/>
      </b:extensionElements>
    </b:userTask>
    <b:sequenceFlow id="f2" sourceRef="S2-01" targetRef="st"/>
    <b:serviceTask id="st"><b:extensionElements><zeebe:taskDefinition type="alur:surat"/>
      <zeebe:taskHeaders><zeebe:header key="surat" value="L13"/></zeebe:taskHeaders></b:extensionElements></b:serviceTask>
    <b:sequenceFlow id="f3" sourceRef="st" targetRef="e"/>
    <b:endEvent id="e"/>
  </b:process>
</b:definitions>
)";

} // namespace

TEST_CASE("a BPMN file becomes nodes with their details", "[model]") {
    auto const file = read_bpmn({"contoh.bpmn", kText});
    REQUIRE(file);
    CHECK(file->ok());
    auto const& d = file->definitions;
    REQUIRE(d.processes.size() == 1);
    CHECK(d.processes[0].executable);
    CHECK(d.hash.size() == 64);
    auto const& task = d.node(d.find_node("S2-01"));
    CHECK(task.kind == NodeKind::UserTask);
    CHECK(task.name == "Periksa & catat");
    CHECK(task.documentation == "Uraian tugas");
    CHECK(task.place.line == 8);
    CHECK(task.place.column == 5);
    CHECK(task.roles.plain == "STAF");
    CHECK(!task.due.expression.empty());
    CHECK(task.form == "F05");
    CHECK(task.state == "DIPERIKSA");
    CHECK(task.lanes == std::vector<std::string>{"STAF"});
    REQUIRE(task.inputs.size() == 1);
    CHECK(task.inputs[0].target == "dua");
    auto const& service = d.node(d.find_node("st"));
    CHECK(service.task_type.plain == "alur:surat");
    REQUIRE(service.headers.size() == 1);
    CHECK(service.headers[0].second == "L13");
    CHECK(d.flow(service.incoming[0]).id == "f2");
    CHECK(d.find_node("tidak ada") == kNone);
}

TEST_CASE("what is written again is read as the same", "[model]") {
    auto const file = read_bpmn({"contoh.bpmn", kText});
    REQUIRE(file);
    auto const text = write_bpmn(*file);
    CHECK(text.find("<v:foreign keep=\"me\"") != std::string::npos);
    auto const again = read_bpmn({"contoh.bpmn", text});
    REQUIRE(again);
    CHECK(write_bpmn(*again) == text);
}

TEST_CASE("a process that is not executable may be unfinished", "[model]") {
    std::string text = kText;
    text.replace(text.find("isExecutable=\"true\""), 19, "isExecutable=\"false\"");
    text.replace(text.find("targetRef=\"st\""), 14, "targetRef=\"xx\"");
    auto const file = read_bpmn({"contoh.bpmn", text});
    REQUIRE(file);
    CHECK(file->ok());
    CHECK(!file->found.empty());
    auto const forced = read_bpmn({"contoh.bpmn", text}, {.run = "p", .names = {}, .exists = {}});
    REQUIRE(forced);
    CHECK(!forced->ok());
}

TEST_CASE("other encodings are turned into UTF-8", "[model]") {
    CHECK(xml_as_utf8("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"\xe9\"/>") ==
          "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a b=\"\xc3\xa9\"/>");
    CHECK(xml_as_utf8("<?xml version=\"1.0\" encoding=\"WINDOWS-1252\"?><a b=\"\x80\"/>").find("\xe2\x82\xac") !=
          std::string::npos);
    CHECK(xml_as_utf8(std::string("\xff\xfe<\0a\0/\0>\0", 10)) == "<a/>");
}

TEST_CASE("times of the model are read, or not", "[model]") {
    CHECK(parse_span("PT5S")->rest == std::chrono::seconds(5));
    CHECK(parse_span("P1Y2M")->months == 14);
    CHECK(parse_span("P2W")->rest == std::chrono::hours(14 * 24));
    CHECK(parse_span("PT0.001S")->rest == std::chrono::milliseconds(1));
    CHECK(parse_span("-P1D")->rest == std::chrono::hours(-24));
    for (auto const* wrong : {"", "P", "PT", "5S", "P1S", "PT1Y", "P1D1", "PT99999999999999999999S", "P-1D"})
        CHECK(!parse_span(wrong));
    CHECK(parse_cycle("R3/PT10M", {})->times == 3);
    CHECK(parse_cycle("R/2026-01-01T00:00:00Z/P1D", {})->start.has_value());
    for (auto const* wrong : {"", "R3", "R-2/PT1S", "Rx/PT1S", "R3/PT0S", "0 0 * * *"}) CHECK(!parse_cycle(wrong, {}));
    auto const start = *parse_instant("2026-01-31T10:00:00Z");
    CHECK(iso(add(start, *parse_span("P1M"), {std::chrono::minutes{0}})) == "2026-02-28T10:00:00Z");
}
