#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/sign_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_publish(std::vector<std::string> words);

Command const kCommand{"letter publish", "alur letter publish NOMOR_SURAT --data FOLDER --role PERAN [--by NAMA]",
                       "menerbitkan surat yang sudah ditandatangani",
                       "Sesudah terbit surat tidak berubah lagi; kesalahan diperbaiki dengan surat ralat.",
                       run_letter_publish};
Registered const kRegistered{kCommand};

int run_letter_publish(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const done =
        service::publish_letter(*(*open)->office, arguments.positional()[0],
                                {arguments.option("by").value_or(*role), split(*role, ',')}, (*open)->clock.now());
    if (!done) return report_error(done.error());
    std::cout << arguments.positional()[0] << " terbit\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
