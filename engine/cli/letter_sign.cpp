#include "cli/commands.hpp"
#include "cli/real_clock.hpp"
#include "cli/report_error.hpp"
#include "cli/secret.hpp"

#include "core/hash.hpp"
#include "format/file.hpp"
#include "letter/pdf_sign.hpp"

#include <iostream>

namespace alur::cli {

namespace {

int run_letter_sign(std::vector<std::string> words);

Command const kCommand{
    "letter sign",
    "alur letter sign SURAT.pdf -o HASIL.pdf --key KUNCI.p12|pkcs11:ALAMAT [--module MODUL.so] [--pass-file BERKAS] "
    "[--field ttd_1] [--reason TEKS] "
    "[--place TEKS] [--timestamp http://…] [--at WAKTU]",
    "menandatangani PDF secara elektronik dengan kunci PKCS#12 atau PKCS#11",
    "Kunci di dalam token disebut dengan alamatnya, misalnya pkcs11:token=DINAS;object=KEPALA; --module menyebut "
    "pustaka\n"
    "tokennya (atau PKCS11_MODULE_PATH) dan frasa sandinya adalah PIN.\n"
    "Frasa sandi dibaca dari baris pertama --pass-file, dari ALUR_FRASA_SANDI, atau ditanyakan di terminal; tidak "
    "pernah\n"
    "ditulis di baris perintah. Tanpa --field dipakai bidang kosong yang pertama. Tanda tangan yang sudah ada tetap "
    "sah.\n"
    "--timestamp meminta cap waktu RFC 3161 (PAdES B-T) dari layanan itu.",
    run_letter_sign};
Registered const kRegistered{kCommand};

Result<letter::SigningKey> open_key(std::string const& name, Arguments const& arguments) {
    bool const in_token = name.starts_with("pkcs11:");
    auto const bytes = in_token ? Result<std::string>(std::string()) : format::read_bytes(name, 1'000'000);
    if (!bytes) return bytes.error();
    auto secret = read_secret(arguments.option("pass-file"), (in_token ? "PIN " : "Frasa sandi ") + name);
    if (!secret) return secret.error();
    auto key = in_token ? letter::SigningKey::from_token(name, arguments.option("module").value_or(""), *secret)
                        : letter::SigningKey::from_pkcs12(*bytes, *secret);
    letter::forget(*secret);
    return key;
}

int run_letter_sign(std::vector<std::string> words) {
    Arguments const arguments(std::move(words), {},
                              {"key", "module", "pass-file", "field", "reason", "place", "timestamp", "at", "out"});
    if (!arguments.wrong().empty()) return wrong_use(kCommand, arguments.wrong());
    auto const out = arguments.option("out"), key_file = arguments.option("key");
    if (arguments.positional().size() != 1 || !out || !key_file)
        return wrong_use(kCommand, "sebutkan satu berkas surat, -o, dan --key");
    letter::SignRequest request;
    request.field = arguments.option("field").value_or("");
    request.reason = arguments.option("reason").value_or("");
    request.place = arguments.option("place").value_or("");
    request.when = RealClock().now();
    if (auto const at = arguments.option("at")) {
        auto const when = parse_instant(*at);
        if (!when) return report_error(when.error());
        request.when = *when;
    }
    if (auto const address = arguments.option("timestamp")) {
        auto service = letter::timestamp_over_http(*address);
        if (!service) return report_error(service.error());
        request.stamp = std::move(*service);
    }
    auto const pdf = format::read_bytes(arguments.positional().front());
    if (!pdf) return report_error(pdf.error());
    auto const key = open_key(*key_file, arguments);
    if (!key) return report_error(key.error());
    auto const made = letter::sign_pdf(*pdf, *key, request);
    if (!made) return report_error(made.error());
    if (auto const written = format::write_file(*out, *made); !written) return report_error(written.error());
    std::cout << "ditandatangani oleh " << key->holder().name << ", " << made->size() << " bita, sha256 "
              << sha256(*made) << '\n';
    return kDone;
}

} // namespace

} // namespace alur::cli
