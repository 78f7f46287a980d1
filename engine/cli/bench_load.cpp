#include "cli/bench_load.hpp"

#include "format/file.hpp"
#include "model/bpmn_reader.hpp"
#include "runtime/codec.hpp"
#include "store/database.hpp"
#include "store/definitions.hpp"
#include "store/journal.hpp"
#include "store/steps.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <fstream>
#include <mutex>
#include <sys/resource.h>

namespace alur::cli {

namespace {

using SteadyClock = std::chrono::steady_clock;
using store::CaseId;
using store::Database;
using store::OutboxRow;
using store::Transaction;

/// One thing a clerk, a worker or the ticker does next.
struct Action {
    enum class Kind : std::uint8_t { Create, Task, Service, Timer };
    Kind kind{};
    std::uint32_t number = 0; ///< element or wait
    CaseId case_id;
    OutboxRow work;
    Instant not_before{};
};

/// What a step has led to, for the one who waits for its answer.
struct Progress {
    std::vector<Action> next;
    bool created = false;
    bool ended = false;
};

/// How long answers took, in steps of 10 microseconds up to a second; takes the same memory however many there are.
class Histogram {
  public:
    void add(SteadyClock::duration took) {
        auto const microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
        ++buckets_[std::min(static_cast<std::size_t>(microseconds / 10), buckets_.size() - 1)];
        ++count_;
        worst_ = std::max(worst_, took);
    }
    std::int64_t count() const { return count_; }
    double worst_ms() const { return std::chrono::duration<double, std::milli>(worst_).count(); }
    /// The time that this share of the answers did not exceed.
    double percentile_ms(double share) const {
        auto left = static_cast<std::int64_t>(share * static_cast<double>(count_));
        for (std::size_t i = 0; i < buckets_.size(); ++i)
            if ((left -= buckets_[i]) <= 0) return static_cast<double>(i + 1) / 100.0;
        return worst_ms();
    }

  private:
    std::vector<std::uint32_t> buckets_ = std::vector<std::uint32_t>(100'000);
    std::int64_t count_ = 0;
    SteadyClock::duration worst_{};
};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// `VmRSS` or `VmHWM` of this process, in MiB.
double memory_mib(std::string const& field) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ":")) return std::strtod(line.c_str() + field.size() + 1, nullptr) / 1024.0;
    return 0;
}

/// The virtual clock of a load: begins at a fixed instant and runs as fast as the real one.
class LoadClock {
  public:
    Instant now() const {
        return Instant{std::chrono::milliseconds{1'767'225'600'000}} + // 2026-01-01
               std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - begun_);
    }

  private:
    SteadyClock::time_point begun_ = SteadyClock::now();
};

/// The process under load and how one step of it is carried out and made durable.
class Work {
  public:
    Work(model::Definitions definitions, model::ProcessIndex process, std::string prefix)
        : definitions_(std::move(definitions)), process_(process), prefix_(std::move(prefix)) {}

    Result<> keep(Database& database, std::string const& text) {
        auto const kept = database.write(
            [&](Transaction& t) { return store::keep_definition(t, "bpmn", definitions_.file, text, clock_.now()); });
        if (!kept) return kept.error();
        definition_ = *kept;
        return Done{};
    }

