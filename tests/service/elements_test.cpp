#include "feel/json.hpp"
#include "runtime/codec.hpp"
#include "runtime/play.hpp"
#include "service/complete_task.hpp"
#include "service/receive_message.hpp"
#include "service/run_due.hpp"
#include "service/small_pack.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"
#include "store/journal.hpp"
#include "store/tasks.hpp"
#include "store/timers.hpp"

#include <algorithm>
#include <map>
#include <set>

// Every kind of element goes through the program twice: as `alur bpmn run` plays it, and as an office lives it, with a
// database, tasks, timers and an outbox. Both must leave the same nodes, and the office's journal must add up to its
// cases.

using namespace alur;
using namespace alur::test;
using feel::Value;

namespace {

struct Action {
    std::string kind; ///< complete, advance, message
    std::string what;
};

struct Scenario {
    std::string name;
    std::string body;                ///< inside the process `p`, which is started
    std::string beside;              ///< messages, signals, further processes
    std::vector<std::string> others; ///< ids of those further processes
    std::vector<Action> actions;
    std::string left; ///< nodes that were left, by name; `!` behind those that were cancelled
};

std::string const kVariables = R"({"nama":"Uji","nilai":1000,"butir":["a","b"],"kunci":"K-1","jumlah":7})";

std::string document(Scenario const& scenario) {
    return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" )"
           R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:t">)" +
           scenario.beside + R"(<process id="p" isExecutable="true">)" + scenario.body + "</process></definitions>";
}

std::string const kDecision =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
<inputData id="i" name="jumlah"><variable name="jumlah" typeRef="number"/></inputData>
<decision id="golongan" name="golongan"><variable name="golongan" typeRef="string"/>
<informationRequirement><requiredInput href="#i"/></informationRequirement>
<literalExpression><text>if jumlah > 5 then "besar" else "kecil"</text></literalExpression></decision></definitions>)";

