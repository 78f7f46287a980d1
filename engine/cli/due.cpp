#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/run_due.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_due(std::vector<std::string> words);

Command const kCommand{"due", "alur due --data FOLDER", "menjalankan jam dan pengingat yang sudah tiba (untuk cron)",
                       "", run_due};
Registered const kRegistered{kCommand};

int run_due(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const now = (*open)->clock.now();
    auto const fired = service::fire_timers(*(*open)->office, now);
    if (!fired) return report_error(fired.error());
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    auto const sent = service::send_reminders(*(*open)->office, now);
    if (!sent) return report_error(sent.error());
    std::cout << *fired << " jam, " << *sent << " pengingat\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
