#include "cli/commands.hpp"
#include "cli/form_files.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_form_list(std::vector<std::string> words);

Command const kCommand{
    "form list", "alur form list [FOLDER]", "menyebut formulir di satu folder",
    "FOLDER bawaan: forms/ beserta isi subfoldernya yang pertama. Satu baris satu formulir: id, judul, lembar.",
    run_form_list};
Registered const kRegistered{kCommand};

int run_form_list(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    if (arguments.positional().size() > 1) return wrong_use(kCommand, "terlalu banyak argumen");
    auto folders = form_folders();
    if (!arguments.positional().empty()) folders = {arguments.positional()[0]};
    if (folders.empty()) {
        std::cerr << "alur: folder forms/ tidak ada di sini; sebutkan foldernya\n";
        return kRefused;
    }
    auto status = kDone;
    for (auto const& folder : folders) {
        auto const paths = form_paths(folder);
        if (!paths) {
            print_error(std::cerr, paths.error());
            return kRefused;
        }
        for (auto const& path : *paths) {
            auto const form = load_form_file(path);
            if (!form) {
                print_error(std::cerr, form.error(), path);
                status = kRefused;
                continue;
            }
            std::cout << form->id << '\t' << form->title << '\t';
            for (std::size_t i = 0; i < form->sheets.size(); ++i)
                std::cout << (i > 0 ? ", " : "")
                          << (form->sheets[i].name.literal.empty() ? form->sheets[i].key
                                                                   : form->sheets[i].name.literal);
            std::cout << '\n';
        }
    }
    return status;
}

} // namespace

} // namespace alur::cli