std::string sorted(std::vector<std::string> words) {
    std::sort(words.begin(), words.end());
    std::string out;
    for (auto const& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string sorted(std::string const& words) {
    std::vector<std::string> list;
    std::string word;
    for (char const c : words + " ")
        if (c != ' ')
            word += c;
        else if (!word.empty())
            list.push_back(std::exchange(word, ""));
    return sorted(list);
}

/// What `alur bpmn run` leaves.
std::string left_by_run(SmallPack const& pack, Scenario const& scenario) {
    std::string script = "[";
    for (auto const& action : scenario.actions)
        script += (script.size() > 1 ? "," : "") + std::string("{\"") + action.kind + "\":\"" + action.what + "\"}";
    auto const script_file = pack.folder.write("script.json", script + "]");
    auto const variables = pack.folder.write("vars.json", kVariables);
    auto const ran = run_program("bpmn run " + pack.root() + "/unsur.bpmn --process p --services succeed --vars " +
                                 variables + " --script " + script_file);
    CAPTURE(ran.out);
    REQUIRE(ran.status == 0);
    auto const report = feel::from_json(ran.out);
    REQUIRE(report);
    CHECK(report->find("refused") == nullptr);
    std::vector<std::string> left;
    for (auto const& line : report->find("trace")->items())
        left.push_back(feel::to_text(*line.find("id")) +
                       (feel::to_text(*line.find("state")) == "completed" ? "" : "!"));
    return sorted(left);
}

/// An office at work with the scenario, on a virtual clock.
class Trial {
  public:
    explicit Trial(SmallPack const& pack) : loaded_(pack.load()) {
        auto opened =
            store::Database::open(pack.folder.path("alur.db"), {store::Durability::ProcessDeath, nullptr, ""});
        REQUIRE(opened);
        database_ = std::move(*opened);
        office_ = std::make_unique<service::Office>(loaded_.pack, *database_);
        auto papers = service::Papers::open(loaded_.pack, pack.folder.path(""));
        REQUIRE(papers);
        papers_ = std::make_unique<service::Papers>(std::move(*papers));
    }

    void start() {
        auto const begun = service::start_case(*office_, {"p", *feel::from_json(kVariables), "uji"}, now_);
        if (!begun) FAIL(begun.error().message);
        settle();
    }
    void act(Action const& action) {
        if (action.kind == "complete") complete(action.what);
        if (action.kind == "advance") advance(action.what);
        if (action.kind == "message") message(action.what);
    }
    std::string left() {
        std::vector<std::string> out;
        each_case([&](store::Case const& stored, std::vector<runtime::Event> const& events) {
            auto const live = database_->read([&](store::Reader& reader) { return office_->find(reader, stored.id); });
            REQUIRE(live);
            std::set<runtime::ElementId> shells;
            for (auto const& event : events) {
                if (auto const* entered = std::get_if<runtime::ElementEntered>(&event);
                    entered && entered->role == runtime::ElementRole::Many)
                    shells.insert(entered->id);
                auto const* gone = std::get_if<runtime::ElementLeft>(&event);
                if (!gone || gone->outcome == runtime::Outcome::Merged || shells.count(gone->id) > 0) continue;
                out.push_back(live->definitions->node(gone->node).id +
                              (gone->outcome == runtime::Outcome::Completed ? "" : "!"));
            }
            std::string replayed;
            runtime::encode(runtime::replay(events), replayed);
            CHECK(replayed == stored.snapshot);
        });
        return sorted(out);
    }

  private:
    template <class Use> void each_case(Use use) {
        auto const rows = database_->read([](store::Reader& reader) { return store::list_cases(reader, {}); });
        REQUIRE(rows);
        for (auto const& row : *rows) {
            auto const stored =
                database_->read([&](store::Reader& reader) { return store::find_case(reader, row.id); });
            auto const journal =
                database_->read([&](store::Reader& reader) { return store::journal_of(reader, row.id); });
            REQUIRE(stored);
            REQUIRE(journal);
            std::vector<runtime::Event> events;
            for (auto const& entry : *journal) {
                auto const decoded = runtime::decode_events(entry.events);
                REQUIRE(decoded);
                events.insert(events.end(), decoded->begin(), decoded->end());
            }
            use(*stored, events);
        }
    }
    void settle() {
        auto const done = service::work_outbox(*office_, *papers_, now_);
        if (!done) FAIL(done.error().message);
    }
    void complete(std::string const& step) {
        auto const tasks = database_->read([](store::Reader& reader) { return store::open_tasks(reader); });
        REQUIRE(tasks);
        for (auto const& task : *tasks) {
            if (task.element != step) continue;
            auto const owner =
                database_->read([&](store::Reader& reader) { return store::find_case(reader, task.case_id); });
            auto const done = service::complete_task(*office_, {owner->number, step, Value(), "", {"uji", {}}}, now_);
            if (!done) FAIL(done.error().message);
            return settle();
        }
        FAIL("no open task " + step);
    }
    void advance(std::string const& how_far) {
        auto const hours = std::stoi(how_far.substr(2));
        auto const target = now_ + std::chrono::hours{hours};
        for (;;) {
            auto const next = database_->read([](store::Reader& reader) { return store::next_timer(reader); });
            REQUIRE(next);
            if (!*next || **next > target) break;
            now_ = std::max(now_, **next);
            REQUIRE(service::fire_timers(*office_, now_));
            settle();
        }
        now_ = target;
    }
    void message(std::string const& name) {
        bool heard = false;
        each_case([&](store::Case const& stored, auto const&) {
            if (!heard)
                heard = static_cast<bool>(
                    service::receive_message(*office_, {stored.number, name, Value(), {"uji", {"STAF"}}}, now_));
        });
        if (!heard) {
            auto const opened = service::open_by_message(*office_, {"", name, Value(), {"uji", {"STAF"}}}, now_);
            if (!opened) FAIL(opened.error().message);
        }
        settle();
    }

    service::LoadedPack loaded_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<service::Papers> papers_;
    Instant now_ = *parse_instant("2026-01-01T00:00:00Z");
};

void play(Scenario const& scenario) {
    INFO(scenario.name);
    SmallPack const pack;
    pack.write("unsur.bpmn", document(scenario));
    pack.write("keputusan.dmn", kDecision);
    auto processes = scenario.others;
    processes.insert(processes.begin(), "p");
    std::string front = "keputusan: [keputusan.dmn]\n";
    std::string messages;
    std::string fields;
    for (auto const& id : processes) {
        std::string named;
        for (auto const& action : scenario.actions)
            if (action.kind == "message" && named.find("    " + action.what + ":") == std::string::npos) {
                named += "    " + action.what + ": []\n";
                messages += "  - {proses: " + id + ", nama: " + action.what + ", isian: " + action.what +
                            ", judul: " + action.what + ", peran: [STAF]}\n";
            }
        if (!named.empty()) fields += id + ":\n  pesan:\n" + named;
    }
    auto text = pack.text("pack.yaml");
    for (auto const& id : processes)
        text += "  - {id: " + id + ", berkas: unsur.bpmn, nama: " + id + ", nomor: '\"" + id +
                "-\" + string(urut)', judul: '\"uji\"'}\n";
    if (!messages.empty()) front += "pesan:\n" + messages;
    pack.write("pack.yaml", text + front);
    if (!fields.empty()) pack.append("steps.yaml", fields);

    Trial trial(pack);
    trial.start();
    for (auto const& action : scenario.actions) trial.act(action);
    CHECK(trial.left() == sorted(scenario.left));
    CHECK(left_by_run(pack, scenario) == sorted(scenario.left));
}

using runtime::flows;

std::string user(std::string const& id) { return "<userTask id=\"" + id + "\"/>"; }
std::string const kStart = "<startEvent id=\"s\"/>";
std::string const kEnd = "<endEvent id=\"e\"/>";
std::string timer(std::string const& what) {
    return "<timerEventDefinition><timeDuration xsi:type=\"tFormalExpression\">" + what +
           "</timeDuration></timerEventDefinition>";
}
std::string message(std::string const& id) { return "<messageEventDefinition messageRef=\"" + id + "\"/>"; }
std::string signal(std::string const& id) { return "<signalEventDefinition signalRef=\"" + id + "\"/>"; }
std::string boundary(std::string const& id, std::string const& host, bool interrupting, std::string const& inside) {
    return "<boundaryEvent id=\"" + id + "\" attachedToRef=\"" + host + "\"" +
           (interrupting ? "" : " cancelActivity=\"false\"") + ">" + inside + "</boundaryEvent>";
}
std::string condition(std::string const& from, std::string const& to, std::string const& feel) {
    return "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to +
           "\"><conditionExpression xsi:type=\"tFormalExpression\">=" + feel + "</conditionExpression></sequenceFlow>";
}

std::string const kM1 = R"(<message id="m1" name="M1"/>)";
std::string const kM1Key =
    R"(<message id="m1" name="M1"><extensionElements><zeebe:subscription correlationKey="=kunci"/></extensionElements></message>)";
std::string const kS1 = R"(<signal id="s1" name="S1"/>)";

} // namespace

TEST_CASE("tasks of every kind run in the office as in a plain run", "[service][elements]") {
    play(
        {"user, script, service, business rule, plain and manual task, send to a process that begins with a message",
         kStart + user("u") +
             R"(<scriptTask id="sc"><extensionElements><zeebe:script expression="=jumlah + 1" resultVariable="r"/></extensionElements></scriptTask>)"
             R"(<serviceTask id="sv"><extensionElements><zeebe:taskDefinition type="alur:form"/><zeebe:taskHeaders>)"
             R"(<zeebe:header key="document" value="B01"/></zeebe:taskHeaders></extensionElements></serviceTask>)"
             R"(<businessRuleTask id="br"><extensionElements><zeebe:calledDecision decisionId="golongan" resultVariable="g"/></extensionElements></businessRuleTask>)"
             R"(<task id="t"/><manualTask id="mt"/><sendTask id="sd" messageRef="m1"/>)" +
             R"(<exclusiveGateway id="x" default="x_e2"/><endEvent id="e2"/>)" + kEnd +
             condition("x", "e", "g = \"besar\" and r = 8") + flows("s>u u>sc sc>sv sv>br br>t t>mt mt>sd sd>x x>e2"),
         kM1 + R"(<process id="q" isExecutable="true"><startEvent id="qs">)" + message("m1") + "</startEvent>" +
             user("qu") + R"(<endEvent id="qe"/>)" + flows("qs>qu qu>qe") + "</process>",
         {"q"},
         {{"complete", "u"}, {"complete", "qu"}},
         "s u sc sv br t mt sd x e qs qu qe"});
    play({"receive task",
          kStart + R"(<receiveTask id="r" messageRef="m1"/>)" + kEnd + flows("s>r r>e"),
          kM1,
          {},
          {{"message", "M1"}},
          "s r e"});
}

TEST_CASE("gateways of every kind run in the office as in a plain run", "[service][elements]") {
    play({"exclusive with a default way",
          kStart + R"(<exclusiveGateway id="x" default="x_b"/>)" + user("a") + user("b") + kEnd +
              condition("x", "a", "jumlah > 100") + flows("s>x x>b a>e b>e"),
          "",
          {},
          {{"complete", "b"}},
          "s x b e"});
    play({"parallel fork and join",
          kStart + R"(<parallelGateway id="f"/>)" + user("a") + user("b") + R"(<parallelGateway id="j"/>)" + kEnd +
              flows("s>f f>a f>b a>j b>j j>e"),
          "",
          {},
          {{"complete", "b"}, {"complete", "a"}},
          "s f a b j e"});
    play({"inclusive fork and join",
          kStart + R"(<inclusiveGateway id="f" default="f_c"/>)" + user("a") + user("b") + user("c") +
              R"(<inclusiveGateway id="j"/>)" + kEnd + condition("f", "a", "jumlah > 1") +
              condition("f", "b", "jumlah > 2") + flows("s>f f>c a>j b>j c>j j>e"),
          "",
          {},
          {{"complete", "a"}, {"complete", "b"}},
          "s f a b j e"});
    auto const race = kStart + R"(<eventBasedGateway id="g"/><intermediateCatchEvent id="cm">)" + message("m1") +
                      R"(</intermediateCatchEvent><intermediateCatchEvent id="ct">)" + timer("PT5H") +
                      "</intermediateCatchEvent>" + kEnd + flows("s>g g>cm g>ct cm>e ct>e");
    play({"event gateway, the message first", race, kM1, {}, {{"message", "M1"}}, "s g cm e"});
    play({"event gateway, the timer first", race, kM1, {}, {{"advance", "PT6H"}}, "s g ct e"});
}

TEST_CASE("sub-processes, calls and multi-instances run in the office as in a plain run", "[service][elements]") {
    play({"embedded sub-process with a terminate end",
          kStart + R"(<subProcess id="sp"><startEvent id="is"/><parallelGateway id="if"/>)" + user("ia") + user("ib") +
              R"(<endEvent id="ie"><terminateEventDefinition/></endEvent>)" + flows("is>if if>ia if>ib ia>ie") +
              "</subProcess>" + kEnd + flows("s>sp sp>e"),
          "",
          {},
          {{"complete", "ia"}},
          "s is if ia ib! ie sp e"});
    play(
        {"call activity",
         kStart +
             R"(<callActivity id="c"><extensionElements><zeebe:calledElement processId="q"/></extensionElements></callActivity>)" +
             kEnd + flows("s>c c>e"),
         R"(<process id="q" isExecutable="true"><startEvent id="qs"/>)" + user("qu") + R"(<endEvent id="qe"/>)" +
             flows("qs>qu qu>qe") + "</process>",
         {},
         {{"complete", "qu"}},
         "s qs qu qe c e"});
    auto const many = [](std::string const& sequential) {
        return kStart + R"(<userTask id="m"><multiInstanceLoopCharacteristics isSequential=")" + sequential +
               R"("><extensionElements><zeebe:loopCharacteristics inputCollection="=butir" inputElement="b"/>)"
               R"(</extensionElements></multiInstanceLoopCharacteristics></userTask>)" +
               kEnd + flows("s>m m>e");
    };
    play({"parallel multi-instance", many("false"), "", {}, {{"complete", "m"}, {"complete", "m"}}, "s m m e"});
    play({"sequential multi-instance", many("true"), "", {}, {{"complete", "m"}, {"complete", "m"}}, "s m m e"});
    play({"terminate end of the whole case",
          kStart + R"(<parallelGateway id="f"/>)" + user("a") + user("b") +
              R"(<endEvent id="e"><terminateEventDefinition/></endEvent>)" + flows("s>f f>a f>b a>e"),
          "",
          {},
          {{"complete", "a"}},
          "s f a b! e"});
}

