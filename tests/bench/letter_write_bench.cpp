#include "letter_fixture.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <ctime>
#include <sys/resource.h>
#include <thread>

// CPU time of letters in one process. Wanted: a letter 1.5 ms warm and 3.5 ms cold in at most 48 KB, an annex of 3,000
// rows in 0.5 s, memory that stays flat and under 32 MiB, two threads with 1.8 times the letters of one.

namespace {

using namespace letter_bench;

void must(benchmark::State& state, Result<letter::Pdf> const& made) {
    if (made)
        state.counters["bytes"] = static_cast<double>(made->bytes.size());
    else
        state.SkipWithError(made.error().message.c_str());
}

/// Resident memory of this process, MiB; "VmHWM" is its highest.
double memory(std::string const& what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what + ":")) return std::stod(line.substr(what.size() + 1)) / 1024;
    return 0;
}

/// The same kind of letter for one group after the other: words, cut fonts and logo are known.
void letter_warm(benchmark::State& state) {
    thread_local auto setter = typesetter();
    auto const letter = letter_of(paragraphs());
    auto const data = scope("Sido Makmur");
    auto const how = issue();
    must(state, setter.render(letter, data, how));
    for (auto _ : state) must(state, setter.render(letter, data, how));
    state.SetItemsProcessed(state.iterations());
}

/// Every letter with glyphs of its own in all four fonts: each font is cut anew, each strange word is shaped anew.
void letter_cold(benchmark::State& state) {
    auto setter = typesetter();
    auto const how = issue();
    must(state, setter.render(letter_of(paragraphs()), scope("Sido Makmur"), how));
    char32_t strange = 0x100;
    double fonts = 0;
    for (auto _ : state) {
        state.PauseTiming();
        std::string word;
        for (int i = 0; i < 3; ++i) {
            auto const c = 0x100 + (strange++ * 7) % 0x7F;
            word += static_cast<char>(0xC0 | (c >> 6));
            word += static_cast<char>(0x80 | (c & 0x3F));
        }
        auto const letter =
            letter_of(paragraphs() + "\n" + word + " **" + word + "** *" + word + "* ***" + word + "***\n");
        auto const data = scope("Sido Makmur");
        state.ResumeTiming();
        auto const made = setter.render(letter, data, how);
        must(state, made);
        fonts = 0;
        for (std::size_t at = 0; made && (at = made->bytes.find("/Type0", at)) != std::string::npos; ++at) ++fonts;
    }
    state.counters["fonts"] = fonts;
}

void annex_of_3000_rows(benchmark::State& state) {
    auto setter = typesetter();
    std::string rows = R"(,"rows":[)";
    for (int i = 0; i < 3000; ++i)
        rows += std::string(i > 0 ? "," : "") + R"({"a":"Kelompok Usaha Bersama )" + std::to_string(i) +
                R"(","b":"Desa Kajen, Kecamatan Talang","c":)" + std::to_string(15'000'000 + i * 1000) + "}";
    auto const data = scope("Sido Makmur", rows + "]");
    auto const letter = letter_of(
        paragraphs() + "\n[lampiran: DAFTAR PENERIMA]\n\n| No | Nama | Alamat | Nilai |\n|---:|---|---|---:|\n"
                       "{{#loop rows as r}}\n| # | {{r.a}} | {{r.b}} | {{rupiah(r.c)}} |\n{{/loop}}\n");
    auto const how = issue();
    int pages = 0;
    for (auto _ : state) {
        auto const made = setter.render(letter, data, how);
        must(state, made);
        if (made) pages = made->pages;
    }
    state.counters["pages"] = pages;
}

/// Ten thousand letters, each with a name of its own; the memory after a thousand and at the end.
void ten_thousand_letters(benchmark::State& state) {
    auto setter = typesetter();
    auto const letter = letter_of(paragraphs());
    auto const how = issue();
    for (auto _ : state)
        for (int i = 0; i < 10'000; ++i) {
            must(state, setter.render(letter, scope("Kelompok Tani" + std::to_string(i * 7919)), how));
            if (i == 999) state.counters["MiB_at_1000"] = memory("VmRSS");
        }
    state.counters["MiB_at_10000"] = memory("VmRSS");
    state.counters["MiB_highest"] = memory("VmHWM");
}

struct Cost {
    double cpu = 0;   ///< of this thread, seconds
    double waits = 0; ///< how often it gave the processor away: a lock held by the other
};

Cost letters_of_one_thread(int count) {
    auto const now = [] {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
    };
    auto const switches = [] {
        rusage use{};
        getrusage(RUSAGE_THREAD, &use);
        return static_cast<double>(use.ru_nvcsw);
    };
    auto setter = typesetter();
    auto const letter = letter_of(paragraphs());
    auto const data = scope("Sido Makmur");
    auto const how = issue();
    (void)setter.render(letter, data, how);
    Cost cost{now(), switches()};
    for (int i = 0; i < count; ++i) benchmark::DoNotOptimize(setter.render(letter, data, how));
    return {now() - cost.cpu, switches() - cost.waits};
}

/// Letters of two threads against those of one. `gain_wall` is what a quiet machine gives; on a busy one the processor
/// time tells: twice as many letters when a letter costs each thread what it costs one alone and nobody waits.
void two_threads(benchmark::State& state) {
    constexpr int kLetters = 400;
    auto const seconds = [](auto const& work) {
        auto const from = std::chrono::steady_clock::now();
        work();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    };
    for (auto _ : state) {
        Cost alone, one, other;
        auto const wall_alone = seconds([&] { alone = letters_of_one_thread(kLetters); });
        auto const wall_two = seconds([&] {
            std::thread beside([&] { other = letters_of_one_thread(kLetters); });
            one = letters_of_one_thread(kLetters);
            beside.join();
        });
        state.counters["cpu_ms_alone"] = alone.cpu * 1e3 / kLetters;
        state.counters["cpu_ms_of_two"] = (one.cpu + other.cpu) * 1e3 / (2 * kLetters);
        state.counters["gain_cpu"] = 4 * alone.cpu / (one.cpu + other.cpu);
        state.counters["gain_wall"] = 2 * wall_alone / wall_two;
        state.counters["waits"] = one.waits + other.waits;
    }
}

BENCHMARK(ten_thousand_letters)->Iterations(1)->Unit(benchmark::kMillisecond); // first, so that the figure is its own
BENCHMARK(letter_warm)->Unit(benchmark::kMillisecond);
BENCHMARK(letter_cold)->Unit(benchmark::kMillisecond);
BENCHMARK(letter_warm)->ThreadRange(1, 2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(two_threads)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(annex_of_3000_rows)->Unit(benchmark::kMillisecond);

} // namespace
