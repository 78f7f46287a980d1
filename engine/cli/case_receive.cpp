#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/receive_message.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_case_receive(std::vector<std::string> words);

Command const kCommand{"case receive",
                       "alur case receive KEJADIAN --data FOLDER --role PERAN [--input DATA.json] [--by NAMA]",
                       "membuka perkara dari proses yang diawali dengan sebuah kejadian dari luar",
                       "KEJADIAN adalah nama pesan pada bagan dan pada bagian pesan di pack.yaml; DATA.json memuat "
                       "isiannya. Nomor perkara dicetak.\n"
                       "Kejadian untuk perkara yang sudah berjalan dicatat dengan 'alur case record'.",
                       run_case_receive};
Registered const kRegistered{kCommand};

int run_case_receive(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "input", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto input = read_input(arguments.option("input").value_or(""));
    if (!input) return report_error(input.error());
    service::ReceiveMessage const command{
        "", arguments.positional()[0], *input, {arguments.option("by").value_or(*role), split(*role, ',')}};
    auto const number = service::open_by_message(*(*open)->office, command, (*open)->clock.now());
    if (!number) return report_error(about_input(number.error(), arguments.option("input")));
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << *number << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
