#include "http/notices.hpp"

#include <array>

namespace alur::http {

std::string notice(Visit const& visit) {
    struct Notice {
        std::string_view word;
        std::string_view sentence;
    };
    constexpr std::array kNotices{
        Notice{"selesai", "Langkah selesai. Dokumennya sudah dibuat dan perkara berlanjut."},
        Notice{"tertunda",
               "Langkah selesai, tetapi ada dokumen yang belum dapat dibuat; lihat bagian dokumen atau beri tahu "
               "pengelola."},
        Notice{"draf", "Isian disimpan sebagai draf; langkah belum selesai."},
        Notice{"buku", "Buku kerja diterima dan isinya masuk ke isian di bawah. Periksa, lalu selesaikan langkahnya."},
        Notice{"bersama", "Langkah selesai untuk semua perkara yang dipilih."},
        Notice{"diambil", "Tugas diambil."},
        Notice{"dikembalikan", "Tugas dikembalikan ke meja bersama."},
        Notice{"dialihkan", "Tugas dialihkan."},
        Notice{"tercatat", "Kejadian dicatat dan perkara berlanjut."},
        Notice{"dibuka", "Perkara dibuka."},
        Notice{"sandi", "Kata sandi diganti."},
        Notice{"akun", "Akun disimpan."},
    };
    for (auto const& one : kNotices)
        if (one.word == visit.request.asked("pesan")) return std::string(one.sentence);
    return {};
}

} // namespace alur::http
