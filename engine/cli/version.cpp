#include "cli/commands.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_version(std::vector<std::string> /*words*/) {
    std::cout << "alur " ALUR_VERSION "\n";
    return kDone;
}

Registered const kVersion{{"version", "alur version", "mencetak versi program", "", run_version}};

} // namespace

} // namespace alur::cli
