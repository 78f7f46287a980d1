#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/start_case.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_case_start(std::vector<std::string> words);

Command const kCommand{"case start", "alur case start PROSES --data FOLDER [--input DATA.json]", "membuka perkara baru",
                       "PROSES adalah id proses dalam paket. Nomor perkara dicetak.", run_case_start};
Registered const kRegistered{kCommand};

int run_case_start(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "input", "by"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto input = read_input(arguments.option("input").value_or(""));
    if (!input) return report_error(input.error());
    auto const number = service::start_case(
        *(*open)->office, {arguments.positional()[0], *input, arguments.option("by").value_or("petugas")},
        (*open)->clock.now());
    if (!number) return report_error(about_input(number.error(), arguments.option("input")));
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << *number << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
