#include "cli/commands.hpp"
#include "cli/report_error.hpp"
#include "service/unread_fields.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_check(std::vector<std::string> words);

Command const kCommand{
    "check", "alur check [PAKET]", "memeriksa semua berkas sebuah paket dan rujukan di antaranya",
    "PAKET adalah folder yang berisi pack.yaml (bawaan: semua di workflows/). Setiap kesalahan dicetak "
    "dengan berkas, baris,\n"
    "kolom, dan saran. Status 0: tidak ada kesalahan; 1: ada.",
    run_check};
Registered const kRegistered{kCommand};

int run_check(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {});
    if (!arguments.wrong().empty() || arguments.positional().size() > 1) return wrong_use(kCommand, arguments.wrong());
    std::vector<std::filesystem::path> packs;
    if (!arguments.positional().empty())
        packs.emplace_back(arguments.positional()[0]);
    else {
        std::error_code code;
        for (auto const& entry : std::filesystem::directory_iterator("workflows", code))
            if (std::filesystem::exists(entry.path() / "pack.yaml")) packs.push_back(entry.path());
        if (packs.empty()) {
            std::cerr << "alur: tidak ada paket di folder workflows/; sebutkan foldernya\n";
            return kRefused;
        }
    }
    bool good = true;
    for (auto const& path : packs) {
        auto loaded = service::load_pack(path);
        if (!loaded) return report_error(loaded.error());
        if (!loaded->found.has_errors()) service::check_unread_fields(loaded->pack, loaded->texts, loaded->found);
        print_diagnostics(loaded->found, loaded->texts);
        good = good && !loaded->found.has_errors();
    }
    return good ? kDone : kRefused;
}

} // namespace

} // namespace alur::cli