    Result<Progress> carry_out(Transaction& transaction, Action const& action) {
        auto const now = clock_.now();
        runtime::Instance instance;
        auto id = action.case_id;
        std::int64_t version = 0;
        if (action.kind == Action::Kind::Create) {
            auto const added = store::add_case(transaction, {prefix_ + std::to_string(++created_),
                                                             definitions_.processes[process_].id,
                                                             definition_,
                                                             {},
                                                             "",
                                                             "",
                                                             now});
            if (!added) return added.error();
            id = *added;
        } else {
            auto const found = store::find_case(transaction, id);
            if (!found) return found.error();
            auto decoded = runtime::decode_instance(found->snapshot);
            if (!decoded) return decoded.error();
            instance = std::move(decoded).value();
            version = found->version;
        }
        if (action.kind == Action::Kind::Service)
            if (auto const done = store::finish_work(transaction, action.work); !done) return done.error();
        auto const command = command_of(action);
        auto const step = runtime::step(definitions_, instance, command, now, environment_);
        if (!step) return step.error();
        auto const recorded = store::record_step(transaction, definitions_, id, version, *step,
                                                 {"bench", runtime::command_name(command), now});
        if (!recorded) return recorded.error();
        auto out = progress(id, *step, *recorded);
        out.created = action.kind == Action::Kind::Create;
        return out;
    }

    Instant now() const { return clock_.now(); }

  private:
    runtime::Command command_of(Action const& action) const {
        switch (action.kind) {
        case Action::Kind::Create: return runtime::Start{process_, variables_, model::kNone};
        case Action::Kind::Task: return runtime::CompleteTask{runtime::ElementId{action.number}, {}};
        case Action::Kind::Service: return runtime::CompleteService{runtime::ElementId{action.number}, {}};
        case Action::Kind::Timer: return runtime::FireTimer{runtime::WaitId{action.number}};
        }
        return runtime::Cancel{};
    }

    static Progress progress(CaseId id, runtime::Step const& step, store::RecordedStep const& recorded) {
        Progress out;
        for (auto const& event : step.events) {
            if (auto const* task = std::get_if<runtime::TaskOpened>(&event))
                out.next.push_back({Action::Kind::Task, runtime::number(task->element), id, {}, {}});
            else if (auto const* timer = std::get_if<runtime::TimerSet>(&event))
                out.next.push_back({Action::Kind::Timer, runtime::number(timer->id), id, {}, timer->due});
            else if (std::holds_alternative<runtime::InstanceEnded>(event))
                out.ended = true;
        }
        for (auto const& queued : recorded.queued)
            if (auto const* call = std::get_if<runtime::ServiceCall>(&queued.request))
                out.next.push_back({Action::Kind::Service, runtime::number(call->element), id, queued.id, {}});
        return out;
    }

    model::Definitions definitions_;
    model::ProcessIndex process_;
    std::string prefix_;
    store::DefinitionId definition_;
    LoadClock clock_;
    runtime::Environment environment_;
    feel::Value variables_ = feel::Value::context({{"amount", feel::Value::number(20'000'000)}});
    std::int64_t created_ = 0;
};

/// Keeps `concurrency` steps in line at the writer. After begin() everything happens in the answers, on the writer's
/// thread, so nothing here is locked but the end.
class Driver {
  public:
    Driver(Database& database, Work& work, LoadPlan const& plan) : database_(database), work_(work), plan_(plan) {}

    Result<> run() {
        for (int i = 0; i < std::min(plan_.concurrency, plan_.instances); ++i) {
            ++in_line_;
            ++created_;
            submit({Action::Kind::Create, 0, {}, {}, {}});
        }
        std::unique_lock lock(mutex_);
        ended_.wait(lock, [this] { return over_; });
        if (failure_) return *failure_;
        return Done{};
    }

    Histogram const& answers() const { return answers_; }
    double live_mib() const { return live_mib_; }
    std::int64_t live() const { return live_at_peak_; }

  private:
    void submit(Action const& action) {
        auto const asked = SteadyClock::now();
        database_.write([this, action](Transaction& t) { return work_.carry_out(t, action); },
                        [this, asked](Result<Progress> answer) { answered(asked, answer); });
    }