TEST_CASE("boundary events run in the office as in a plain run", "[service][elements]") {
    auto const guarded = [](bool interrupting, std::string const& inside) {
        return kStart + user("u") + boundary("b", "u", interrupting, inside) + user("v") + kEnd +
               R"(<endEvent id="e2"/>)" + flows("s>u u>e b>v v>e2");
    };
    play({"interrupting timer",
          guarded(true, timer("PT2H")),
          "",
          {},
          {{"advance", "PT3H"}, {"complete", "v"}},
          "s u! b v e2"});
    play({"timer that comes too late",
          guarded(true, timer("PT2H")),
          "",
          {},
          {{"complete", "u"}, {"advance", "PT3H"}},
          "s u e"});
    play({"non-interrupting timer",
          guarded(false, timer("PT2H")),
          "",
          {},
          {{"advance", "PT3H"}, {"complete", "v"}, {"complete", "u"}},
          "s b v e2 u e"});
    play({"interrupting message",
          guarded(true, message("m1")),
          kM1,
          {},
          {{"message", "M1"}, {"complete", "v"}},
          "s u! b v e2"});
    play({"non-interrupting message, twice",
          guarded(false, message("m1")),
          kM1,
          {},
          {{"message", "M1"}, {"message", "M1"}, {"complete", "v"}, {"complete", "v"}, {"complete", "u"}},
          "s b v e2 b v e2 u e"});
}

