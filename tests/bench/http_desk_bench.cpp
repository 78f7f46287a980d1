#include "core/hash.hpp"
#include "core/secret.hpp"
#include "http/site.hpp"
#include "service/start_case.hpp"
#include "store/officers.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace alur;
namespace fs = std::filesystem;

namespace {

/// An office with a hundred thousand waiting cases (or ALUR_DESK_CASES) of the small pack of the tests, and an officer
/// who is signed in. Made once; it takes about a minute.
class BigOffice {
  public:
    static BigOffice& the() {
        static BigOffice office;
        return office;
    }

    http::Response get(std::string const& target) {
        http::Request request;
        request.method = "GET";
        if (!http::read_target(target, request)) std::abort();
        request.cookies["alur_sesi"] = key_;
        return site_->answer(request);
    }
    std::int64_t cases() const { return cases_; }

  private:
    BigOffice() : folder_(fs::temp_directory_path() / "alur-desk-bench") {
        fs::remove_all(folder_);
        fs::path const source = ALUR_SOURCE_DIR;
        fs::create_directories(folder_ / "templates/uji");
        fs::copy(source / "tests/pack", folder_, fs::copy_options::recursive);
        fs::copy_file(source / "templates/kube/layouts.yaml", folder_ / "templates/uji/layouts.yaml");
        if (auto const* wanted = std::getenv("ALUR_DESK_CASES")) cases_ = std::atoll(wanted);
        auto front = format::read_text(folder_ / "workflows/uji/pack.yaml");
        must(format::write_file(folder_ / "workflows/uji/pack.yaml", front->text + "hak: rights.csv\n"));
        must(format::write_file(folder_ / "workflows/uji/rights.csv", "action,roles\nlihat_perkara,STAF\n"));
        loaded_ = must(service::load_pack(folder_ / "workflows/uji"));
        database_ = must(store::Database::open(folder_ / "alur.db", {store::Durability::ProcessDeath, nullptr, ""}));
        office_ = std::make_unique<service::Office>(loaded_.pack, *database_);
        for (std::int64_t index = 0; index < cases_; ++index)
            must(service::start_case(
                *office_,
                {"permohonan",
                 feel::Value::context({{"nama", feel::Value::string("Kelompok " + std::to_string(index))},
                                       {"nilai", feel::Value::number(5)}}),
                 "staf"},
                clock_.now()));
        sign_in();
        desk_ = std::make_unique<service::Desk>(*office_);
        auto papers = must(service::Papers::open(loaded_.pack, folder_));
        site_ = must(http::Site::open(*desk_, std::move(papers), clock_, {}));
    }
    ~BigOffice() { fs::remove_all(folder_); }

    void sign_in() {
        store::OfficerAccount account;
        account.login = "staf";
        account.name = "Rizal";
        account.roles = {"STAF"};
        key_ = random_token();
        must(database_->write([&](store::Transaction& t) -> Result<> {
            auto const id = store::add_officer(t, account, clock_.now());
            if (!id) return id.error();
            return store::open_session(t, sha256(key_), *id, clock_.now(), clock_.now() + std::chrono::hours{1});
        }));
    }

    template <class T> static T must(Result<T> result) {
        if (!result) {
            std::fprintf(stderr, "%s\n", result.error().message.c_str());
            std::abort();
        }
        return std::move(*result);
    }

    fs::path folder_;
    std::int64_t cases_ = 100'000;
    FixedClock clock_{*parse_instant("2026-03-11T09:00:00+07:00")};
    service::LoadedPack loaded_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<service::Office> office_;
    std::unique_ptr<service::Desk> desk_;
    std::unique_ptr<http::Site> site_;
    std::string key_;
};

/// Asks for the page again and again and adds the 99th percentile to the figures.
template <class Target> void ask(benchmark::State& state, Target target) {
    auto& office = BigOffice::the();
    std::vector<double> took;
    std::int64_t index = state.thread_index() * 997;
    for (auto _ : state) {
        auto const begin = std::chrono::steady_clock::now();
        auto const answer = office.get(target(office, index += 101));
        took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        if (answer.status != 200) state.SkipWithError("no page");
        benchmark::DoNotOptimize(answer.body.data());
    }
    if (took.empty()) return;
    std::sort(took.begin(), took.end());
    state.counters["p99_ms"] = benchmark::Counter(took[took.size() * 99 / 100], benchmark::Counter::kAvgThreads);
}

std::string case_address(BigOffice const& office, std::int64_t index) {
    return "/perkara/P-" + std::to_string(1 + index % office.cases());
}

void inbox(benchmark::State& state) {
    ask(state, [](BigOffice&, std::int64_t) { return std::string("/meja"); });
}
void case_page(benchmark::State& state) { ask(state, case_address); }
void task_page(benchmark::State& state) {
    ask(state, [](BigOffice& office, std::int64_t index) { return case_address(office, index) + "/tugas/periksa"; });
}
void search(benchmark::State& state) {
    ask(state, [](BigOffice& office, std::int64_t index) {
        return "/perkara?cari=kelompok+" + std::to_string(index % office.cases());
    });
}

} // namespace

BENCHMARK(inbox)->Unit(benchmark::kMillisecond)->UseRealTime()->ThreadRange(1, 30);
BENCHMARK(case_page)->Unit(benchmark::kMillisecond)->UseRealTime()->ThreadRange(1, 30);
BENCHMARK(task_page)->Unit(benchmark::kMillisecond)->UseRealTime()->ThreadRange(1, 30);
BENCHMARK(search)->Unit(benchmark::kMillisecond)->UseRealTime()->ThreadRange(1, 30);
