#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/print_batch.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_print(std::vector<std::string> words);

Command const kCommand{
    "letter print",
    "alur letter print --data FOLDER --out FOLDER [--letter SURAT] [--case NOMOR] [--from TANGGAL] [--until TANGGAL] "
    "[--by NAMA]",
    "menyiapkan surat-surat bernomor untuk sekali cetak",
    "Ditulis ke folder --out: cetak.pdf (daftar, lalu semua surat) dan setiap surat sebagai berkas sendiri.",
    run_letter_print};
Registered const kRegistered{kCommand};

int run_letter_print(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "out", "letter", "case", "from", "until", "by"});
    auto const data = arguments.option("data");
    auto const out = arguments.option("out");
    if (!arguments.wrong().empty() || !arguments.positional().empty() || !data || !out)
        return wrong_use(kCommand, arguments.wrong());
    service::BatchChoice choice{arguments.option("letter").value_or(""), arguments.option("case").value_or(""), {}, {}};
    for (auto [name, day] : {std::pair{"from", &choice.from}, std::pair{"until", &choice.until}})
        if (auto const text = arguments.option(name)) {
            auto const parsed = parse_day(*text);
            if (!parsed) return wrong_use(kCommand, "tanggal ditulis seperti 2026-04-01");
            *day = *parsed;
        }
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto papers = service::Papers::open((*open)->loaded.pack, (*open)->folder);
    if (!papers) return report_error(papers.error());
    auto const batch = service::print_batch(*(*open)->office, *papers, choice,
                                            arguments.option("by").value_or("……………………………"), (*open)->clock.now());
    if (!batch) return report_error(batch.error());
    std::filesystem::path const folder = *out;
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (auto const written = format::write_file(folder / "cetak.pdf", batch->merged); !written)
        return report_error(written.error());
    for (auto const& file : batch->files)
        if (auto const written = format::write_file(folder / file.name, file.bytes); !written)
            return report_error(written.error());
    std::cout << batch->files.size() << " surat, cetak.pdf dan berkas masing-masing di " << folder.string() << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
