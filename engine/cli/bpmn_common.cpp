#include "cli/bpmn_common.hpp"

#include "cli/report_error.hpp"
#include "feel/json.hpp"

#include <filesystem>
#include <iostream>

namespace alur::cli {

using feel::Value;

namespace {

Value diagnostic_value(Diagnostic const& d) {
    std::vector<Value::Entry> entries{{"severity", Value::string(d.severity == Severity::Error ? "error" : "warning")},
                                      {"rule", Value::string(d.rule)},
                                      {"message", Value::string(d.message)}};
    if (d.place.line > 0) {
        entries.emplace_back("line", Value::number(std::int64_t{d.place.line}));
        entries.emplace_back("column", Value::number(std::int64_t{d.place.column}));
    }
    if (!d.element.empty()) entries.emplace_back("element", Value::string(d.element));
    if (!d.hint.empty()) entries.emplace_back("hint", Value::string(d.hint));
    return Value::context(std::move(entries));
}

Value report(bool ok, std::vector<Value> processes, std::vector<Value> diagnostics) {
    return Value::context({{"ok", Value::boolean(ok)},
                           {"processes", Value::list(std::move(processes))},
                           {"diagnostics", Value::list(std::move(diagnostics))}});
}

} // namespace

Result<LoadedBpmn> load_bpmn(std::string const& path, std::string const& run) {
    auto bytes = format::read_bytes(path, 20'000'000);
    if (!bytes) return bytes.error();
    auto source = format::check_text(path, model::xml_as_utf8(std::move(bytes).value()));
    if (!source) return source.error();
    model::BpmnOptions options;
    options.run = run;
    options.exists = [folder = std::filesystem::path(path).parent_path()](std::string const& name) {
        std::error_code error;
        return std::filesystem::exists(folder / name, error);
    };
    auto file = model::read_bpmn(*source, options);
    if (!file) return file.error();
    return LoadedBpmn{std::move(source).value(), std::move(file).value()};
}

Value check_report(LoadedBpmn const& loaded) {
    std::vector<Value> processes;
    for (auto const& process : loaded.file.definitions.processes)
        processes.push_back(
            Value::context({{"id", Value::string(process.id)}, {"executable", Value::boolean(process.executable)}}));
    std::vector<Value> diagnostics;
    for (auto const* list : {&loaded.file.found, &loaded.file.unsupported})
        for (auto const& d : list->all()) diagnostics.push_back(diagnostic_value(d));
    return report(loaded.file.ok(), std::move(processes), std::move(diagnostics));
}

Value check_report(Error const& error) {
    std::vector<Value> diagnostics;
    for (auto const& d : error.found.all()) diagnostics.push_back(diagnostic_value(d));
    if (diagnostics.empty()) {
        Diagnostic d;
        d.rule = "file";
        d.message = error.message;
        diagnostics.push_back(diagnostic_value(d));
    }
    return report(false, {}, std::move(diagnostics));
}

void print_error(Error const& error) {
    print_diagnostics(error.found, std::string_view{});
    if (error.found.empty()) std::cerr << "alur: " << error.message << '\n';
}

void print_json(Value const& value) { std::cout << feel::to_json(value) << '\n'; }

void print_diagnostics(Diagnostics const& found, std::string_view text) {
    std::size_t shown = 0;
    for (auto const& d : found.all())
        if (++shown <= kMostShown) std::cerr << render(d, text) << '\n';
    print_unshown(found);
}

} // namespace alur::cli
