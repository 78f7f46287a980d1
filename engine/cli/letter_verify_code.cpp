#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "core/indonesian.hpp"
#include "service/verify_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_verify_code(std::vector<std::string> words);

Command const kCommand{
    "letter verify-code", "alur letter verify-code KODE --data FOLDER [--file BERKAS.pdf]",
    "mencari surat menurut kode yang tercetak padanya",
    "Dengan --file dibandingkan pula apakah berkas itu sama persis dengan surat yang disimpan. Status 1: kode salah "
    "ketik,\ntidak ada suratnya, surat batal, atau berkasnya lain.",
    run_letter_verify_code};
Registered const kRegistered{kCommand};

int run_letter_verify_code(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "file"});
    auto const data = arguments.option("data");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data)
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const letter = service::verify_code(*(*open)->office, arguments.positional()[0]);
    if (!letter) return report_error(letter.error());
    std::cout << letter->office << '\n'
              << letter->kind << '\n'
              << "nomor         " << letter->number << '\n'
              << "tanggal       " << tanggal(letter->date) << '\n'
              << "hal           " << letter->subject << '\n'
              << "penanda tangan " << letter->signer << '\n'
              << "status        " << letter->state << (letter->reason.empty() ? "" : " (" + letter->reason + ")")
              << '\n';
    bool good = letter->reason.empty();
    if (auto const path = arguments.option("file")) {
        auto const bytes = format::read_bytes(*path);
        if (!bytes) return report_error(bytes.error());
        auto const same = service::matching_version(*letter, *bytes);
        std::cout << "berkas        "
                  << (same ? "sama dengan versi " + std::to_string(same->version) : "TIDAK sama dengan surat ini")
                  << '\n';
        good = good && same;
    }
    return good ? kDone : kRefused;
}

} // namespace

} // namespace alur::cli
