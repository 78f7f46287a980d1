#include "letter/syllables.hpp"

#include <catch2/catch.hpp>

using namespace alur::letter;

namespace {

std::string broken(std::string const& word) {
    std::string out;
    std::size_t from = 0;
    for (auto const at : hyphen_points(word)) {
        out += word.substr(from, at - from) + "-";
        from = at;
    }
    return out + word.substr(from);
}

} // namespace

TEST_CASE("words break at syllables and around affixes", "[letter]") {
    CHECK(broken("bersama") == "ber-sama");
    CHECK(broken("pemerintah") == "pe-me-rin-tah");
    CHECK(broken("melaksanakan") == "me-lak-sa-nakan");
    CHECK(broken("menyerahkan") == "me-nye-rah-kan");
    CHECK(broken("anggotanya") == "ang-go-ta-nya");
    CHECK(broken("penyelenggara") == "pe-nye-leng-gara");
    CHECK(broken("kelompok") == "ke-lom-pok");
    CHECK(broken("instruksi") == "in-struksi");
    CHECK(broken("transkripsi") == "trans-kripsi");
}

TEST_CASE("a suffix is never torn from its stem by one letter", "[letter]") {
    for (std::string const word : {"bangunan", "jabatan", "pemerintahan", "lapangan", "kecamatan"}) {
        auto const text = broken(word);
        CHECK(text.find("-nan") == std::string::npos);
        CHECK(text.find("-tan") == std::string::npos);
        CHECK(text.find("-han") == std::string::npos);
        CHECK(text.find("-ngan") == std::string::npos);
    }
    CHECK(broken("mengajar").substr(0, 5) == "menga"); // meng-ajar, not me-ngajar
    CHECK(broken("berakhir").substr(0, 4) == "bera");  // ber-akhir, not be-rakhir
}

TEST_CASE("names, numbers and short words stay whole", "[letter]") {
    CHECK(hyphen_points("Danawarih").empty());
    CHECK(hyphen_points("KEPUTUSAN").empty());
    CHECK(hyphen_points("desa").empty());
    CHECK(hyphen_points("rp20").empty());
    CHECK(hyphen_points("").empty());
}

TEST_CASE("what is read as one is bound together", "[letter]") {
    auto const bound = [](std::string text) {
        auto out = bind_phrases(text);
        for (std::size_t at; (at = out.find("\xC2\xA0")) != std::string::npos;) out.replace(at, 2, "_");
        return out;
    };
    CHECK(bound("Surat Nomor 95 tanggal 12 Februari 2026") == "Surat Nomor_95 tanggal 12_Februari_2026");
    CHECK(bound("Yth. Ketua dengan NIP 197005141995031002") == "Yth._Ketua dengan NIP_197005141995031002");
    CHECK(bound("sebanyak 9 (sembilan) kelompok di RT 001/RW 002") ==
          "sebanyak 9_(sembilan) kelompok di RT_001/RW_002");
    CHECK(bound("Lampiran I dan Lampiran surat") == "Lampiran_I dan Lampiran surat");
    CHECK(bound("Surat Nomor 400.9.14.5/0006/BA/2026 tanggal") == "Surat Nomor_400.9.14.5/0006/BA/2026 tanggal");
    CHECK(bound("Tahun Anggaran 2026 Nomor 000/DPA/2026 (contoh)") ==
          "Tahun Anggaran_2026 Nomor_000/DPA/2026 (contoh)");
    CHECK(bound("pukul 09.00 WIB") == "pukul_09.00_WIB");
    CHECK(bound(" spasi  ganda ") == " spasi  ganda ");
}
