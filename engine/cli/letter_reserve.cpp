#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/reserve_number.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_reserve(std::vector<std::string> words);

Command const kCommand{
    "letter reserve", "alur letter reserve SURAT --data FOLDER --role PERAN --reason TEKS [--case NOMOR] [--by NAMA]",
    "memesan nomor untuk surat yang akan dibuat",
    "Nomor pesanan dipakai oleh surat jenis itu (untuk perkara itu) yang terbit berikutnya; bila tidak dipakai dalam\n"
    "masa pesan, nomor itu batal dan tetap tercatat dalam agenda.",
    run_letter_reserve};
Registered const kRegistered{kCommand};

int run_letter_reserve(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "reason", "case", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    auto const reason = arguments.option("reason");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role || !reason)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const entry = service::reserve_number(*(*open)->office,
                                               {arguments.positional()[0],
                                                arguments.option("case").value_or(""),
                                                *reason,
                                                {arguments.option("by").value_or(*role), split(*role, ',')}},
                                               (*open)->clock.now());
    if (!entry) return report_error(entry.error());
    std::cout << entry->text << " dipesan\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
