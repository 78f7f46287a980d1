#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/verification_code.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_init(std::vector<std::string> words);

Command const kCommand{"init", "alur init FOLDER --pack PAKET", "menyiapkan folder data sebuah kantor",
                       "FOLDER akan berisi basis data kantor; PAKET adalah folder yang berisi pack.yaml.", run_init};
Registered const kRegistered{kCommand};

int run_init(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"pack"});
    auto const pack_option = arguments.option("pack");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !pack_option)
        return wrong_use(kCommand, arguments.wrong());
    std::filesystem::path const folder = arguments.positional()[0];
    auto const pack = std::filesystem::absolute(*pack_option).lexically_normal();
    if (std::filesystem::exists(folder / "paket.txt"))
        return report_error(conflict(folder.string() + ": kantor sudah ada di sini"));
    auto const loaded = service::load_pack(pack);
    if (!loaded) return report_error(loaded.error());
    if (loaded->found.has_errors()) {
        print_diagnostics(loaded->found, loaded->texts);
        return kRefused;
    }
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    auto const database = store::Database::open(folder / "alur.db", {});
    if (!database) return report_error(database.error());
    if (auto const made = service::make_code_secret(**database, "alur init", SystemClock().now()); !made)
        return report_error(made.error());
    if (auto const written = format::write_file(folder / "paket.txt", pack.string() + "\n"); !written)
        return report_error(written.error());
    std::cout << "kantor " << loaded->pack.name << " siap di " << folder.string() << "\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
