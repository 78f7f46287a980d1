#include "service/rehearse.hpp"

#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/check_input.hpp"
#include "service/complete_task.hpp"
#include "service/receive_message.hpp"
#include "service/run_due.hpp"
#include "service/start_case.hpp"
#include "service/work_outbox.hpp"
#include "store/tasks.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

/// Plays one year: looks what is open, does what is due, moves the clock to the next thing.
class Player {
  public:
    Player(Office& office, Papers& papers, Scenario const& scenario,
           std::function<void(RehearsalProgress const&)> const& progress)
        : office_(office), papers_(papers), scenario_(scenario), progress_(progress), now_(scenario.begin) {}

    Result<> play(std::vector<Value> groups) {
        groups_ = std::move(groups);
        started_.assign(groups_.size(), false);
        if (auto const begun = start_programme(); !begun) return begun.error();
        for (;;) {
            if (auto const done = do_all_due(); !done) return done.error();
            auto const next = next_instant();
            if (!next) return next.error();
            if (!*next || **next > scenario_.end) return Done{};
            now_ = **next;
            progress_({now_, scenario_.begin, scenario_.end, steps_});
        }
    }

    Instant now() const { return now_; }
    std::vector<std::string> unplayed() const {
        std::vector<std::string> out;
        for (auto const& [number, plays] : messages_)
            for (auto const& message : plays)
                if (!message.done) out.push_back(number + ": " + message.play->name);
        return out;
    }

  private:
    struct OpenTask {
        store::CaseId case_id;
        std::string number;
        std::string process;
        runtime::ElementId element{};
        std::string step;
        Instant opened{};
        Play const* play = nullptr;
        std::int64_t turn = 1;
        std::optional<Instant> planned;
        bool seen = false;
    };
    struct OpenMessage {
        Play const* play = nullptr;
        std::optional<Instant> planned;
        bool done = false;
    };
    using TaskKey = std::pair<std::int64_t, std::uint32_t>;

    Error at_place(Error error, std::string const& what) const {
        error.message = what + " (" + iso(day_of(now_, office_.pack().zone)) + "): " + error.message;
        return error;
    }

    Result<> start_programme() {
        feel::Scope scope(office_.pack().parameters);
        scope.push(office_.pack().reference);
        auto const data = evaluate(scenario_.programme_data, scope, {});
        if (!data) return data.error();
        auto const number = start_case(office_, {scenario_.programme_process, *data, "sistem"}, now_);
        if (!number) return number.error();
        programme_ = *number;
        messages_[programme_] = messages_for(scenario_.programme_process, programme_);
        return settle();
    }

    /// Queued work, until nothing is left of it.
    Result<> settle() {
        auto const done = work_outbox(office_, papers_, now_);
        if (!done) return at_place(done.error(), "pekerjaan antrean");
        return Done{};
    }

    std::vector<OpenMessage> messages_for(std::string const& process, std::string const& number) {
        std::vector<OpenMessage> out;
        if (auto const general = scenario_.plays.find(process); general != scenario_.plays.end())
            for (auto const& play : general->second.messages) out.push_back({&play, {}, false});
        if (auto const special = scenario_.by_case.find(number); special != scenario_.by_case.end())
            for (auto const& play : special->second.messages) out.push_back({&play, {}, false});
        return out;
    }

    Play const* find_play(OpenTask const& task, std::int64_t turn) const {
        auto const pick = [&](Plays const& plays) -> Play const* {
            auto const found = plays.steps.find(task.step);
            if (found == plays.steps.end() || found->second.empty()) return nullptr;
            return &found->second[std::min(static_cast<std::size_t>(turn - 1), found->second.size() - 1)];
        };
        if (auto const special = scenario_.by_case.find(task.number); special != scenario_.by_case.end())
            if (auto const* play = pick(special->second)) return play;
        auto const general = scenario_.plays.find(task.process);
        return general == scenario_.plays.end() ? nullptr : pick(general->second);
    }

