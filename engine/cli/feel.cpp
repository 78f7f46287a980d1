#include "feel/feel.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "feel/function_notes.hpp"
#include "feel/infer.hpp"
#include "feel/json.hpp"
#include "format/file.hpp"
#include "service/host_functions.hpp"

#include <chrono>
#include <iostream>
#include <set>

namespace alur::cli {

namespace {

extern Command const kCommand;

std::string_view type_name(feel::Kind kind) {
    switch (kind) {
    case feel::Kind::DateTime: return "dateTime";
    case feel::Kind::DaysTimeDuration: return "daysTimeDuration";
    case feel::Kind::YearsMonthsDuration: return "yearsMonthsDuration";
    default: return feel::kind_name(kind);
    }
}

std::string error_json(std::string_view kind, std::string const& message, Place const& place) {
    return "{\"error\":{\"kind\":" + feel::json_string(kind) + ",\"message\":" + feel::json_string(message) +
           ",\"line\":" + std::to_string(place.line) + ",\"column\":" + std::to_string(place.column) + "}}";
}

/// Every key in the data, so that names with spaces are known to the parser.
void collect_names(feel::Value const& value, std::set<std::string>& names) {
    if (value.is_list()) {
        for (feel::Value const& item : value.items()) {
            collect_names(item, names);
        }
    } else if (value.is_context()) {
        for (auto const& [name, entry] : value.entries()) {
            names.insert(name);
            collect_names(entry, names);
        }
    }
}

struct Answer {
    std::string json;
    bool fine = false;
    std::vector<feel::Problem> problems;
    Diagnostics found;
    Diagnostics expected; ///< what the check before evaluation finds
};

Answer answer(std::string_view text, feel::Value const& context, bool unary, feel::Value const& input) {
    feel::ParseOptions options;
    std::set<std::string> names;
    collect_names(context, names);
    options.names.assign(names.begin(), names.end());
    auto const parsed = unary ? feel::parse_unary_tests(text, options) : feel::parse(text, options);
    if (!parsed) {
        Place const place = parsed.error().found.empty() ? Place{"", 1, 1} : parsed.error().found.all().front().place;
        return {error_json("parse", parsed.error().message, place), false, {}, parsed.error().found, {}};
    }
    feel::Limits limits;
    limits.now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    feel::Scope const scope(context);
    auto outcome = unary ? feel::evaluate_unary(*parsed, input, scope, limits) : feel::evaluate(*parsed, scope, limits);
    if (outcome.exhausted) {
        auto const& last = outcome.problems.back();
        return {error_json("evaluate", last.message, last.place), false, outcome.problems, {}, {}};
    }
    Diagnostics expected;
    if (!outcome.problems.empty()) {
        feel::StaticScope shapes;
        shapes.push(feel::Shape::of(context));
        if (unary) {
            feel::infer_unary(*parsed, feel::Shape::of(input), shapes, expected);
        } else {
            feel::infer(*parsed, shapes, expected);
        }
    }
    return {"{\"value\":" + feel::to_json(outcome.value) + ",\"type\":\"" +
                std::string(type_name(outcome.value.kind())) + "\"}",
            true,
            outcome.problems,
            {},
            std::move(expected)};
}

Result<feel::Value> read_json(std::string const& path) {
    auto const file = format::read_text(path);
    if (!file) {
        return file.error();
    }
    return feel::from_json(*file);
}

int refuse(Error const& error) {
    for (Diagnostic const& diagnostic : error.found.all()) {
        std::cerr << render(diagnostic) << "\n";
    }
    if (error.found.empty()) {
        std::cerr << error.message << "\n";
    }
    return kRefused;
}

int run_batch(std::string const& path) {
    auto const cases = read_json(path);
    if (!cases) {
        return refuse(cases.error());
    }
    if (!cases->is_list()) {
        std::cerr << path << ": seharusnya sebuah daftar JSON\n";
        return kRefused;
    }
    for (feel::Value const& one : cases->items()) {
        feel::Value const* const text = one.find("expr");
        if (text == nullptr || !text->is_string()) {
            std::cout << error_json("parse", "tidak ada expr", {"", 1, 1}) << "\n";
            continue;
        }
        feel::Value const* const kind = one.find("kind");
        bool const unary = kind != nullptr && kind->is_string() && kind->as_string() == "unary";
        feel::Value const* const context = one.find("context");
        feel::Value const* const input = one.find("input");
        std::cout << answer(text->as_string(), context != nullptr ? *context : feel::Value(), unary,
                            input != nullptr ? *input : feel::Value())
                         .json
                  << "\n";
    }
    return kDone;
}

/// Why an evaluation gave null: each reason with its line, a caret and, where the check before evaluation knows better,
/// what it says and its hint.
void explain(Answer const& out, std::string const& text) {
    for (feel::Problem const& problem : out.problems) {
        Diagnostic shown{Severity::Warning, "feel", problem.place, problem.message, {}, {}};
        for (Diagnostic const& known : out.expected.all()) {
            if (known.place == problem.place) {
                shown.message = known.message;
                shown.hint = known.hint;
            }
        }
        std::cerr << render(shown, text) << "\n";
    }
}

/// For officers: our own functions with what they do and an example, then the standard's by their signatures.
int print_functions() {
    auto const line = [](feel::FunctionNote const& note) {
        std::cout << note.call << " → " << note.gives << "\n";
        if (!note.note.empty()) {
            std::cout << "    " << note.note << "\n";
        }
        if (!note.example.empty()) {
            std::cout << "    contoh: " << note.example << "  memberi  " << note.result << "\n";
        }
    };
    auto const all = feel::function_notes();
    std::cout << "Fungsi untuk kantor\n\n";
    for (auto const& note : all) {
        if (!note.note.empty()) {
            line(note);
        }
    }
    std::cout << "\nFungsi perkara dan kalender (di dalam paket; nama tanpa spasi memakai garis bawah)\n\n";
    for (auto const& note : service::host_function_notes()) {
        line(note);
    }
    std::cout << "\nFungsi baku FEEL (DMN 1.4)\n\n";
    for (auto const& note : all) {
        if (note.note.empty()) {
            line(note);
        }
    }
    return kDone;
}

int run(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {"unary", "functions"}, {"context", "input", "batch"});
    if (!arguments.wrong().empty()) {
        return wrong_use(kCommand, arguments.wrong());
    }
    if (arguments.has("functions")) {
        return arguments.positional().empty() ? print_functions()
                                              : wrong_use(kCommand, "--functions tidak memerlukan ekspresi");
    }
    if (auto const batch = arguments.option("batch")) {
        return arguments.positional().empty() ? run_batch(*batch)
                                              : wrong_use(kCommand, "--batch tidak memerlukan ekspresi");
    }
    if (arguments.positional().size() != 1) {
        return wrong_use(kCommand, "seharusnya ada satu ekspresi");
    }
    feel::Value context;
    feel::Value input;
    if (auto const path = arguments.option("context")) {
        auto read = read_json(*path);
        if (!read) {
            return refuse(read.error());
        }
        context = std::move(*read);
    }
    if (auto const text = arguments.option("input")) {
        auto read = feel::from_json(*text);
        if (!read) {
            return refuse(read.error());
        }
        input = std::move(*read);
    }
    std::string const& text = arguments.positional().front();
    Answer const out = answer(text, context, arguments.has("unary"), input);
    std::cout << out.json << "\n";
    for (Diagnostic const& diagnostic : out.found.all()) {
        std::cerr << render(diagnostic, text) << "\n";
    }
    explain(out, text);
    return out.fine ? kDone : kRefused;
}

Command const kCommand{
    "feel",
    "alur feel 'EXPR' [--context C.json] [--unary --input VALUE] | alur feel --batch CASES.json | "
    "alur feel --functions",
    "menghitung sebuah ekspresi FEEL",
    "Nilai ditulis sebagai JSON; yang tidak dikenal JSON ditulis {\"$date\":…}, {\"$time\":…}, {\"$dateTime\":…},\n"
    "{\"$daysTimeDuration\":…}, {\"$yearsMonthsDuration\":…}, {\"$range\":…}.\n"
    "--functions menulis semua fungsi yang dapat dipakai, dengan contoh.",
    run};

Registered const kFeel{kCommand};

} // namespace

} // namespace alur::cli
