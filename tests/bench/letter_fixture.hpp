#pragma once
#include "feel/json.hpp"
#include "letter/letter.hpp"

#include <png.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

/// The letter that is measured: one page, tagged, four fonts cut down, a logo, a QR code and an attachment.
namespace letter_bench {

using namespace alur;

/// A folder with the shipped layouts and an emblem of 236 x 283 dots (2.0 x 2.4 cm at 300 dpi).
inline std::filesystem::path folder() {
    static auto const made = [] {
        auto const path = std::filesystem::temp_directory_path() / ("alur-bench-" + std::to_string(::getpid()));
        std::filesystem::create_directories(path);
        std::filesystem::copy_file(std::filesystem::path(ALUR_SOURCE_DIR) / "templates/kube/layouts.yaml",
                                   path / "layouts.yaml", std::filesystem::copy_options::overwrite_existing);
        constexpr int kWidth = 236, kHeight = 283;
        std::string dots(kWidth * kHeight * 4, '\0');
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                auto const r = std::hypot((x - kWidth / 2.0) / kWidth * 2, (y - kHeight / 2.0) / kHeight * 2);
                auto* dot = &dots[static_cast<std::size_t>((y * kWidth + x) * 4)];
                if (r > 1) continue;
                int const ring = static_cast<int>(r * 8);
                unsigned char const colours[4][3] = {{200, 30, 40}, {250, 210, 60}, {20, 110, 60}, {30, 60, 150}};
                for (int k = 0; k < 3; ++k) dot[k] = static_cast<char>(colours[ring % 4][k] - (x * y) % 7);
                dot[3] = static_cast<char>(r > 0.98 ? 128 : 255);
            }
        png_image png{};
        png.version = PNG_IMAGE_VERSION;
        png.width = kWidth;
        png.height = kHeight;
        png.format = PNG_FORMAT_RGBA;
        png_image_write_to_file(&png, (path / "lambang.png").c_str(), 0, dots.data(), 0, nullptr);
        return path;
    }();
    return made;
}

inline letter::Typesetter typesetter() { return std::move(letter::Typesetter::open(folder())).value(); }

inline std::string const& paragraphs() {
    static std::string const text =
        "Menindaklanjuti surat Saudara mengenai **pengajuan proposal bantuan**, bersama ini kami sampaikan bahwa "
        "berkas "
        "yang diterima pada tanggal 25 Maret 2026 telah diperiksa sesuai dengan *ketentuan peraturan "
        "perundang-undangan* "
        "yang berlaku. Berdasarkan hasil pemeriksaan tersebut masih terdapat persyaratan yang ***belum dipenuhi***, "
        "sehingga berkas kami kembalikan untuk diperbaiki.\n\n"
        "Persyaratan yang perlu dilengkapi adalah sebagai berikut:\n\n"
        "1. berita acara pembentukan kelompok yang ditandatangani oleh seluruh anggota;\n"
        "1. rencana anggaran biaya dengan jumlah Rp20.000.000,00 (dua puluh juta rupiah);\n"
        "1. pakta integritas ketua, sekretaris, dan bendahara kelompok.\n\n"
        "Perbaikan disampaikan paling lambat 14 (empat belas) hari kerja sejak surat ini diterima. Apabila sampai "
        "dengan "
        "batas waktu tersebut perbaikan belum kami terima, permohonan dianggap ditarik kembali.\n\n"
        "Demikian untuk menjadi perhatian, atas kerja sama Saudara disampaikan terima kasih.\n";
    return text;
}

inline std::string source(std::string const& body) {
    return "---\nid: L99\nnama: Surat Ukur\nlayout: korespondensi\nklasifikasi: 400.9\nseri: SURAT\nhal: Pengembalian "
           "Berkas {{nama}}\ntujuan:\n  - kepada: Ketua Kelompok {{nama}}\n    di: Talang\nmode_ttd: TTE\n"
           "penanda_tangan:\n  - peran: KADIS\ntembusan:\n  - Camat Talang\n  - Kepala Desa Kajen\n---\n" +
           body;
}

inline letter::LetterTemplate letter_of(std::string const& body) {
    return letter::read_letter({"ukur.md", source(body)}).value();
}

inline feel::Scope scope(std::string const& name, std::string const& more = {}) {
    return feel::Scope(
        feel::from_json(R"({"nama":)" + feel::json_string(name) + more +
                        R"(,"office":{"government_line":"PEMERINTAH KABUPATEN TEGAL","office_line":"DINAS SOSIAL",
"address_line":"Jalan Contoh Nomor 1, Slawi, Kabupaten Tegal, Jawa Tengah 52400",
"contact_line":"Telepon (0283) 000000, Pos-el dinsos@contoh.invalid, Laman dinsos.contoh.invalid","place":"Slawi","unit_code":"000"},
"officials":[{"role":"KADIS","position":"Kepala Dinas Sosial","name":"Drs. Bambang Suryo Atmojo, M.Si.","rank":"Pembina Utama Muda",
"grade":"IV/c","nip":"197005141995031002"}]})")
            .value());
}

inline letter::Issue issue() {
    letter::Issue out;
    out.number = "400.9/0001/000/2026";
    out.date = *parse_day("2026-04-01");
    out.created = at(*out.date, std::chrono::minutes{0}, out.zone);
    out.watermark = letter::Watermark::None;
    out.snapshot = R"({"kelompok":"Sido Makmur","desa":"Kajen","nilai":20000000})";
    out.verification = "https://dinsos.contoh.invalid/v/ABCD1234EFGH";
    return out;
}

} // namespace letter_bench
