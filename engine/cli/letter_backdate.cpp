#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/backdate_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_backdate(std::vector<std::string> words);

Command const kCommand{
    "letter backdate",
    "alur letter backdate SURAT --case NOMOR --date 2026-04-01 --data FOLDER --role PERAN --reason TEKS [--by NAMA]",
    "membuat surat bertanggal mundur dengan nomor sisipan",
    "Nomornya disisipkan sesudah nomor terakhir pada tanggal itu (0147.a) dan ditandai dalam agenda. Surat dibuat dari "
    "data\nperkara sebagaimana adanya sekarang.",
    run_letter_backdate};
Registered const kRegistered{kCommand};

int run_letter_backdate(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "reason", "case", "date", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    auto const reason = arguments.option("reason");
    auto const number = arguments.option("case");
    auto const date = arguments.option("date");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role || !reason || !number ||
        !date)
        return wrong_use(kCommand, arguments.wrong());
    auto const day = parse_day(*date);
    if (!day) return wrong_use(kCommand, "--date ditulis seperti 2026-04-01");
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const entry = service::backdate_letter(*(*open)->office,
                                                {arguments.positional()[0],
                                                 *number,
                                                 *day,
                                                 *reason,
                                                 {arguments.option("by").value_or(*role), split(*role, ',')}},
                                                (*open)->clock.now());
    if (!entry) return report_error(entry.error());
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << entry->text << " terbit sebagai nomor sisipan\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
