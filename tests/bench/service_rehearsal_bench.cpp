#include "many_cases.hpp"
#include "service/pack_reader.hpp"
#include "service/rehearse.hpp"
#include "store/database.hpp"

#include <benchmark/benchmark.h>
#include <ctime>
#include <fstream>
#include <unistd.h>

// The whole programme year, every paper included. The cost of one proposal must not grow with their number, nor may the
// memory: compare the counters of the two runs.

namespace {

using namespace alur;
namespace fs = std::filesystem;

fs::path const kPack = fs::path(ALUR_SOURCE_DIR) / "workflows/kube";

double peak_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtod(line.c_str() + 6, nullptr) / 1024.0;
    return 0;
}

/// Of all threads, in milliseconds.
double cpu_so_far() {
    timespec spent{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) / 1e6;
}

void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

Result<service::RehearsalReport> play(fs::path const& input, fs::path const& out) {
    auto loaded = service::load_pack(kPack);
    if (!loaded) return loaded.error();
    auto& pack = loaded->pack;
    if (auto const tables = service::load_input_tables(pack, input); !tables) return tables.error();
    auto const file = format::read_text(kPack / pack.scenario);
    if (!file) return file.error();
    auto const scenario = service::read_scenario(*file, pack, input);
    if (!scenario) return scenario.error();
    auto cases = service::read_cases(pack, *scenario, input);
    if (!cases) return cases.error();
    auto database = store::Database::open(out / "alur.db", {store::Durability::ProcessDeath, nullptr, ""});
    if (!database) return database.error();
    service::Office office(pack, **database);
    auto papers = service::Papers::open(pack, out);
    if (!papers) return papers.error();
    return service::rehearse(office, *papers, *scenario, std::move(*cases), out, [](auto const&) {});
}

void rehearsal(benchmark::State& state) {
    auto const count = static_cast<int>(state.range(0));
    double cpu_ms = 0;
    auto const folder = fs::temp_directory_path() / ("alur_rehearsal_bench_" + std::to_string(::getpid()));
    for (auto _ : state) {
        fs::remove_all(folder);
        fs::create_directories(folder / "out");
        if (auto const made = bench::multiply_sample(kPack / "sample", count, folder / "in"); !made)
            return state.SkipWithError(made.error().message.c_str());
        forget_peak();
        auto const before = cpu_so_far();
        auto const played = play(folder / "in", folder / "out");
        cpu_ms = cpu_so_far() - before;
        if (!played) return state.SkipWithError(played.error().message.c_str());
    }
    fs::remove_all(folder);
    state.counters["cpu_ms_a_proposal"] = cpu_ms / count;
    state.counters["peak_mib"] = peak_mib();
}
BENCHMARK(rehearsal)->Arg(9)->Arg(100)->Arg(400)->Unit(benchmark::kMillisecond)->Iterations(1)->MeasureProcessCPUTime();

void check_pack(benchmark::State& state) {
    for (auto _ : state) {
        auto const loaded = service::load_pack(kPack);
        if (!loaded || loaded->found.has_errors()) return state.SkipWithError("the pack does not load");
    }
}
BENCHMARK(check_pack)->Unit(benchmark::kMillisecond);

} // namespace
