#include "cli/commands.hpp"
#include "cli/dmn_files.hpp"
#include "cli/report_error.hpp"
#include "feel/json.hpp"

#include <iostream>

namespace alur::cli {

namespace {

extern Command const kCommand;

std::string json_of(Diagnostic const& d) {
    auto const text = [](std::string_view name, std::string_view value) {
        return ",\"" + std::string(name) + "\":" + feel::json_string(value);
    };
    std::string out = "{\"severity\":";
    out += d.severity == Severity::Error ? "\"error\"" : "\"warning\"";
    out += text("rule", d.rule) + text("message", d.message);
    if (d.place.line > 0)
        out += ",\"line\":" + std::to_string(d.place.line) + ",\"column\":" + std::to_string(d.place.column);
    if (!d.element.empty()) out += text("element", d.element);
    if (!d.hint.empty()) out += text("hint", d.hint);
    return out + "}";
}

int report(Diagnostics const& found, std::string_view source) {
    std::string out = std::string("{\"ok\":") + (found.has_errors() ? "false" : "true") + ",\"diagnostics\":[";
    std::size_t shown = 0;
    for (auto const& d : found.all()) {
        if (&d != &found.all().front()) out += ',';
        out += json_of(d);
        if (++shown <= kMostShown) std::cerr << render(d, source) << '\n';
    }
    print_unshown(found);
    std::cout << out << "]}\n";
    return found.has_errors() ? kRefused : kDone;
}

int run_check(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {});
    if (!arguments.wrong().empty() || arguments.positional().size() != 1) return wrong_use(kCommand, arguments.wrong());
    auto const loaded = load_dmn(arguments.positional().front());
    if (loaded) return report(model::dmn::check(loaded->model), loaded->source.text);
    auto found = loaded.error().found;
    if (found.empty()) found.error("file", {arguments.positional().front(), 0, 0}, loaded.error().message);
    auto const source = format::read_text(arguments.positional().front());
    return report(found, source ? std::string_view(source->text) : std::string_view{});
}

Command const kCommand{"dmn check", "alur dmn check BERKAS", "memeriksa berkas DMN dan menyebut semua kesalahannya",
                       "Hasilnya satu objek JSON. Status: 0 sah, 1 ada kesalahan.", run_check};
Registered const kRegistered{kCommand};

} // namespace

} // namespace alur::cli