    /// Something evaluated as the case sees it, plus `dibuka` and `ke`.
    template <class Use>
    auto with_scope(std::string const& number, Instant opened, std::int64_t turn, Use&& use)
        -> std::invoke_result_t<Use&, feel::Scope&, feel::Limits const&> {
        using Answer = std::invoke_result_t<Use&, feel::Scope&, feel::Limits const&>;
        return office_.database().write([&](store::Transaction& transaction) -> Answer {
            auto const live = office_.find(transaction, number);
            if (!live) return live.error();
            CaseStep step(office_, transaction, now_, "latihan");
            if (auto const loaded = step.load(live->row.id); !loaded) return loaded.error();
            auto scope = step.scope();
            if (!scope) return scope.error();
            scope->push(Value::context(
                {{"dibuka", Value::date_time(opened, office_.pack().zone)}, {"ke", Value::number(turn)}}));
            return use(*scope, step.limits());
        });
    }

    std::optional<Instant> to_instant(Value const& value) const {
        auto const zone = office_.pack().zone;
        if (value.kind() == feel::Kind::Date) return at(value.as_day(), scenario_.hour, zone);
        if (value.kind() == feel::Kind::DateTime) return value.as_instant(zone);
        return std::nullopt;
    }

    /// When the play is due, as far as it can be said now.
    Result<std::optional<Instant>> plan(Play const& play, std::string const& number, Instant opened,
                                        std::int64_t turn) {
        auto const zone = office_.pack().zone;
        if (play.after) {
            auto const& calendar = office_.pack().calendar;
            auto const day = *play.after == 0 ? Result<Day>(calendar.on_or_after(day_of(opened, zone)))
                                              : calendar.add_working_days(day_of(opened, zone), *play.after);
            if (!day) return day.error();
            return std::optional(std::max(opened, at(*day, scenario_.hour, zone)));
        }
        if (play.at.empty()) return std::optional(opened);
        return with_scope(number, opened, turn,
                          [&](feel::Scope& scope, feel::Limits const& limits) -> Result<std::optional<Instant>> {
                              auto const value = feel::evaluate(play.at, scope, limits).value;
                              auto const instant = to_instant(value);
                              return instant ? std::optional(std::max(opened, *instant)) : std::optional<Instant>{};
                          });
    }

    Result<bool> may(Play const& play, std::string const& number, Instant opened, std::int64_t turn) {
        if (play.when.empty()) return true;
        return with_scope(number, opened, turn, [&](feel::Scope& scope, feel::Limits const& limits) -> Result<bool> {
            auto const outcome = feel::evaluate(play.when, scope, limits);
            return outcome.value.is_true();
        });
    }

    Result<Value> input_of(Play const& play, std::string const& number, Instant opened, std::int64_t turn) {
        if (!play.input) return Value();
        return with_scope(number, opened, turn, [&](feel::Scope& scope, feel::Limits const& limits) {
            return evaluate(*play.input, scope, limits);
        });
    }

    Officer officer(std::string const& role) const {
        auto const officials = office_.pack().reference.at_path("officials");
        if (officials.is_list())
            for (auto const& official : officials.items())
                if (auto const* own = official.find("role"); own && feel::to_text(*own) == role)
                    return {feel::to_text(*official.find("name")), {role}};
        return {role, {role}};
    }

