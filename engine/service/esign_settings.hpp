#pragma once
#include "esign/client.hpp"
#include "format/file.hpp"

#include <filesystem>
#include <map>
#include <string>

namespace alur::service {

/// How the office reaches its e-signature service, and under which identity each official is known there.
struct EsignSettings {
    esign::ClientSettings client;
    std::map<std::string, std::string> identities; ///< role → identity number or e-mail address
};

/// Reads `esign.yaml`:
///
///     versi: 2                        panggilan versi 1 atau 2
///     alamat: https://esign.kantor.go.id
///     pengguna: dinsos
///     sandi_berkas: esign-sandi.txt   berkas berisi sandi layanan, di samping berkas ini
///     sertifikat: ca.pem              hanya bila sertifikat layanan tidak dikenal sistem
///     batas_waktu: 30                 detik
///     jalur: {sign: /api/v2/sign/pdf} hanya yang berbeda dari bawaan
///     nama: {passphrase: passphrase}  nama isian yang berbeda dari bawaan
///     identitas: {KADIS: "3328…"}     NIK atau pos-el pejabat pada layanan
///
/// Invalid: every mistake with its place. NotFound: a file named in it is not there.
Result<EsignSettings> read_esign_settings(format::SourceFile const& file, std::filesystem::path const& folder);

} // namespace alur::service
