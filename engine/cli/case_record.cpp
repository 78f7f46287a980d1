#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/receive_message.hpp"

#include <algorithm>
#include <iostream>

namespace alur::cli {

namespace {

int run_case_record(std::vector<std::string> words);

Command const kCommand{
    "case record", "alur case record NOMOR [KEJADIAN --role PERAN [--input DATA.json] [--by NAMA]] --data FOLDER",
    "mencatat kejadian dari luar: berkas perbaikan, pengunduran diri, pengaduan …",
    "Tanpa KEJADIAN menyebut kejadian yang sekarang dapat dicatat untuk perkara itu, dengan perannya.",
    run_case_record};
Registered const kRegistered{kCommand};

/// The events an officer may record now for the case.
Result<> list_events(OpenOffice& open, std::string const& number) {
    return open.database->read([&](store::Reader& reader) -> Result<> {
        auto const live = open.office->find(reader, number);
        if (!live) return live.error();
        for (auto const& message : open.loaded.pack.messages) {
            auto const& waits = live->instance->waits();
            if (message.process == live->row.process && std::any_of(waits.begin(), waits.end(), [&](auto const& wait) {
                    return wait.kind == runtime::WaitKind::Message && wait.name == message.name;
                }))
                std::cout << message.name << "  " << message.title << " (" << join(message.roles, ", ") << ")\n";
        }
        return Done{};
    });
}

int run_case_record(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "input", "role", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    auto const& named = arguments.positional();
    if (!arguments.wrong().empty() || named.empty() || named.size() > 2 || !data || (named.size() == 2 && !role))
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    if (named.size() == 1) {
        auto const listed = list_events(**open, named[0]);
        return listed ? static_cast<int>(kDone) : report_error(listed.error());
    }
    auto input = read_input(arguments.option("input").value_or(""));
    if (!input) return report_error(input.error());
    service::ReceiveMessage const command{
        named[0], named[1], *input, {arguments.option("by").value_or(*role), split(*role, ',')}};
    auto const received = service::receive_message(*(*open)->office, command, (*open)->clock.now());
    if (!received) return report_error(about_input(received.error(), arguments.option("input")));
    if (auto const settled = settle(**open); !settled) return report_error(settled.error());
    std::cout << "dicatat\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
