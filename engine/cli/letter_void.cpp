#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/void_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_void(std::vector<std::string> words);

Command const kCommand{
    "letter void", "alur letter void NOMOR_SURAT --data FOLDER --role PERAN --reason TEKS [--by NAMA]",
    "membatalkan nomor dan surat yang memakainya",
    "Nomor batal tetap tercatat dalam agenda beserta alasannya dan tidak dipakai lagi. Surat yang sudah "
    "terbit\ntidak dapat dibatalkan; terbitkan surat ralat.",
    run_letter_void};
Registered const kRegistered{kCommand};

int run_letter_void(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "reason", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    auto const reason = arguments.option("reason");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role || !reason)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const entry = service::void_letter(
        *(*open)->office,
        {arguments.positional()[0], *reason, {arguments.option("by").value_or(*role), split(*role, ',')}},
        (*open)->clock.now());
    if (!entry) return report_error(entry.error());
    std::cout << entry->text << " batal: " << entry->reason << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
