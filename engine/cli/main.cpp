#include "cli/commands.hpp"

#include <algorithm>
#include <csignal>
#include <iostream>
#include <malloc.h>

namespace {

using alur::cli::Command;

int print_help() {
    std::cout
        << "Alur: mesin alur kerja dan dokumen untuk kantor pemerintahan\n\npemakaian: alur PERINTAH [ARGUMEN …]\n\n";
    for (auto const& command : alur::cli::commands()) {
        std::string name(command.name);
        name.resize(std::max<std::size_t>(name.size(), 20), ' ');
        std::cout << "  " << name << " " << command.summary << '\n';
    }
    std::cout << "\nalur PERINTAH --help menjelaskan satu perintah.\n";
    return alur::cli::kDone;
}

/// The command whose name is the longest match of the first words, and how many words its name has.
std::pair<Command const*, std::size_t> find_command(std::vector<std::string> const& words) {
    for (std::size_t count = std::min<std::size_t>(words.size(), 2); count > 0; --count) {
        auto const name = count == 2 ? words[0] + " " + words[1] : words[0];
        for (auto const& command : alur::cli::commands())
            if (command.name == name) return {&command, count};
    }
    return {nullptr, 0};
}

} // namespace

int main(int argc, char** argv) {
    // Workbook parts free 270 KiB each; without this the allocator gives the memory back and faults it in again.
    mallopt(M_TOP_PAD, 1 << 20);
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);
    std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty() || words[0] == "help" || words[0] == "--help" || words[0] == "-h") return print_help();
    auto const [command, length] = find_command(words);
    if (!command) {
        std::cerr << "alur: perintah '" << words[0] << "' tidak dikenal; 'alur help' menyebut semuanya\n";
        return alur::cli::kUsage;
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(length));
    if (!words.empty() && (words[0] == "--help" || words[0] == "-h")) {
        std::cout << command->summary << "\n\npemakaian: " << command->usage << '\n';
        if (!command->help.empty()) std::cout << '\n' << command->help << '\n';
        return alur::cli::kDone;
    }
    return command->run(std::move(words));
}
