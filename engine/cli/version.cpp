#include "cli/command.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_version(std::vector<std::string> const&) {
    std::cout << "alur " ALUR_VERSION "\n";
    return kDone;
}

} // namespace

extern Command const kVersionCommand;
Command const kVersionCommand{"version", "alur version", "mencetak versi program", "",
                              [](std::vector<std::string> words) { return run_version(words); }};

} // namespace alur::cli
