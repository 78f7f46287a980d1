#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "service/preview_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_preview(std::vector<std::string> words);

Command const kCommand{"letter preview", "alur letter preview SURAT --case NOMOR --data FOLDER [-o SURAT.pdf]",
                       "melihat surat sebuah perkara sebagai DRAF",
                       "Tidak mengambil nomor dan tidak disimpan. Tanpa -o ditulis ke SURAT.pdf di folder ini.",
                       run_letter_preview};
Registered const kRegistered{kCommand};

int run_letter_preview(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"case", "data", "out"});
    auto const data = arguments.option("data");
    auto const number = arguments.option("case");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !number)
        return wrong_use(kCommand, arguments.wrong());
    auto const& letter = arguments.positional()[0];
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto papers = service::Papers::open((*open)->loaded.pack, (*open)->folder);
    if (!papers) return report_error(papers.error());
    auto const paper = service::preview_letter(*(*open)->office, *papers, letter, *number, (*open)->clock.now());
    if (!paper) return report_error(paper.error());
    auto const out = arguments.option("out").value_or(letter + ".pdf");
    if (auto const written = format::write_file(out, paper->bytes); !written) return report_error(written.error());
    std::cout << out << ": " << paper->pages << " halaman\n";
    return kDone;
}

} // namespace

} // namespace alur::cli
