#include "feel/json.hpp"
#include "format/file.hpp"

#include <array>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

// The program as people start it: how long it takes until it has answered, and what its own load test says of the
// engine. The load comes twice, in an empty file and in one with a million finished instances.

namespace {

using namespace alur;
namespace fs = std::filesystem;

struct Ran {
    int status = 0;
    std::string out;
};

Ran run(std::string const& words) {
    Ran ran;
    auto* const pipe = ::popen((ALUR_PROGRAM " " + words + " 2>/dev/null").c_str(), "r");
    if (!pipe) return {127, {}};
    std::array<char, 4096> buffer{};
    while (auto const count = std::fread(buffer.data(), 1, buffer.size(), pipe)) ran.out.append(buffer.data(), count);
    ran.status = WEXITSTATUS(::pclose(pipe));
    return ran;
}

fs::path folder() { return fs::temp_directory_path() / ("alur_program_bench_" + std::to_string(::getpid())); }
std::string const kPack = ALUR_SOURCE_DIR "/workflows/kube";

void repeat(benchmark::State& state, std::string const& words) {
    for (auto _ : state)
        if (run(words).status != 0) return state.SkipWithError("the program refused");
}

void list_cases_of_an_empty_office(benchmark::State& state) {
    fs::remove_all(folder());
    if (run("init " + folder().string() + " --pack " + kPack).status != 0)
        return state.SkipWithError("no office could be made");
    repeat(state, "case list --data " + folder().string());
    fs::remove_all(folder());
}
BENCHMARK(list_cases_of_an_empty_office)->Unit(benchmark::kMillisecond)->UseRealTime();

void check_the_shipped_pack(benchmark::State& state) { repeat(state, "check " + kPack); }
BENCHMARK(check_the_shipped_pack)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Ten thousand instances of a grant process, eight durable steps each, sixty-four clients; range 0: so many finished
/// instances stand in the file already.
void durable_steps(benchmark::State& state) {
    auto const conformance = std::getenv("ALUR_CONFORMANCE");
    fs::path const process =
        fs::path(conformance ? conformance : ALUR_SOURCE_DIR "/../shared/conformance") / "bench/grant.bpmn";
    if (!fs::exists(process)) return state.SkipWithError("the process of the load test is not there");
    fs::create_directories(folder());
    feel::Value report;
    for (auto _ : state) {
        fs::remove(folder() / "last.db");
        auto const ran =
            run("bench step --process " + process.string() + " --instances 10000 --concurrency 64 --finished " +
                std::to_string(state.range(0)) + " --db " + (folder() / "last.db").string());
        auto const read = feel::from_json(ran.out);
        if (ran.status != 0 || !read) return state.SkipWithError("the load test was refused");
        report = *read;
    }
    fs::remove_all(folder());
    for (auto const* name : {"steps_per_second", "cpu_ms_per_step", "ack_p50_ms", "ack_p99_ms", "live_rss_mib"})
        state.counters[name] = report.at_path(name).as_number().to_double();
}
BENCHMARK(durable_steps)->Arg(0)->Arg(1'000'000)->Unit(benchmark::kSecond)->Iterations(1)->UseRealTime();

} // namespace
