#pragma once
#include "model/bpmn_reader.hpp"
#include "runtime/codec.hpp"
#include "runtime/step.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace alur::runtime {

/// A process written in the test: `body` stands inside <process id="p">; `beside` beside it.
inline model::Definitions process(std::string const& body, std::string const& beside = {}) {
    std::string const text =
        R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" )"
        R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="urn:t">)" +
        beside + R"(<process id="p" isExecutable="true">)" + body + "</process></definitions>";
    auto file = model::read_bpmn({"test.bpmn", text});
    REQUIRE(file);
    for (auto const& d : file->found.all()) INFO(render(d, text));
    for (auto const& d : file->found.all())
        if (d.severity == Severity::Error) FAIL(render(d, text));
    CHECK(file->unsupported.empty());
    return file->definitions;
}

/// Sequence flows `a>b c>d`, ids `a_b`.
inline std::string flows(std::string const& text) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const end = std::min(text.find(' ', at), text.size());
        auto const pair = text.substr(at, end - at);
        auto const mark = pair.find('>');
        auto const from = pair.substr(0, mark);
        auto const to = pair.substr(mark + 1);
        out += "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
        at = end + 1;
    }
    return out;
}

/// An instance being played through, with its whole journal. finish() replays the journal and compares.
struct Play {
    model::Definitions definitions;
    Environment environment;
    Instance instance;
    std::vector<Event> journal;
    std::vector<Request> requests;
    Instant now = *parse_instant("2026-01-05T08:00:00Z");

    explicit Play(model::Definitions d) : definitions(std::move(d)) {
        environment.zone = ZoneOffset{std::chrono::minutes{0}};
        environment.scripts = Scripts::Word;
    }
    Result<Step> attempt(Command const& command) { return step(definitions, instance, command, now, environment); }
    void does(Command const& command) {
        auto done = attempt(command);
        if (!done) FAIL(done.error().message);
        journal.insert(journal.end(), done->events.begin(), done->events.end());
        requests.insert(requests.end(), done->requests.begin(), done->requests.end());
        instance = std::move(done->after);
        compare();
    }
    void refuses(Command const& command, ErrorKind kind = ErrorKind::Conflict) {
        auto const before = bytes(instance);
        auto const done = attempt(command);
        REQUIRE(!done);
        CHECK(done.error().kind == kind);
        CHECK(bytes(instance) == before);
    }
    void starts(feel::Value variables = {}) { does(Start{0, std::move(variables), model::kNone}); }
    ElementId task(std::string const& id) const {
        auto const* open = find_open(definitions, instance, id);
        if (!open) FAIL("no open task " + id);
        return open->id;
    }
    bool is_open(std::string const& id) const { return find_open(definitions, instance, id) != nullptr; }
    void completes(std::string const& id, feel::Value variables = {}) {
        does(CompleteTask{task(id), std::move(variables)});
    }
    ElementId service(std::string const& id) const {
        for (auto const& element : instance.elements())
            if (is_open_service(definitions, element) && definitions.node(element.node).id == id) return element.id;
        FAIL("no open service " + id);
        return {};
    }
    Wait timer() const {
        for (auto const& wait : instance.waits())
            if (wait.kind == WaitKind::Timer) return wait;
        FAIL("no timer is set");
        return {};
    }
    void fires() {
        auto const wait = timer();
        now = std::max(now, wait.due);
        does(FireTimer{wait.id});
    }
    std::string log() const {
        std::string out;
        for (auto const& word : instance.log()) out += (out.empty() ? "" : " ") + word;
        return out;
    }
    std::string variable(std::string const& name) const {
        auto const* found = instance.variables().find(name);
        return found ? feel::to_text(*found) : "(none)";
    }
    bool completed() const { return instance.ending() == Ending::Completed; }

    static std::string bytes(Instance const& instance) {
        std::string out;
        encode(instance, out);
        return out;
    }
    /// The journal, through its binary form, adds up to the instance; so does the snapshot.
    void compare() const {
        std::string stored;
        encode(journal, stored);
        auto const events = decode_events(stored);
        REQUIRE(events);
        CHECK(bytes(replay(*events)) == bytes(instance));
        auto const copy = decode_instance(bytes(instance));
        REQUIRE(copy);
        CHECK(bytes(*copy) == bytes(instance));
    }
};

inline feel::Value vars(std::string name, feel::Value value) {
    return feel::Value().with(std::move(name), std::move(value));
}
inline feel::Value number(std::int64_t n) { return feel::Value::number(n); }
inline feel::Value text(std::string t) { return feel::Value::string(std::move(t)); }

} // namespace alur::runtime