TEST_CASE("boundary events of sub-processes and of waiting tasks run in the office as in a plain run",
          "[service][elements]") {
    play({"timer on a sub-process cancels what is inside",
          kStart + R"(<subProcess id="sp"><startEvent id="is"/>)" + user("iu") + R"(<endEvent id="ie"/>)" +
              flows("is>iu iu>ie") + "</subProcess>" + boundary("b", "sp", true, timer("PT2H")) + user("v") + kEnd +
              R"(<endEvent id="e2"/>)" + flows("s>sp sp>e b>v v>e2"),
          "",
          {},
          {{"advance", "PT3H"}, {"complete", "v"}},
          "s is iu! sp! b v e2"});
    play({"timer on a receive task",
          kStart + R"(<receiveTask id="r" messageRef="m1"/>)" + boundary("b", "r", true, timer("PT2H")) + kEnd +
              R"(<endEvent id="e2"/>)" + flows("s>r r>e b>e2"),
          kM1,
          {},
          {{"advance", "PT3H"}},
          "s r! b e2"});
}

TEST_CASE("events are thrown and caught in the office as in a plain run", "[service][elements]") {
    auto const caught = [](std::string const& inside) {
        return "<intermediateCatchEvent id=\"c\">" + inside + "</intermediateCatchEvent>";
    };
    play({"timer catch",
          kStart + caught(timer("PT4H")) + kEnd + flows("s>c c>e"),
          "",
          {},
          {{"advance", "PT5H"}},
          "s c e"});
    play(
        {"message catch with a key, thrown back by the process that the first message began",
         kStart + R"(<intermediateThrowEvent id="t">)" + message("m2") + "</intermediateThrowEvent>" +
             caught(message("m1")) + kEnd + flows("s>t t>c c>e"),
         kM1Key + R"(<message id="m2" name="M2"/><process id="q" isExecutable="true"><startEvent id="qs">)" +
             message("m2") + "</startEvent>" + user("qu") + R"(<endEvent id="qe">)" +
             R"(<extensionElements><zeebe:ioMapping><zeebe:input source="=&quot;K-1&quot;" target="correlationKey"/></zeebe:ioMapping></extensionElements>)" +
             message("m1") + "</endEvent>" + flows("qs>qu qu>qe") + "</process>",
         {"q"},
         {{"complete", "qu"}},
         "s t c e qs qu qe"});
    play({"a message that comes before anybody waits is kept",
          kStart + R"(<intermediateThrowEvent id="t">)" + message("m2") + "</intermediateThrowEvent>" + user("u") +
              caught(message("m1")) + kEnd + flows("s>t t>u u>c c>e"),
          kM1 + R"(<message id="m2" name="M2"/><process id="q" isExecutable="true"><startEvent id="qs">)" +
              message("m2") + R"(</startEvent><endEvent id="qe">)" + message("m1") + "</endEvent>" + flows("qs>qe") +
              "</process>",
          {"q"},
          {{"complete", "u"}},
          "s t u c e qs qe"});
    play({"signal: another process begins with it and throws one that the first catches",
          kStart + R"(<parallelGateway id="f"/><intermediateThrowEvent id="t">)" + signal("s1") +
              R"(</intermediateThrowEvent><endEvent id="te"/>)" + caught(signal("s2")) + kEnd +
              flows("s>f f>t f>c t>te c>e"),
          kS1 + R"(<signal id="s2" name="S2"/><process id="q" isExecutable="true"><startEvent id="qs">)" +
              signal("s1") + R"(</startEvent>)" + user("qu") + R"(<endEvent id="qe">)" + signal("s2") + "</endEvent>" +
              flows("qs>qu qu>qe") + "</process>",
          {"q"},
          {{"complete", "qu"}},
          "s f t te c e qs qu qe"});
    play({"a process that begins with a timer waits for it",
          "<startEvent id=\"s\">" + timer("PT4H") + "</startEvent>" + user("u") + kEnd + flows("s>u u>e"),
          "",
          {},
          {{"advance", "PT5H"}, {"complete", "u"}},
          "s u e"});
    play({"event sub-process beside its case, twice",
          kStart + user("u") + kEnd + flows("s>u u>e") +
              R"(<subProcess id="x" triggeredByEvent="true"><startEvent id="xs" isInterrupting="false">)" +
              message("m1") + "</startEvent>" + user("xu") + R"(<endEvent id="xe"/>)" + flows("xs>xu xu>xe") +
              "</subProcess>",
          kM1,
          {},
          {{"message", "M1"}, {"complete", "xu"}, {"message", "M1"}, {"complete", "xu"}, {"complete", "u"}},
          "s xs xu xe x xs xu xe x u e"});
    play({"a case that an officer opens by recording a message",
          kStart + kEnd + flows("s>e"),
          kM1 + R"(<process id="q" isExecutable="true"><startEvent id="qs">)" + message("m1") + "</startEvent>" +
              user("qu") + R"(<endEvent id="qe"/>)" + flows("qs>qu qu>qe") + "</process>",
          {"q"},
          {{"message", "M1"}, {"complete", "qu"}},
          "s e qs qu qe"});
}