    /// Starts group cases whose time has come; true when one was started.
    Result<bool> start_groups() {
        if (scenario_.group_at.empty() || std::all_of(started_.begin(), started_.end(), [](bool b) { return b; }))
            return false;
        bool any = false;
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            if (started_[i]) continue;
            auto const at =
                with_scope(programme_, now_, 1,
                           [&](feel::Scope& scope, feel::Limits const& limits) -> Result<std::optional<Instant>> {
                               scope.push(groups_[i]);
                               return to_instant(feel::evaluate(scenario_.group_at, scope, limits).value);
                           });
            if (!at) return at.error();
            group_start_ = *at;
            if (!*at || **at > now_) return any;
            auto const number = start_case(office_, {scenario_.group_process, groups_[i], "sistem"}, now_);
            if (!number) return at_place(number.error(), "perkara ke-" + std::to_string(i + 1));
            messages_[*number] = messages_for(scenario_.group_process, *number);
            started_[i] = true;
            any = true;
            if (auto const settled = settle(); !settled) return settled.error();
        }
        return any;
    }

    Result<> refresh() {
        auto const rows = office_.database().read([](store::Reader& reader) { return store::open_tasks(reader); });
        if (!rows) return rows.error();
        for (auto& [key, task] : open_) task.seen = false;
        for (auto const& row : *rows) {
            auto& task = open_[{row.case_id.value, runtime::number(row.id)}];
            task.seen = true;
            if (!task.step.empty()) continue;
            auto const owner =
                office_.database().read([&](store::Reader& reader) { return store::find_case(reader, row.case_id); });
            if (!owner) return owner.error();
            task.case_id = row.case_id;
            task.number = owner->number;
            task.process = owner->process;
            task.element = row.id;
            task.step = row.element;
            task.opened = row.opened_at;
            task.turn = turns_[{row.case_id.value, row.element}] + 1;
            task.play = find_play(task, task.turn);
        }
        std::erase_if(open_, [](auto const& entry) { return !entry.second.seen; });
        return Done{};
    }

    Result<bool> do_tasks() {
        if (auto const looked = refresh(); !looked) return looked.error();
        bool any = false;
        std::vector<TaskKey> keys;
        for (auto const& [key, task] : open_) keys.push_back(key);
        for (auto const& key : keys) {
            auto const found = open_.find(key);
            if (found == open_.end()) continue;
            auto& task = found->second;
            if (!task.play) continue;
            if (!task.planned) {
                auto const planned = plan(*task.play, task.number, task.opened, task.turn);
                if (!planned) return at_place(planned.error(), task.number + " langkah " + task.step);
                task.planned = *planned;
            }
            if (!task.planned || *task.planned > now_) continue;
            auto const ready = may(*task.play, task.number, task.opened, task.turn);
            if (!ready) return at_place(ready.error(), task.number + " langkah " + task.step);
            if (!*ready) continue;
            auto const done = complete(task);
            if (!done) return done.error();
            any = any || *done;
        }
        return any;
    }

    Result<bool> complete(OpenTask const& task) {
        auto const what = task.number + " langkah " + task.step;
        auto input = input_of(*task.play, task.number, task.opened, task.turn);
        if (!input) return at_place(input.error(), what);
        CompleteTask command{task.number, task.step, std::move(*input), "", officer(task.play->role)};
        if (!task.play->reason.empty())
            command.reason = feel::to_text(feel::evaluate(task.play->reason, feel::Scope{}).value);
        auto const done = complete_task(office_, command, now_);
        // Another action of this instant may have taken the task away.
        if (!done && done.error().kind == ErrorKind::NotFound) return false;
        if (!done) return at_place(done.error(), what);
        ++turns_[{task.case_id.value, task.step}];
        ++steps_;
        if (auto const settled = settle(); !settled) return at_place(settled.error(), what);
        return true;
    }

    Result<bool> do_messages() {
        bool any = false;
        for (auto& [number, plays] : messages_)
            for (auto& message : plays) {
                if (message.done) continue;
                if (!message.planned) {
                    auto const planned = plan(*message.play, number, scenario_.begin, 1);
                    if (!planned) return at_place(planned.error(), number + " " + message.play->name);
                    message.planned = *planned;
                }
                if (!message.planned || *message.planned > now_) continue;
                auto const ready = may(*message.play, number, *message.planned, 1);
                if (!ready) return ready.error();
                if (!*ready) continue;
                auto input = input_of(*message.play, number, *message.planned, 1);
                if (!input) return at_place(input.error(), number + " " + message.play->name);
                auto const got = receive_message(
                    office_, {number, message.play->name, std::move(*input), officer(message.play->role)}, now_);
                if (!got && got.error().kind == ErrorKind::Conflict)
                    continue; // not awaited yet: tried again when the clock moves
                if (!got) return at_place(got.error(), number + " " + message.play->name);
                message.done = true;
                any = true;
                if (auto const settled = settle(); !settled) return settled.error();
            }
        return any;
    }

    Result<> do_all_due() {
        for (int round = 0; round < kMostRounds; ++round) {
            auto const fired = fire_timers(office_, now_);
            if (!fired) return at_place(fired.error(), "jam");
            if (auto const settled = settle(); !settled) return settled.error();
            auto const groups = start_groups();
            if (!groups) return groups.error();
            auto const messages = do_messages();
            if (!messages) return messages.error();
            auto const tasks = do_tasks();
            if (!tasks) return tasks.error();
            if (*fired == 0 && !*groups && !*messages && !*tasks) {
                auto const sent = send_reminders(office_, now_);
                if (!sent) return at_place(sent.error(), "pengingat");
                return Done{};
            }
        }
        return unavailable("latihan tidak maju pada " + iso(now_, office_.pack().zone) +
                           ": langkah yang sama terbuka tanpa akhir");
    }

    Result<std::optional<Instant>> next_instant() {
        std::optional<Instant> next;
        auto const earlier = [&](std::optional<Instant> other) {
            if (other && *other > now_ && (!next || *other < *next)) next = other;
        };
        auto const due = next_due(office_);
        if (!due) return due.error();
        // What waits for office hours comes again when they open.
        if (*due && **due <= now_) {
            auto const zone = office_.pack().zone;
            earlier(at(office_.pack().calendar.on_or_after(day_of(now_, zone) + std::chrono::days{1}),
                       office_.pack().send_time, zone));
        } else
            earlier(*due);
        earlier(group_start_);
        bool waiting = false;
        for (auto const& [key, task] : open_) {
            if (!task.play) continue;
            earlier(task.planned);
            waiting = waiting || !task.planned || *task.planned <= now_;
        }
        for (auto const& [number, plays] : messages_)
            for (auto const& message : plays)
                if (!message.done) earlier(message.planned);
        static_cast<void>(waiting);
        return next;
    }

    static constexpr int kMostRounds = 10'000;
    Office& office_;
    Papers& papers_;
    Scenario const& scenario_;
    std::function<void(RehearsalProgress const&)> const& progress_;
    Instant now_;
    std::string programme_;
    std::vector<Value> groups_;
    std::vector<bool> started_;
    std::optional<Instant> group_start_;
    std::map<TaskKey, OpenTask> open_;
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> turns_;
    std::map<std::string, std::vector<OpenMessage>> messages_;
    int steps_ = 0;
};

} // namespace

