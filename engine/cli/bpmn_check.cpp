#include "cli/bpmn_common.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"

namespace alur::cli {

namespace {

extern Command const kCommand;

int run_check(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {});
    if (!arguments.wrong().empty() || arguments.positional().size() != 1) return wrong_use(kCommand, arguments.wrong());
    auto const loaded = load_bpmn(arguments.positional().front());
    if (!loaded) {
        print_json(check_report(loaded.error()));
        print_error(loaded.error());
        return kRefused;
    }
    print_json(check_report(*loaded));
    print_diagnostics(loaded->file.found, loaded->source.text);
    print_diagnostics(loaded->file.unsupported, loaded->source.text);
    if (loaded->file.found.has_errors()) return kRefused;
    return loaded->file.unsupported.empty() ? kDone : kUnsupported;
}

Command const kCommand{"bpmn check", "alur bpmn check BERKAS", "memeriksa berkas BPMN dan menyebut semua kesalahannya",
                       "Hasilnya satu objek JSON. Status: 0 sah, 1 ada kesalahan, 3 memuat unsur yang belum dapat "
                       "dijalankan.",
                       run_check};
Registered const kRegistered{kCommand};

} // namespace

} // namespace alur::cli