    void answered(SteadyClock::time_point asked, Result<Progress> const& answer) {
        answers_.add(SteadyClock::now() - asked);
        --in_line_;
        if (!answer) {
            if (!failure_) failure_ = answer.error();
        } else {
            for (auto const& action : answer->next)
                (action.kind == Action::Kind::Timer ? timers_ : ready_).push_back(action);
            live_ += (answer->created ? 1 : 0) - (answer->ended ? 1 : 0);
            if (created_ == plan_.instances && live_mib_ == 0) {
                live_mib_ = memory_mib("VmRSS");
                live_at_peak_ = live_;
            }
        }
        if (!failure_) go_on();
        if (in_line_ == 0) {
            std::lock_guard const lock(mutex_);
            if (!failure_ && !(ready_.empty() && timers_.empty()))
                failure_ = invalid("proses berhenti sebelum semua perkara selesai");
            over_ = true;
            ended_.notify_one();
        }
    }

    /// Fills the line again: first all instances are created, then whatever has waited longest.
    void go_on() {
        auto const now = work_.now();
        while (!timers_.empty() && timers_.front().not_before <= now) {
            ready_.push_back(timers_.front());
            timers_.pop_front();
        }
        while (in_line_ < plan_.concurrency) {
            Action action{Action::Kind::Create, 0, {}, {}, {}};
            if (created_ < plan_.instances)
                ++created_;
            else if (!ready_.empty()) {
                action = ready_.front();
                ready_.pop_front();
            } else if (in_line_ == 0 && !timers_.empty()) {
                // Only timers are left: the ticker comes back at once.
                action = timers_.front();
                timers_.pop_front();
            } else
                return;
            ++in_line_;
            submit(action);
        }
    }

    Database& database_;
    Work& work_;
    LoadPlan const& plan_;
    std::deque<Action> ready_;
    std::deque<Action> timers_;
    Histogram answers_;
    int in_line_ = 0;
    int created_ = 0;
    std::int64_t live_ = 0;
    std::int64_t live_at_peak_ = 0;
    double live_mib_ = 0;
    std::mutex mutex_;
    std::condition_variable ended_;
    bool over_ = false;
    std::optional<Error> failure_;
};

/// Puts copies of one finished instance into the database: the same rows that running them would leave behind.
Result<> add_finished(Database& database, Work& work, LoadPlan const& plan, std::string const& prefix) {
    LoadPlan one = plan;
    one.instances = 1;
    if (auto const ran = Driver(database, work, one).run(); !ran) return ran.error();
    auto const newest = database.read([](store::Reader& r) -> Result<store::Case> {
        auto const rows = store::list_cases(r, {});
        if (!rows) return rows.error();
        return store::find_case(r, rows->back().id);
    });
    if (!newest) return newest.error();
    auto const journal = database.read([&](store::Reader& r) { return store::journal_of(r, newest->id); });
    if (!journal) return journal.error();
    auto const copy_one = [&](Transaction& t, int n) -> Result<> {
        auto const id = store::add_case(t, {prefix + std::to_string(n),
                                            newest->process,
                                            newest->definition,
                                            {},
                                            newest->state,
                                            "",
                                            newest->opened_at});
        if (!id) return id.error();
        for (auto entry : *journal) {
            entry.case_id = *id;
            if (auto const added = store::append_journal(t, entry); !added) return added.error();
        }
        auto const ended = store::update_case(t, *id, 0, {{}, {}, newest->ended_at}, newest->snapshot);
        if (!ended) return ended.error();
        return Done{};
    };
    constexpr int kAtOnce = 500;
    for (int done = 1; done < plan.finished; done += kAtOnce) {
        auto const copied = database.write([&](Transaction& t) -> Result<> {
            for (int n = done; n < std::min(done + kAtOnce, plan.finished); ++n)
                if (auto const one_more = copy_one(t, n); !one_more) return one_more.error();
            return Done{};
        });
        if (!copied) return copied.error();
    }
    return Done{};
}

/// The first process that can run.
Result<model::ProcessIndex> pick_process(model::Definitions const& definitions) {
    for (std::size_t i = 0; i < definitions.processes.size(); ++i)
        if (definitions.processes[i].executable) return static_cast<model::ProcessIndex>(i);
    return invalid("berkas " + definitions.file + " tidak memuat proses yang dapat dijalankan");
}

} // namespace