Result<std::vector<Value>> read_cases(Pack const& pack, Scenario const& scenario, std::filesystem::path const& input) {
    auto const file = format::read_text(input / scenario.group_file);
    if (!file) return file.error();
    auto const json = feel::from_json(*file);
    if (!json) return json.error();
    auto const list = json->at_path(scenario.group_list);
    if (!list.is_list()) return invalid(file->name + ": daftar '" + scenario.group_list + "' tidak ada");
    auto const* process = pack.process(scenario.group_process);
    if (!process) return invalid("paket " + pack.id + " tidak punya proses untuk perkara dalam " + file->name);
    Diagnostics found;
    std::map<std::string, std::size_t> first;
    std::vector<Value> cases(list.items().begin(), list.items().end());
    if (cases.empty())
        return invalid(file->name + ": daftar '" + scenario.group_list + "' kosong; tidak ada yang dijalankan");
    for (std::size_t i = 0; i < cases.size(); ++i) {
        auto const where = "butir ke-" + std::to_string(i + 1) + " daftar " + scenario.group_list + ": ";
        feel::Scope scope(pack.parameters);
        scope.push(pack.reference);
        feel::Limits limits;
        limits.now = scenario.begin;
        limits.zone = pack.zone;
        if (auto const good = check_input(pack.fields(process->id, "awal"), cases[i], scope, limits); !good) {
            for (auto const& one : good.error().found.all())
                found.error(one.rule, {file->name, 0, 0}, where + one.message, one.hint);
            if (good.error().found.empty()) found.error("case", {file->name, 0, 0}, where + good.error().message);
            continue;
        }
        scope.push(cases[i]);
        auto const number = feel::to_text(feel::evaluate(process->number, scope, limits).value);
        auto const [known, fresh] = first.emplace(number, i + 1);
        if (!fresh)
            found.error("duplicate-id", {file->name, 0, 0},
                        where + "nomor " + number + " sudah dipakai butir ke-" + std::to_string(known->second));
    }
    if (!found.has_errors()) return cases;
    auto error = invalid(file->name + ": " + std::to_string(found.size()) + " kesalahan; tidak ada yang dijalankan");
    error.found = std::move(found);
    return error;
}

Result<RehearsalReport> rehearse(Office& office, Papers& papers, Scenario const& scenario, std::vector<Value> cases,
                                 std::filesystem::path const& out,
                                 std::function<void(RehearsalProgress const&)> const& progress) {
    Player player(office, papers, scenario, progress);
    if (auto const played = player.play(std::move(cases)); !played) return played.error();
    auto report = write_dossiers(office, papers, scenario, out, player.now());
    if (report) report->unplayed = player.unplayed();
    return report;
}

} // namespace alur::service
