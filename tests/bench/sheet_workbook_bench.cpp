#include "feel/json.hpp"
#include "form/load.hpp"
#include "sheet/recap.hpp"
#include "sheet/return.hpp"
#include "sheet/xlsx_reader.hpp"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <malloc.h>
#include <map>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// A member form of ten members out and home, and a recap of 10,000 rows by 10 columns out and read. The peers do the
// same in the same run where they are installed: python3-openpyxl, and exceljs below the folder that NODE_PATH names.
// Their `ratio` is their time over ours.

namespace {

using namespace alur;
using feel::Value;
using form::FieldType;
namespace fs = std::filesystem;

fs::path const kTop = ALUR_SOURCE_DIR;
bool const trimmed = ::mallopt(M_TOP_PAD, 1 << 20) == 1; // as the program does at its start

struct World {
    form::Form form;
    feel::Scope data;
    fs::path folder;
    std::string form_bytes, recap_bytes;
    std::map<std::string, double> ours; // seconds

    World() {
        auto pattern = (fs::temp_directory_path() / "alur-bench-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        form = form::load_form(*format::read_text(kTop / "forms/kube/F04_data_anggota.yaml")).value();
        auto const all = feel::from_json(*format::read_text(kTop / "workflows/kube/sample/proposals.json"));
        data = feel::Scope(all->find("proposals")->items()[0]);
    }
    ~World() { fs::remove_all(folder); }
};

World& world() {
    static World made;
    return made;
}

sheet::Meta meta() {
    sheet::Meta out;
    out.case_id = "UJI-1";
    out.created = *parse_instant("2026-03-11T09:00:00+07:00");
    return out;
}

double cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Runs the work for the loop and remembers its CPU time for the ratios.
template <class Work> void measure(benchmark::State& state, std::string const& name, Work work) {
    auto const start = cpu_seconds();
    for (auto _ : state)
        if (!work()) return state.SkipWithError("failed");
    world().ours[name] = (cpu_seconds() - start) / static_cast<double>(state.iterations());
}

void form_out(benchmark::State& state) {
    measure(state, "form", [] {
        auto filled = form::fill(world().form, world().data);
        auto bytes = sheet::make_workbook(*filled, meta(), world().folder);
        if (bytes) world().form_bytes = std::move(*bytes);
        return static_cast<bool>(bytes);
    });
}

void form_home(benchmark::State& state) {
    measure(state, "form_read", [] {
        auto const book = sheet::read_workbook(world().form_bytes);
        auto const returned = sheet::read_return(world().form, *book, world().data, "UJI-1");
        return returned && returned->accepted();
    });
}

std::vector<sheet::RecapColumn> recap_columns() {
    return {{"No", FieldType::Int, 6, false},
            {"Nomor perkara", FieldType::Code, 22, false},
            {"Nama kelompok", FieldType::Text, 30, false},
            {"Desa", FieldType::Text, 18, false},
            {"Kecamatan", FieldType::Text, 18, false},
            {"NIK ketua", FieldType::Text16, 20, false},
            {"Nilai (Rp)", FieldType::Money, 16, true},
            {"Volume", FieldType::Decimal, 10, false},
            {"Tanggal", FieldType::Date, 12, false},
            {"Keadaan", FieldType::Text, 14, false}};
}

Result<std::string> write_recap(fs::path const& path, int rows) {
    sheet::RecapHead head;
    head.lines = {"REKAP"};
    auto writer = sheet::RecapWriter::create(path, std::move(head), recap_columns());
    if (!writer) return writer.error();
    auto const day = *parse_day("2026-03-12");
    std::vector<Value> row(10);
    for (int n = 1; n <= rows; ++n) {
        row[0] = Value::number(n);
        row[1] = Value::string("UJI-2026-" + std::to_string(n));
        row[2] = Value::string("Kelompok Sido Makmur " + std::to_string(n));
        row[3] = Value::string("Desa " + std::to_string(n % 281));
        row[4] = Value::string("Kecamatan " + std::to_string(n % 18));
        row[5] = Value::string(std::to_string(3328041203850000 + n));
        row[6] = Value::number(std::int64_t{20'000'000} - n);
        row[7] = Value::number(*feel::Decimal::parse(std::to_string(n % 97) + ".25"));
        row[8] = Value::date(day + std::chrono::days{n % 300});
        row[9] = Value::string(n % 3 == 0 ? "DITERIMA" : "BERJALAN");
        if (auto const done = writer->row(row); !done) return done.error();
    }
    return writer->finish();
}

void recap_out(benchmark::State& state) {
    measure(state, "recap", [] { return static_cast<bool>(write_recap(world().folder / "rekap.xlsx", 10'000)); });
}

void recap_read(benchmark::State& state) {
    world().recap_bytes = *format::read_bytes(world().folder / "rekap.xlsx");
    measure(state, "recap_read",
            [] { return static_cast<bool>(sheet::read_workbook(world().recap_bytes, sheet::large_limits())); });
}

/// Most memory a process of its own needs to write so many rows, in MiB over an empty one.
void recap_memory(benchmark::State& state) {
    auto const peak_of = [](int rows) {
        auto const child = ::fork();
        if (child == 0) {
            std::ofstream("/proc/self/clear_refs") << 5;
            if (rows > 0 && !write_recap(world().folder / "besar.xlsx", rows)) ::_exit(1);
            std::ifstream file("/proc/self/status");
            long peak = 0;
            for (std::string line; std::getline(file, line);)
                if (line.starts_with("VmHWM:")) peak = std::stol(line.substr(6));
            std::ofstream(world().folder / "puncak") << peak;
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        double peak = 0;
        std::ifstream(world().folder / "puncak") >> peak;
        return peak / 1024;
    };
    for (auto _ : state) {
        auto const empty = peak_of(0);
        state.counters["MiB_10k_rows"] = peak_of(10'000) - empty;
        state.counters["MiB_100k_rows"] = peak_of(100'000) - empty;
        state.counters["MiB_process"] = empty;
    }
}

/// A peer's script prints the CPU seconds of one form and of one recap, or nothing when it is not installed.
void peer(benchmark::State& state, std::string const& command) {
    double form = 0, recap = 0;
    for (auto _ : state) {
        auto* const out = ::popen((command + " " + world().folder.string() + " 2>/dev/null").c_str(), "r");
        if (!out || std::fscanf(out, "%lf %lf", &form, &recap) != 2) form = 0;
        if (out) ::pclose(out);
        state.SetIterationTime(form + recap);
    }
    if (form <= 0) return state.SkipWithError("not installed");
    state.counters["form_ms"] = form * 1000;
    state.counters["recap_ms"] = recap * 1000;
    state.counters["form_ratio"] = form / world().ours["form"];
    state.counters["recap_ratio"] = recap / world().ours["recap"];
}

void openpyxl(benchmark::State& state) {
    peer(state, "/usr/bin/python3 " + (kTop / "tests/bench/sheet_peers/openpyxl_peer.py").string());
}
void exceljs(benchmark::State& state) {
    peer(state, "node " + (kTop / "tests/bench/sheet_peers/exceljs_peer.cjs").string());
}

BENCHMARK(form_out)->Unit(benchmark::kMillisecond)->MinTime(1);
BENCHMARK(form_home)->Unit(benchmark::kMillisecond)->MinTime(1);
BENCHMARK(recap_out)->Unit(benchmark::kMillisecond)->MinTime(1);
BENCHMARK(recap_read)->Unit(benchmark::kMillisecond)->MinTime(1);
BENCHMARK(recap_memory)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(openpyxl)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(exceljs)->Iterations(1)->UseManualTime()->Unit(benchmark::kMillisecond);

} // namespace