Result<LoadReport> run_load(LoadPlan const& plan) {
    auto source = format::read_text(plan.process);
    if (!source) return source.error();
    auto read = model::read_bpmn(*source);
    if (!read) return read.error();
    if (!read->ok()) {
        auto error = invalid("proses " + plan.process + " tidak dapat dijalankan");
        error.found = read->found;
        error.found.add(read->unsupported);
        return error;
    }
    auto const process = pick_process(read->definitions);
    if (!process) return process.error();
    auto opened = Database::open(plan.database, {});
    if (!opened) return opened.error();
    auto& database = **opened;
    auto const counted = [&]() -> Result<std::int64_t> {
        auto const counts = database.read([](store::Reader& r) { return store::count_cases(r); });
        if (!counts) return counts.error();
        std::int64_t all = 0;
        for (auto const& count : *counts) all += count.count;
        return all;
    };
    auto const before = counted();
    if (!before) return before.error();
    auto const prefix = std::to_string(*before) + "-";
    Work work(std::move(read->definitions), *process, prefix);
    if (auto const kept = work.keep(database, source->text); !kept) return kept.error();
    if (plan.finished > 0)
        if (auto const filled = add_finished(database, work, plan, "F" + prefix); !filled) return filled.error();

    Driver driver(database, work, plan);
    auto const commits = database.counts().commits;
    auto const cpu = cpu_seconds();
    auto const began = SteadyClock::now();
    if (auto const ran = driver.run(); !ran) return ran.error();
    std::chrono::duration<double> const took = SteadyClock::now() - began;

    LoadReport report;
    report.steps = driver.answers().count();
    report.cpu_ms_a_step = (cpu_seconds() - cpu) * 1000 / static_cast<double>(report.steps);
    report.commits = static_cast<std::int64_t>(database.counts().commits - commits);
    report.seconds = took.count();
    report.answer_p50_ms = driver.answers().percentile_ms(0.50);
    report.answer_p99_ms = driver.answers().percentile_ms(0.99);
    report.answer_worst_ms = driver.answers().worst_ms();
    report.live = driver.live();
    report.live_mib = driver.live_mib();
    report.peak_mib = memory_mib("VmHWM");
    auto const after = counted();
    if (!after) return after.error();
    report.cases_in_file = *after;
    std::error_code ignored;
    report.database_mib = static_cast<double>(std::filesystem::file_size(plan.database, ignored)) / 1048576.0;
    return report;
}

std::string to_json(LoadReport const& r) {
    std::string out = "{\n";
    auto const whole = [&](char const* name, std::int64_t value) {
        out += std::string("  \"") + name + "\": " + std::to_string(value) + ",\n";
    };
    auto const real = [&](char const* name, double value, char const* end = ",\n") {
        std::array<char, 32> text{};
        auto const n = std::snprintf(text.data(), text.size(), "%.4f", value);
        out += std::string("  \"") + name + "\": " + std::string(text.data(), static_cast<std::size_t>(n)) + end;
    };
    whole("steps", r.steps);
    real("seconds", r.seconds);
    real("steps_per_second", static_cast<double>(r.steps) / r.seconds);
    real("cpu_ms_per_step", r.cpu_ms_a_step);
    real("ack_p50_ms", r.answer_p50_ms);
    real("ack_p99_ms", r.answer_p99_ms);
    real("ack_worst_ms", r.answer_worst_ms);
    whole("commits", r.commits);
    whole("live_instances", r.live);
    real("live_rss_mib", r.live_mib);
    real("peak_rss_mib", r.peak_mib);
    whole("cases_in_file", r.cases_in_file);
    real("database_mib", r.database_mib, "\n");
    return out + "}\n";
}

} // namespace alur::cli
