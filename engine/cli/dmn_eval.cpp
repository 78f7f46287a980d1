#include "cli/commands.hpp"
#include "cli/dmn_files.hpp"
#include "cli/real_clock.hpp"
#include "feel/json.hpp"

#include <iostream>
#include <iterator>

namespace alur::cli {

namespace {

extern Command const kCommand;

std::string json_error(std::string_view kind, std::string_view message, Place const& place = {}) {
    std::string out = "{\"error\":{\"kind\":" + feel::json_string(kind) + ",\"message\":" + feel::json_string(message);
    if (place.line > 0)
        out += ",\"line\":" + std::to_string(place.line) + ",\"column\":" + std::to_string(place.column);
    return out + "}}";
}

/// `{"value":…}`, with the reasons when it is null for a mistake; or `{"error":…}`.
struct Answered {
    std::string json;
    Exit exit = kDone;
};

Answered evaluate_one(model::dmn::Model const& model, std::string const& name, feel::Value const& context,
                      feel::Limits const& limits) {
    auto const answer = model::dmn::evaluate(model, name, feel::Scope(context), limits);
    if (!answer) return {json_error("unknown", answer.error().message), kRefused};
    auto const first = answer->problems.empty() ? feel::Problem{} : answer->problems.front();
    if (answer->unsupported && answer->value.is_null())
        return {json_error("unsupported", first.message, first.place), kUnsupported};
    if (answer->exhausted) return {json_error("evaluate", answer->problems.back().message), kRefused};
    auto json = "{\"value\":" + feel::to_json(answer->value);
    if (!answer->problems.empty()) {
        json += ",\"problems\":[";
        for (auto const& problem : answer->problems) {
            if (&problem != &answer->problems.front()) json += ',';
            json += "{\"message\":" + feel::json_string(problem.message);
            if (problem.place.line > 0)
                json += ",\"line\":" + std::to_string(problem.place.line) +
                        ",\"column\":" + std::to_string(problem.place.column);
            json += '}';
        }
        json += ']';
    }
    return {json + "}", kDone};
}

int refuse(Error const& error) {
    std::cerr << "alur: " << error.message << '\n';
    auto const place = error.found.empty() ? Place{} : error.found.all().front().place;
    std::cout << json_error("model", error.message, place) << '\n';
    return kRefused;
}

int wrong_input(std::string_view message) {
    std::cerr << "alur: " << message << '\n';
    return kUsage;
}

/// Answers one line a case; a case that cannot be understood gets an error of its own.
int run_cases(model::dmn::Model const& model, std::string text, feel::Limits const& limits) {
    auto const source = format::check_text("masukan", std::move(text));
    auto const cases = source ? feel::from_json(*source) : Result<feel::Value>(source.error());
    if (!cases) return wrong_input(cases.error().message);
    if (!cases->is_list())
        return wrong_input("--cases memerlukan larik JSON: [{\"id\":…,\"context\":…,\"decisions\":[…]}]");
    for (auto const& one : cases->items()) {
        auto const* id = one.find("id");
        auto const* context = one.find("context");
        auto const* decisions = one.find("decisions");
        std::string out = "{\"id\":" + feel::to_json(id ? *id : feel::Value()) + ",\"results\":{";
        bool first = true;
        if (decisions && decisions->is_list())
            for (auto const& name : decisions->items()) {
                if (!name.is_string()) continue;
                if (!first) out += ',';
                first = false;
                out +=
                    feel::json_string(name.as_string()) + ':' +
                    evaluate_one(model, std::string(name.as_string()), context ? *context : feel::Value(), limits).json;
            }
        std::cout << out << "}}\n";
    }
    std::cout.flush();
    return kDone;
}

std::string read_standard_input() {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

int run_eval(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"decision", "context", "cases"});
    auto const decision = arguments.option("decision");
    auto const cases = arguments.option("cases");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || decision.has_value() == cases.has_value())
        return wrong_use(kCommand, arguments.wrong());
    auto const loaded = load_dmn(arguments.positional().front());
    if (!loaded) return refuse(loaded.error());
    feel::Limits limits;
    limits.now = RealClock().now();
    if (cases) {
        if (*cases == "-") return run_cases(loaded->model, read_standard_input(), limits);
        auto text = format::read_text(*cases, 200'000'000);
        if (!text) return wrong_input(text.error().message);
        return run_cases(loaded->model, std::move(text->text), limits);
    }
    auto context = feel::Value::context({});
    if (auto const file = arguments.option("context")) {
        auto const text = format::read_text(*file);
        if (!text) return wrong_input(text.error().message);
        auto value = feel::from_json(*text);
        if (!value) return wrong_input(value.error().message);
        if (!value->is_context()) return wrong_input(*file + " harus berisi satu objek JSON");
        context = std::move(*value);
    }
    auto const result = evaluate_one(loaded->model, *decision, context, limits);
    std::cout << result.json << '\n';
    return result.exit;
}

Command const kCommand{
    "dmn eval", "alur dmn eval BERKAS --decision NAMA [--context C.json] | --cases -", "menghitung keputusan DMN",
    "NAMA boleh keputusan, layanan keputusan, atau model pengetahuan (parameternya diambil dari konteks).\n"
    "--cases membaca [{\"id\":…,\"context\":{…},\"decisions\":[…]}] dan menjawab satu baris tiap kasus.\n"
    "Status: 0 selesai, 1 ditolak, 2 salah pakai, 3 belum dapat dikerjakan.",
    run_eval};
Registered const kRegistered{kCommand};

} // namespace

} // namespace alur::cli
