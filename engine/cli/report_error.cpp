#include "cli/report_error.hpp"

#include "cli/command.hpp"
#include "format/file.hpp"

#include <iostream>

namespace alur::cli {

void print_diagnostics(Diagnostics const& found, std::map<std::string, std::string> const& texts) {
    auto known = texts;
    std::size_t shown = 0;
    for (auto const& diagnostic : found.all()) {
        if (++shown > kMostShown) break;
        auto const& name = diagnostic.place.file;
        if (!name.empty() && !known.contains(name)) {
            auto file = format::read_text(name);
            known[name] = file ? std::move(file->text) : std::string();
        }
        std::cerr << render(diagnostic, known[name]) << '\n';
    }
    print_unshown(found);
}

void print_unshown(Diagnostics const& found) {
    if (found.size() > kMostShown)
        std::cerr << "… dan " << found.size() - kMostShown << " kesalahan lain; perbaiki yang di atas lebih dahulu\n";
}

int report_error(Error const& error) {
    print_diagnostics(error.found);
    std::cerr << "alur: " << error.message << '\n';
    if (!error.log.empty()) std::cerr << "  (" << error.log << ")\n";
    return kRefused;
}

} // namespace alur::cli
