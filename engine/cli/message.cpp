#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/receive_message.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_message(std::vector<std::string> words);

Command const kCommand{
    "message", "alur message NAMA --data FOLDER --role PERAN [--case NOMOR] [--input DATA.json] [--by NAMA]",
    "mencatat kejadian dari luar yang ditunggu sebuah perkara",
    "NAMA adalah nama pesan pada bagan dan pada bagian pesan di pack.yaml. Tanpa --case, kejadian itu membuka perkara\n"
    "dari proses yang diawali dengannya. DATA.json memuat isiannya.",
    run_message};
Registered const kRegistered{kCommand};

int run_message(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "case", "input", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto input = read_input(arguments.option("input").value_or(""));
    if (!input) return report_error(input.error());
    service::ReceiveMessage const command{arguments.option("case").value_or(""),
                                          arguments.positional()[0],
                                          *input,
                                          {arguments.option("by").value_or(*role), split(*role, ',')}};
    auto& office = *(*open)->office;
    auto const now = (*open)->clock.now();
    auto number = Result<std::string>(command.case_number);
    if (command.case_number.empty())
        number = service::open_by_message(office, command, now);
    else if (auto const received = service::receive_message(office, command, now); !received)
        number = received.error();
    if (!number) return report_error(about_input(number.error(), arguments.option("input")));
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << *number << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
