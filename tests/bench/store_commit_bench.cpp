#include "store/database.hpp"
#include "store/settings.hpp"

#include <atomic>
#include <benchmark/benchmark.h>
#include <filesystem>
#include <unistd.h>

// Durable commands a second. Threads: so many clients, each waiting for its answer. With one client every command has a
// commit of its own; with more, those that wait together share one.

namespace {

using namespace alur;
using namespace alur::store;

std::unique_ptr<Database> database;
std::string folder;

void open_fresh(benchmark::State const&) {
    auto pattern = (std::filesystem::temp_directory_path() / "alur-bench-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    database = std::move(Database::open(folder + "/alur.db", {})).value();
}

void drop(benchmark::State const&) {
    database.reset();
    std::filesystem::remove_all(folder);
}

Result<> one_command(Transaction& t, std::int64_t n) {
    if (auto const counted = count_up(t, "bench"); !counted) return counted.error();
    return set_setting(t, std::to_string(n % 10'000), "nilai", "bench", Instant{});
}

void group_commit(benchmark::State& state) {
    static std::atomic<std::int64_t> number{0};
    for (auto _ : state) {
        auto const done = database->write([](Transaction& t) { return one_command(t, ++number); });
        if (!done) state.SkipWithError(done.error().message.c_str());
    }
    state.SetItemsProcessed(state.iterations());
}

/// For comparison: what each client would reach with the writer to itself and nobody to share with.
void commit_alone(benchmark::State& state) {
    static std::mutex turn;
    static std::int64_t number = 0;
    for (auto _ : state) {
        std::lock_guard const lock(turn);
        auto const done = database->write([](Transaction& t) { return one_command(t, ++number); });
        if (!done) state.SkipWithError(done.error().message.c_str());
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK(group_commit)->Threads(1)->Threads(16)->Threads(64)->Setup(open_fresh)->Teardown(drop)->UseRealTime();
BENCHMARK(commit_alone)->Threads(1)->Threads(16)->Threads(64)->Setup(open_fresh)->Teardown(drop)->UseRealTime();

} // namespace
