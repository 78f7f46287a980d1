#include "cli/commands.hpp"
#include "cli/office_at.hpp"
#include "cli/report_error.hpp"
#include "cli/secret.hpp"
#include "core/text.hpp"
#include "service/esign_settings.hpp"
#include "service/local_signer.hpp"
#include "service/sign_letter.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_send(std::vector<std::string> words);

Command const kCommand{
    "letter send",
    "alur letter send NOMOR_SURAT --data FOLDER --role PERAN (--key KUNCI.p12 | --service esign.yaml) [--pass-file "
    "BERKAS] [--by NAMA]",
    "menandatangani surat bernomor secara elektronik",
    "Dengan --service surat dikirim ke layanan tanda tangan pemerintah; identitas pejabat dibaca dari berkas itu "
    "menurut\n"
    "--role. Frasa sandi dibaca dari baris pertama --pass-file, dari ALUR_FRASA_SANDI, atau ditanyakan; tidak pernah "
    "disimpan.\nHasilnya menjadi versi baru; surat semula tetap disimpan.",
    run_letter_send};
Registered const kRegistered{kCommand};

int run_letter_send(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {}, {"data", "role", "key", "service", "pass-file", "by"});
    auto const data = arguments.option("data");
    auto const role = arguments.option("role");
    auto const key = arguments.option("key");
    auto const settings_file = arguments.option("service");
    if (!arguments.wrong().empty() || arguments.positional().size() != 1 || !data || !role ||
        key.has_value() == settings_file.has_value())
        return wrong_use(kCommand, arguments.wrong());
    auto open = open_office(*data);
    if (!open) return report_error(open.error());
    auto const now = (*open)->clock.now();
    std::unique_ptr<esign::SigningService> signer;
    service::SignLetter command;
    command.number = arguments.positional()[0];
    command.officer = {arguments.option("by").value_or(*role), split(*role, ',')};
    if (key) {
        auto bytes = format::read_bytes(*key, 1'000'000);
        if (!bytes) return report_error(bytes.error());
        signer = std::make_unique<service::LocalSigner>(std::move(*bytes), now, (*open)->loaded.pack.zone);
        command.identity = *role;
    } else {
        auto const file = format::read_text(*settings_file);
        if (!file) return report_error(file.error());
        auto const settings = service::read_esign_settings(*file, std::filesystem::path(*settings_file).parent_path());
        if (!settings) return report_error(settings.error());
        if (auto const known = settings->identities.find(*role); known != settings->identities.end())
            command.identity = known->second;
        signer = std::make_unique<esign::Client>(settings->client);
    }
    auto secret = read_secret(arguments.option("pass-file"), "Frasa sandi");
    if (!secret) return report_error(secret.error());
    command.pass_phrase = esign::PassPhrase(std::move(*secret));
    auto const done = service::sign_letter(*(*open)->office, *signer, command, now);
    if (!done) return report_error(done.error());
    std::cout << done->file_name << ", versi " << done->version << ", " << done->state << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
