#include "cli/bench_load.hpp"
#include "cli/commands.hpp"

#include <charconv>
#include <iostream>

namespace alur::cli {

namespace {

constexpr std::string_view kLine{
    "alur bench step --process BERKAS.bpmn --instances N --concurrency C --db BERKAS [--finished N]"};
constexpr std::string_view kHelp{
    "Menjalankan N perkara dari proses itu, dengan C langkah menunggu sekaligus, dan mencetak hasil ukur sebagai "
    "JSON:\n"
    "langkah per detik, milidetik CPU per langkah, waktu jawab, memori. Setiap langkah dijawab sesudah fdatasync.\n"
    "Variabel awal: amount = 20000000. Tugas diselesaikan tanpa isian, layanan tidak berbuat apa-apa.\n"
    "--finished N mengisi basis data dengan N perkara yang sudah selesai sebelum pengukuran."};

int run_bench_step(std::vector<std::string> words);

Command const kBench{"bench step", kLine, "mengukur langkah tahan-padam per detik", kHelp, run_bench_step};
Registered const kRegistered{kBench};

int run_bench_step(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"process", "instances", "concurrency", "db", "finished"});
    auto wrong = arguments.wrong();
    auto const number = [&](char const* name, int fallback) {
        auto const text = arguments.option(name);
        if (!text) return fallback;
        int value = -1;
        auto const [end, code] = std::from_chars(text->data(), text->data() + text->size(), value);
        if (code != std::errc{} || end != text->data() + text->size() || value < 0 || value > 100'000'000)
            wrong = std::string("--") + name + " harus bilangan bulat 0 sampai 100000000";
        return value;
    };
    LoadPlan plan;
    plan.instances = number("instances", 10'000);
    plan.concurrency = number("concurrency", 64);
    plan.finished = number("finished", 0);
    auto const process = arguments.option("process");
    auto const file = arguments.option("db");
    if (wrong.empty() && (!process || !file)) wrong = "--process dan --db wajib diisi";
    if (wrong.empty() && (plan.instances == 0 || plan.concurrency == 0))
        wrong = "--instances dan --concurrency harus lebih dari 0";
    if (!wrong.empty()) return wrong_use(kBench, wrong);
    plan.process = *process;
    plan.database = *file;
    auto const report = run_load(plan);
    if (!report) {
        std::cerr << "alur: " << report.error().message << '\n';
        for (auto const& found : report.error().found.all()) std::cerr << render(found) << '\n';
        return kRefused;
    }
    std::cout << to_json(*report);
    return kDone;
}

} // namespace

} // namespace alur::cli
