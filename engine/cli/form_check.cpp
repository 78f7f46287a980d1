#include "cli/commands.hpp"
#include "cli/form_files.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_form_check(std::vector<std::string> words);

Command const kCommand{
    "form check", "alur form check FILE.yaml|FOLDER …", "memeriksa susunan formulir",
    "Semua kesalahan disebut sekaligus dengan berkas, baris, dan kolom. Status 1 bila ada kesalahan.", run_form_check};
Registered const kRegistered{kCommand};

int run_form_check(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().empty()) return wrong_use(kCommand, "sebutkan berkas atau folder formulir");
    auto status = kDone;
    int good = 0;
    for (auto const& word : arguments.positional()) {
        auto const paths = form_paths(word);
        if (!paths) {
            print_error(std::cerr, paths.error());
            status = kRefused;
            continue;
        }
        for (auto const& path : *paths) {
            auto const form = load_form_file(path);
            if (form) {
                ++good;
                continue;
            }
            print_error(std::cerr, form.error(), path);
            status = kRefused;
        }
    }
    std::cout << good << " formulir baik\n";
    return status;
}

} // namespace

} // namespace alur::cli
