#include "service/calendar_feed.hpp"
#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_feed(std::vector<std::string> words);

Command const kCommand{
    "calendar feed", "alur calendar feed --data FOLDER [--role PERAN] [--case NOMOR] [-o BERKAS.ics]",
    "tenggat sebagai kalender (iCalendar) untuk aplikasi kalender",
    "Setiap tenggat mempunyai pengenal tetap; tanggal yang pindah menaikkan nomor urutnya.", run_feed};
Registered const kRegistered{kCommand};

int run_feed(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "case", "out"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    service::FeedFilter filter;
    if (auto const role = arguments.option("role")) filter.roles = {*role};
    filter.case_number = arguments.option("case").value_or("");
    auto const feed = service::calendar_feed(*(*open)->office, filter, (*open)->clock.now());
    if (!feed) return report_error(feed.error());
    auto const out = arguments.option("out");
    if (!out) {
        std::cout << *feed;
        return kDone;
    }
    if (auto const written = format::write_file(*out, *feed); !written) return report_error(written.error());
    return kDone;
}

} // namespace

} // namespace alur::cli
