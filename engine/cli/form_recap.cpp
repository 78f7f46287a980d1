#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/save_list.hpp"

#include <charconv>
#include <iostream>

namespace alur::cli {

namespace {

int run_form_recap(std::vector<std::string> words);

Command const kCommand{"form recap",
                       "alur form recap perkara|tugas|tenggat|register|dokumen --data FOLDER [--process PROSES] "
                       "[--year TAHUN] -o FILE.xlsx",
                       "menyimpan satu daftar kantor sebagai buku kerja Excel",
                       "Daftarnya utuh, berapa pun panjangnya.\n"
                       "--process  hanya perkara proses itu dan yang menjadi bagiannya\n"
                       "--year     tahun register surat (bawaan: tahun ini)",
                       run_form_recap};
Registered const kRegistered{kCommand};

int run_form_recap(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "process", "year", "out"});
    auto const data = arguments.option("data");
    auto const out = arguments.option("out");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !out)
        return wrong_use(kCommand, arguments.wrong());
    auto const kind = service::list_kind(arguments.positional()[0]);
    if (!kind)
        return wrong_use(kCommand, "daftar \"" + arguments.positional()[0] + "\" tidak dikenal; pilih " +
                                       join(service::list_words(), ", "));
    service::ListRequest request;
    request.kind = *kind;
    request.process = arguments.option("process");
    if (auto const year = arguments.option("year")) {
        int value = 0;
        auto const read = std::from_chars(year->data(), year->data() + year->size(), value);
        if (read.ec != std::errc{} || read.ptr != year->data() + year->size() || value < 1900 || value > 2200)
            return wrong_use(kCommand, "--year harus tahun, misalnya 2026");
        request.year = value;
    }
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const& pack = (*open)->loaded.pack;
    request.office = pack.name;
    request.now = (*open)->clock.now();
    request.zone = pack.zone;
    auto const saved = service::save_list(*(*open)->database, request, *out);
    if (!saved) return report_error(saved.error());
    std::cout << *out << '\t' << saved->rows << " baris\t" << saved->sha256 << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
