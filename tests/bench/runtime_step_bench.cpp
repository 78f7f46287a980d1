#include "model/bpmn_reader.hpp"
#include "runtime/codec.hpp"
#include "runtime/step.hpp"

#include <benchmark/benchmark.h>

#include <cstdlib>

using namespace alur;
using namespace alur::runtime;

namespace {

/// Two user tasks, two services in parallel, a choice and a timer: the usual work of a case.
constexpr auto kGrant = R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:bench">
<process id="p" isExecutable="true"><startEvent id="s"/><userTask id="a"/><exclusiveGateway id="x" default="f9"/><userTask id="b"/>
<parallelGateway id="f"/><serviceTask id="t1"/><serviceTask id="t2"/><parallelGateway id="j"/>
<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateCatchEvent>
<endEvent id="e"/><endEvent id="r"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="x"/>
<sequenceFlow id="f3" sourceRef="x" targetRef="b"><conditionExpression>amount &lt;= 20000000</conditionExpression></sequenceFlow>
<sequenceFlow id="f9" sourceRef="x" targetRef="r"/><sequenceFlow id="f4" sourceRef="b" targetRef="f"/>
<sequenceFlow id="f5" sourceRef="f" targetRef="t1"/><sequenceFlow id="f6" sourceRef="f" targetRef="t2"/>
<sequenceFlow id="f7" sourceRef="t1" targetRef="j"/><sequenceFlow id="f8" sourceRef="t2" targetRef="j"/>
<sequenceFlow id="f10" sourceRef="j" targetRef="t"/><sequenceFlow id="f11" sourceRef="t" targetRef="e"/></process></definitions>)";

/// Steps with their binary forms, as a store asks for them: snapshot read, step, events and snapshot written.
void durable_steps(benchmark::State& state) {
    auto const file = model::read_bpmn({"grant.bpmn", kGrant});
    if (!file || !file->ok()) std::abort();
    auto const& definitions = file->definitions;
    Environment const environment;
    auto const variables = feel::Value().with("amount", feel::Value::number(20'000'000));
    std::int64_t steps = 0;
    std::string snapshot;
    std::string events;
    auto const run = [&](auto const& choose) {
        Instance instance;
        if (!snapshot.empty()) instance = *decode_instance(snapshot);
        auto const done = step(definitions, instance, choose(instance), Instant{}, environment);
        if (!done) std::abort();
        snapshot.clear();
        events.clear();
        encode(done->after, snapshot);
        encode(done->events, events);
        benchmark::DoNotOptimize(events.data());
        ++steps;
    };
    auto const task = [](Instance const& i) { return Command(CompleteTask{i.elements().front().id, {}}); };
    auto const service = [](Instance const& i) { return Command(CompleteService{i.elements().front().id, {}}); };
    for (auto _ : state) {
        snapshot.clear();
        run([&](Instance const& /*blank*/) { return Command(Start{0, variables, model::kNone}); });
        run(task);
        run(task);
        run(service);
        run(service);
        run([&](Instance const& i) { return Command(FireTimer{i.waits().front().id}); });
    }
    state.counters["steps"] = benchmark::Counter(static_cast<double>(steps), benchmark::Counter::kIsRate);
}
BENCHMARK(durable_steps);

} // namespace
