#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/complete_task.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_task_complete(std::vector<std::string> words);

Command const kCommand{
    "task complete",
    "alur task complete NOMOR LANGKAH --data FOLDER --role PERAN [--input DATA.json] [--reason TEKS] [--by NAMA]",
    "menyelesaikan satu langkah", "DATA.json memuat isian langkah; --reason menjawab peringatan.", run_task_complete};
Registered const kRegistered{kCommand};

int run_task_complete(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "input", "reason", "role", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    if (!arguments.wrong().empty() || arguments.positional().size() != 2 || !data || !role)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto input = read_input(arguments.option("input").value_or(""));
    if (!input) return report_error(input.error());
    service::CompleteTask const command{arguments.positional()[0],
                                        arguments.positional()[1],
                                        *input,
                                        arguments.option("reason").value_or(""),
                                        {arguments.option("by").value_or(*role), split(*role, ',')}};
    auto const done = service::complete_task(*(*open)->office, command, (*open)->clock.now());
    if (!done) return report_error(about_input(done.error(), arguments.option("input")));
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    for (auto const& finding : done->findings)
        std::cout << model::weight_name(finding.weight) << ' ' << finding.guard
                  << (finding.member_no ? " anggota " + std::to_string(*finding.member_no) : "") << ": "
                  << finding.detail << '\n';
    std::cout << "keadaan: " << done->state << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
