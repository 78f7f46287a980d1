// The 20 expressions of tests/bench/feelin/expressions.json; compare.mjs beside it runs the same ones through feelin.
#include "feel/feel.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <new>

using namespace alur;
using namespace alur::feel;

namespace {

std::atomic<std::int64_t> allocations{0};

struct Set {
    Value context;
    std::vector<std::string> expressions;
};

Set const& set() {
    static Set const all = [] {
        Set out;
        auto const file = format::read_text(ALUR_SOURCE_DIR "/tests/bench/feelin/expressions.json");
        if (!file) {
            std::cerr << file.error().message << "\n";
            std::exit(1);
        }
        Value const read = from_json(*file).value();
        out.context = read.at_path("context");
        for (Value const& one : read.at_path("expressions").items()) {
            out.expressions.emplace_back(one.as_string());
        }
        return out;
    }();
    return all;
}

void parse_one(benchmark::State& state) {
    std::string const& text = set().expressions[static_cast<std::size_t>(state.range(0))];
    for (auto _ : state) {
        benchmark::DoNotOptimize(parse(text));
    }
    state.SetLabel(text);
}

void evaluate_one(benchmark::State& state) {
    std::string const& text = set().expressions[static_cast<std::size_t>(state.range(0))];
    auto const parsed = parse(text).value();
    Scope const scope(set().context);
    std::int64_t const before = allocations;
    for (auto _ : state) {
        benchmark::DoNotOptimize(evaluate(parsed, scope));
    }
    state.counters["allocations"] =
        benchmark::Counter(static_cast<double>(allocations - before) / static_cast<double>(state.iterations()));
    state.SetLabel(text);
}

BENCHMARK(parse_one)->DenseRange(0, 19);
BENCHMARK(evaluate_one)->DenseRange(0, 19);

} // namespace

// Counted, then plain malloc and free; the compiler cannot see that they belong together.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* const out = std::malloc(size)) {
        return out;
    }
    std::abort();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
