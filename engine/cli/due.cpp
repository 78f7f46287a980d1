#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/reserve_number.hpp"
#include "service/tick.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_due(std::vector<std::string> words);

Command const kCommand{
    "due", "alur due --data FOLDER", "menjalankan jam dan pengingat yang sudah tiba (untuk cron)",
    "Boleh dijalankan setiap menit. Bila basis data sedang dipakai program lain, perintah ini menyebut\n"
    "program itu dan tidak mengubah apa pun; tidak ada yang terkirim dua kali.",
    run_due};
Registered const kRegistered{kCommand};

int run_due(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    if (auto const ready = ready_channels(**open); !ready) return report_error(ready.error());
    auto papers = service::Papers::open((*open)->loaded.pack, (*open)->folder);
    if (!papers) return report_error(papers.error());
    auto const report = service::tick(*(*open)->office, *papers, (*open)->clock.now());
    if (!report) return report_error(report.error());
    if (auto const lapsed = service::lapse_reservations(*(*open)->office, (*open)->clock.now()); !lapsed)
        return report_error(lapsed.error());
    std::cout << report->timers << " jam, " << report->papers << " pekerjaan, " << report->reminders << " pengingat, "
              << report->messages.sent << " pesan terkirim, " << report->messages.postponed << " ditunda, "
              << report->messages.failed << " gagal\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
