#include "letter_fixture.hpp"

#include <benchmark/benchmark.h>

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

BENCHMARK(ten_thousand_letters)->Iterations(1)->Unit(benchmark::kMillisecond); // first, so that the figure is its own
BENCHMARK(letter_warm)->Unit(benchmark::kMillisecond);
BENCHMARK(letter_cold)->Unit(benchmark::kMillisecond);
BENCHMARK(letter_warm)->ThreadRange(1, 2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(annex_of_3000_rows)->Unit(benchmark::kMillisecond);

} // namespace
