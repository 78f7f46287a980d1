#include "cli/bpmn_common.hpp"
#include "cli/bpmn_run_store.hpp"
#include "cli/bpmn_world.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "cli/dmn_files.hpp"
#include "feel/json.hpp"
#include "model/timer_text.hpp"

#include <charconv>
#include <csignal>
#include <iostream>

namespace alur::cli {

namespace {

using feel::Value;

constexpr int kMostAutomaticSteps = 60;
constexpr ZoneOffset kUtc{std::chrono::minutes{0}};

extern Command const kCommand;

Result<Value> read_json(std::string const& path) {
    auto source = format::read_text(path);
    if (!source) return source.error();
    return feel::from_json(*source);
}

std::string text_at(Value const& step, std::string_view name) {
    auto const* found = step.find(name);
    return found && !found->is_null() ? feel::to_text(*found) : std::string();
}

Value variables_of(Value const& step) {
    auto const* found = step.find("vars");
    return found ? *found : Value();
}

/// One step of a script. Invalid: the script itself is wrong.
Result<> play(BpmnWorld& world, Value const& step) {
    auto const variables = variables_of(step);
    if (step.find("complete")) return world.complete(text_at(step, "complete"), variables);
    if (step.find("fail")) return world.fail(text_at(step, "fail"), text_at(step, "error"), variables);
    if (step.find("message")) return world.message(text_at(step, "message"), text_at(step, "correlation"), variables);
    if (step.find("signal")) return world.signal(text_at(step, "signal"), variables);
    if (step.find("timer")) return world.fire_timer(text_at(step, "timer"));
    if (step.find("advance")) {
        auto const span = model::parse_span(text_at(step, "advance"));
        if (!span) return invalid("\"advance\" harus lamanya waktu, misalnya PT5S");
        if (world.advancing_to == Instant{}) world.advancing_to = model::add(world.now(), *span, kUtc);
        --world.script_position; // until the whole time has passed
        world.advance_to(world.advancing_to);
        ++world.script_position;
        world.advancing_to = {};
        return Done{};
    }
    return invalid("langkah tidak dikenal; yang ada: complete, advance, signal, message, fail, timer");
}

char const* ending_of(BpmnWorld const& world) {
    if (world.error()) return "error";
    if (world.running()) return "waiting";
    auto const ending = world.cases().front().instance.ending();
    return ending == runtime::Ending::Terminated ? "terminated" : "completed";
}

Value run_report(model::Definitions const& definitions, BpmnWorld const& world, std::vector<Value> refused) {
    std::vector<Value::Entry> out{{"end", Value::string(ending_of(world))}};
    if (auto const& error = world.error()) {
        std::vector<Value::Entry> entries{{"code", Value::string(error->code)},
                                          {"activity", Value::string(error->activity)},
                                          {"message", Value::string(error->message)}};
        if (error->place.line > 0) entries.emplace_back("line", Value::number(std::int64_t{error->place.line}));
        out.emplace_back("error", Value::context(std::move(entries)));
    }
    std::vector<Value> trace;
    for (auto const& line : world.trace())
        trace.push_back(Value::context({{"id", Value::string(line.id)},
                                        {"type", Value::string(line.type)},
                                        {"state", Value::string(line.completed ? "completed" : "cancelled")},
                                        {"at", Value::string(iso(line.at))},
                                        {"seq", Value::number(static_cast<std::int64_t>(trace.size() + 1))}}));
    out.emplace_back("trace", Value::list(std::move(trace)));
    std::vector<Value> open;
    for (auto const index : world.open()) {
        auto const& node = definitions.node(index);
        open.push_back(Value::context(
            {{"id", Value::string(node.id)}, {"type", Value::string(std::string(model::bpmn_name(node.kind)))}}));
    }
    out.emplace_back("open", Value::list(std::move(open)));
    auto const& variables = world.cases().empty() ? Value() : world.cases().front().instance.variables();
    out.emplace_back("vars", variables.is_null() ? Value::context({}) : variables);
    std::vector<Value> log;
    for (auto const& word : world.log()) log.push_back(Value::string(word));
    out.emplace_back("log", Value::list(std::move(log)));
    out.emplace_back("steps", Value::number(std::int64_t{world.steps()}));
    if (!refused.empty()) out.emplace_back("refused", Value::list(std::move(refused)));
    return Value::context(std::move(out));
}

/// The process to run: the one named, else the first executable one, else the first.
model::ProcessIndex chosen_process(model::Definitions const& definitions, std::string const& wanted) {
    if (!wanted.empty()) return definitions.find_process(wanted);
    for (std::size_t i = 0; i < definitions.processes.size(); ++i)
        if (definitions.processes[i].executable) return static_cast<model::ProcessIndex>(i);
    return definitions.processes.empty() ? model::kNone : model::ProcessIndex{0};
}

int refuse(Error const& error) {
    print_error(error);
    print_json(check_report(error));
    return kRefused;
}

int run_run(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"auto", "resume"},
                              {"process", "vars", "script", "db", "start-at", "scripts", "services", "kill-after"});
    if (!arguments.wrong().empty() || arguments.positional().size() != 1) return wrong_use(kCommand, arguments.wrong());
    auto const start_text = arguments.option("start-at").value_or("2026-01-01T00:00:00Z");
    auto const start_at = parse_instant(start_text, kUtc);
    if (!start_at) return wrong_use(kCommand, "--start-at harus sebuah waktu, misalnya 2026-01-01T00:00:00Z");
    auto const db = arguments.option("db").value_or("memory");
    if (db.starts_with("postgres:")) {
        std::cerr << "alur: bpmn run belum dapat memakai PostgreSQL\n";
        return kUnsupported;
    }
    int kill_after = 0;
    if (auto const text = arguments.option("kill-after")) {
        auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), kill_after);
        if (error != std::errc{} || end != text->data() + text->size() || kill_after < 1)
            return wrong_use(kCommand, "--kill-after harus bilangan bulat mulai 1");
    }
    if (arguments.has("resume") && db == "memory") return wrong_use(kCommand, "--resume memerlukan --db BERKAS");
    Value variables;
    if (auto const path = arguments.option("vars")) {
        auto read = read_json(*path);
        if (!read) return refuse(read.error());
        if (!read->is_context()) return refuse(invalid(*path + ": variabel harus sebuah objek JSON"));
        variables = std::move(read).value();
    }
    Value script;
    if (auto const path = arguments.option("script")) {
        auto read = read_json(*path);
        if (!read) return refuse(read.error());
        if (!read->is_list()) return refuse(invalid(*path + ": naskah harus sebuah larik JSON"));
        script = std::move(read).value();
    }
    auto const wanted = arguments.option("process").value_or("");
    auto const loaded = load_bpmn(arguments.positional().front(), wanted);
    if (!loaded) return refuse(loaded.error());
    auto const& definitions = loaded->file.definitions;
    if (!loaded->file.ok()) {
        print_json(check_report(*loaded));
        print_diagnostics(loaded->file.found, loaded->source.text);
        print_diagnostics(loaded->file.unsupported, loaded->source.text);
        return loaded->file.found.has_errors() ? kRefused : kUnsupported;
    }
    auto const process = chosen_process(definitions, wanted);
    if (process == model::kNone) return refuse(not_found("proses \"" + wanted + "\" tidak ada dalam berkas ini"));

    BpmnWorld world(definitions, *start_at);
    world.environment.zone = kUtc;
    world.environment.decide =
        decisions_beside(std::filesystem::path(arguments.positional().front()).parent_path(), world.environment.limits);
    world.services_succeed = arguments.option("services").value_or("") == "succeed";
    if (arguments.option("scripts").value_or("") == "log") world.environment.scripts = runtime::Scripts::Word;
    std::unique_ptr<BpmnRunStore> store;
    if (db != "memory") {
        auto opened = BpmnRunStore::open(db);
        if (!opened) return refuse(opened.error());
        store = std::move(opened).value();
        store->follow(world, *loaded);
    }
    if (kill_after > 0)
        world.on_step = [kill_after](int steps) {
            if (steps == kill_after) std::raise(SIGKILL);
        };
    if (arguments.has("resume")) {
        if (auto const resumed = store->resume(world, *loaded); !resumed) return refuse(resumed.error());
        world.work_off();
    } else {
        world.start(process, variables);
    }
    std::vector<Value> refused;
    if (script.is_list())
        for (auto i = static_cast<std::size_t>(world.script_position); i < script.items().size() && !world.error();
             ++i) {
            world.script_position = static_cast<std::int64_t>(i + 1);
            auto const played = play(world, script.items()[i]);
            if (played || world.error()) continue;
            if (played.error().kind == ErrorKind::Invalid)
                return refuse(invalid("langkah " + std::to_string(i + 1) + " dari naskah: " + played.error().message));
            std::cerr << "alur: langkah " << i + 1 << " ditolak: " << played.error().message << '\n';
            refused.push_back(Value::context({{"step", Value::number(static_cast<std::int64_t>(i + 1))},
                                              {"message", Value::string(played.error().message)}}));
        }
    if (arguments.has("auto"))
        for (int i = 0; i < kMostAutomaticSteps && world.automatic_step();) ++i;
    if (world.error()) std::cerr << "alur: " << world.error()->message << '\n';
    print_json(run_report(definitions, world, std::move(refused)));
    return world.error() ? kRefused : kDone;
}

Command const kCommand{
    "bpmn run",
    "alur bpmn run BERKAS [--process ID] [--vars V.json] [--script LANGKAH.json | --auto] [--db BERKAS] "
    "[--start-at WAKTU] [--scripts log] [--services succeed] [--kill-after N] [--resume]",
    "menjalankan proses BPMN pada jam maya",
    "--auto menyelesaikan tugas yang terbuka dan memajukan jam sampai tidak ada lagi yang dapat dilakukan.", run_run};
Registered const kRegistered{kCommand};

} // namespace

} // namespace alur::cli
