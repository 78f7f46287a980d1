#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/text.hpp"
#include "service/sign_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_scan(std::vector<std::string> words);

Command const kCommand{
    "letter scan",
    "alur letter scan PINDAIAN.pdf --data FOLDER --role PERAN (--number NOMOR_SURAT | --case NOMOR --letter SURAT) "
    "[--by NAMA]",
    "melampirkan pindaian surat yang ditandatangani basah",
    "Surat semula tetap disimpan; pindaiannya menjadi versi berikutnya dan surat itu berstatus DITANDATANGANI.",
    run_letter_scan};
Registered const kRegistered{kCommand};

int run_letter_scan(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "number", "case", "letter", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    bool const named = arguments.option("number") || (arguments.option("case") && arguments.option("letter"));
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role || !named)
        return wrong_use(kCommand, arguments.wrong());
    auto scan = format::read_bytes(arguments.positional()[0]);
    if (!scan) return report_error(scan.error());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const kept = service::attach_scan(*(*open)->office,
                                           {arguments.option("number").value_or(""),
                                            arguments.option("case").value_or(""),
                                            arguments.option("letter").value_or(""),
                                            std::move(*scan),
                                            {arguments.option("by").value_or(*role), split(*role, ',')}},
                                           (*open)->clock.now());
    if (!kept) return report_error(kept.error());
    std::cout << kept->file_name << ", versi " << kept->version << ", " << kept->state << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
