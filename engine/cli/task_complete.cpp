#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "format/file.hpp"
#include "service/read_form.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_task_complete(std::vector<std::string> words);

Command const kCommand{
    "task complete",
    "alur task complete NOMOR LANGKAH --data FOLDER --role PERAN [--input DATA.json] [--form FORMULIR.xlsx [-o "
    "SALINAN]] "
    "[--reason TEKS] [--by NAMA]",
    "menyelesaikan satu langkah",
    "DATA.json memuat isian langkah; --reason menjawab peringatan.\n"
    "--form  formulir yang kembali memuat isian langkah; bila ada sel yang salah, tidak ada yang diterima dan -o\n"
    "        menyimpan salinan bertandanya",
    run_task_complete};
Registered const kRegistered{kCommand};

/// A form that was not accepted: every wrong cell, and the marked copy where it is wanted.
int show_faults(service::FormReturn const& form, std::optional<std::string> const& out) {
    for (auto const& fault : form.faults)
        std::cerr << fault.sheet << (fault.cell.empty() ? "" : "!" + fault.cell)
                  << (fault.label.empty() ? "" : " (" + fault.label + ")")
                  << (fault.found.empty() ? "" : " \"" + fault.found + "\"") << ": " << fault.message << '\n';
    std::cerr << form.faults.size() << " kesalahan; tidak ada isi yang diterima\n";
    if (!out) return kRefused;
    if (auto const written = format::write_file(*out, form.marked_copy); !written) return report_error(written.error());
    std::cerr << "salinan bertanda: " << *out << '\n';
    return kRefused;
}

int run_task_complete(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "input", "reason", "role", "by", "form", "out"});
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
    Result<service::TaskCompleted> done = service::TaskCompleted{};
    if (auto const path = arguments.option("form")) {
        auto bytes = format::read_bytes(*path);
        if (!bytes) return report_error(bytes.error());
        auto completed =
            service::complete_with_form(*(*open)->office, command, std::filesystem::path(*path).filename().string(),
                                        std::move(bytes).value(), (*open)->clock.now(), (*open)->folder);
        if (!completed) return report_error(completed.error());
        if (!completed->done) return show_faults(completed->form, arguments.option("out"));
        done = std::move(*completed->done);
    } else {
        done = service::complete_task(*(*open)->office, command, (*open)->clock.now());
    }
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
