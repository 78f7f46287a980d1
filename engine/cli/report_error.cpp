#include "cli/report_error.hpp"

#include "cli/command.hpp"
#include "format/file.hpp"

#include <iostream>

namespace alur::cli {

void print_diagnostics(Diagnostics const& found, std::map<std::string, std::string> const& texts) {
    auto known = texts;
    for (auto const& diagnostic : found.all()) {
        auto const& name = diagnostic.place.file;
        if (!name.empty() && !known.contains(name)) {
            auto file = format::read_text(name);
            known[name] = file ? std::move(file->text) : std::string();
        }
        std::cerr << render(diagnostic, known[name]) << '\n';
    }
}

int report_error(Error const& error) {
    print_diagnostics(error.found);
    std::cerr << "alur: " << error.message << '\n';
    if (!error.log.empty()) std::cerr << "  (" << error.log << ")\n";
    return kRefused;
}

} // namespace alur::cli
