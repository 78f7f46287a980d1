#include "letter_fixture.hpp"

#include "core/text.hpp"

#include <algorithm>

#include <clocale>
#include <locale>

using namespace letter_fixture;

TEST_CASE("a field without a value is an error that names letter, line and field", "[letter]") {
    auto const made =
        typesetter().render(letter_of(correspondence("Kami kirim {{barang}} dan {{uang}}.\n")), scope(), issued());
    REQUIRE_FALSE(made);
    CHECK(made.error().message.find("L99") != std::string::npos);
    REQUIRE(made.error().found.size() == 2);
    CHECK(made.error().found.all()[0].place.line == 15);
    CHECK(made.error().found.all()[0].message.find("barang") != std::string::npos);
}

TEST_CASE("an official who is not there is an error", "[letter]") {
    auto const made =
        typesetter().render(letter_of(correspondence("Isi.")),
                            feel::Scope(json(R"({"office":{"place":"Slawi"},"officials":[]})")), issued());
    REQUIRE_FALSE(made);
    auto const& found = made.error().found.all();
    CHECK(std::any_of(found.begin(), found.end(),
                      [](auto const& d) { return d.message.find("KADIS") != std::string::npos; }));
}

TEST_CASE("the blocks of a letter stand where officers expect them", "[letter]") {
    auto const text =
        text_of(correspondence("Isi surat.", "tembusan:\n  - Bupati Tegal\n  - Inspektur\nsifat: Segera\n"));
    CHECK(text.find("PEMERINTAH KABUPATEN TEGAL\nDINAS SOSIAL") != std::string::npos);
    CHECK(text.find("Slawi, 1 April 2026") != std::string::npos);
    CHECK(text.find("Sifat  :  Segera") != std::string::npos);
    CHECK(text.find("Yth.  Camat Talang\ndi Talang") != std::string::npos);
    CHECK(text.find("KEPALA DINAS SOSIAL,") != std::string::npos);
    CHECK(text.find("NIP 197005141995031002") != std::string::npos);
    CHECK(text.find("1.  Bupati Tegal;\n2.  Inspektur.") != std::string::npos);
    CHECK(text.find("terima kasih") != std::string::npos); // the office's closing sentence
}

TEST_CASE("the closing sentence is not said twice", "[letter]") {
    auto const text = text_of(correspondence("Isi.\n\nAtas bantuannya kami ucapkan terima kasih."));
    CHECK(text.find("Demikian disampaikan") == std::string::npos);
}

TEST_CASE("names print as they are and never become markup", "[letter]") {
    auto const text = text_of(correspondence("Nama {{nama}}.\n\n| A | B |\n|---|---|\n| {{nama}} | x |\n"),
                              R"("nama":"*Bu* | <b>Siti</b> \"Ayu\" 'X' #1 [y] {{z}} _q_ & `k` ĆŽéñ")");
    CHECK(text.find("*Bu* | <b>Siti</b> \"Ayu\" 'X' #1 [y] {{z}} _q_ & `k` ĆŽéñ") != std::string::npos);
}

TEST_CASE("control and direction characters of a value are dropped", "[letter]") {
    auto const text = text_of(correspondence("Nama {{nama}}."), R"("nama":"A\u0007B\u202EC\nD")");
    CHECK(text.find("Nama ABC D.") != std::string::npos);
}

TEST_CASE("a very long name without a blank stays inside the text", "[letter]") {
    std::string const name(3000, 'w');
    auto const dump = typesetter().dump(letter_of(correspondence("Nama {{nama}} itu.")),
                                        scope("\"nama\":\"" + name + "\""), issued());
    REQUIRE(dump);
    std::size_t from = 0;
    while ((from = dump->find("text ", from)) != std::string::npos) {
        double x = 0, y = 0, size = 0, width = 0;
        int font = 0;
        REQUIRE(std::sscanf(dump->c_str() + from, "text %lf %lf f%d %lf w%lf", &x, &y, &font, &size, &width) == 5);
        CHECK(x + width < 612); // F4 is 609 points wide
        from += 5;
    }
}

TEST_CASE("a letter that no font has is refused with its code", "[letter]") {
    auto const made =
        typesetter().render(letter_of(correspondence("Nama {{nama}}.")), scope("\"nama\":\"\u6f22\""), issued());
    REQUIRE_FALSE(made);
    CHECK(made.error().message.find("U+6F22") != std::string::npos);
}

TEST_CASE("what is still open is red in a draft and refused in a final letter", "[letter]") {
    auto const letter = letter_of(correspondence("Dasar [[Peraturan Bupati Nomor …]]."));
    CHECK_FALSE(typesetter().render(letter, scope(), issued()));
    auto draft = issued();
    draft.watermark = letter::Watermark::Draft;
    CHECK(typesetter().render(letter, scope(), draft));
}

TEST_CASE("the same letter gives the same bytes, also under another locale and after other letters", "[letter]") {
    auto const letter =
        letter_of(correspondence("Nilai {{rupiah(20000000)}} pada {{tanggal_surat}} untuk pelaksanaan kegiatan."));
    auto issue = issued();
    issue.snapshot = R"({"a":1})";
    auto const first = typesetter().render(letter, scope(), issue);
    REQUIRE(first);
    auto const other = typesetter().render(letter_of(correspondence("Lain sama sekali.")), scope(), issue);
    REQUIRE(other);
    CHECK(other->bytes != first->bytes);
    char const* kept = std::setlocale(LC_ALL, nullptr);
    std::string const before = kept ? kept : "C";
    for (char const* name : {"id_ID.UTF-8", "de_DE.UTF-8", "C.UTF-8"}) std::setlocale(LC_ALL, name);
    auto fresh = letter::Typesetter::open(root() / "templates/kube");
    REQUIRE(fresh);
    auto const second = fresh->render(letter, scope(), issue);
    std::setlocale(LC_ALL, before.c_str());
    REQUIRE(second);
    CHECK(first->bytes == second->bytes);
}

TEST_CASE("a signature block is never alone on a page", "[letter]") {
    std::string body;
    auto const paragraph = "Kelompok menyampaikan laporan pelaksanaan kegiatan dan pertanggungjawaban penggunaan dana "
                           "secara tertib kepada dinas.\n\n";
    for (int n = 1; n < 40; ++n) {
        body += paragraph;
        auto const text = text_of(correspondence(body));
        auto const last = text.rfind('\f', text.size() - 2);
        if (last == std::string::npos) continue;
        auto const page = text.substr(last);
        auto const sign = page.find("KEPALA DINAS SOSIAL,");
        if (sign == std::string::npos) continue;
        CHECK(std::count(page.begin(), page.begin() + static_cast<long>(sign), '\n') >= 2);
    }
}

TEST_CASE("more than three addressees go to an annex", "[letter]") {
    auto const file = correspondence("Isi.");
    auto const many = replace_all(file, "  - kepada: Camat Talang\n    di: Talang\n",
                                  "  - setiap: tempat as t\n    kepada: Camat {{t}}\n");
    auto const text = text_of(many, R"("tempat":["Slawi","Talang","Pangkah","Adiwerna"])");
    CHECK(text.find("Yth. (daftar terlampir)") != std::string::npos);
    CHECK(text.find("DAFTAR PENERIMA SURAT") != std::string::npos);
    CHECK(text.find("4.  Camat Adiwerna") != std::string::npos);
}

namespace {

/// Left edges of the vertical rules of the first table on the page, in points.
std::vector<double> column_edges(std::string const& body) {
    auto const dump = typesetter().dump(letter_of(correspondence(body)), scope(), issued());
    REQUIRE(dump);
    std::vector<double> edges;
    for (std::size_t at = 0; (at = dump->find("rule ", at)) != std::string::npos; at += 5) {
        double x = 0, y = 0, width = 0, height = 0;
        REQUIRE(std::sscanf(dump->c_str() + at, "rule %lf %lf %lf %lf", &x, &y, &width, &height) == 4);
        if (width > 1 || height < 5) continue;
        if (std::none_of(edges.begin(), edges.end(), [&](double e) { return std::abs(e - x) < 0.5; }))
            edges.push_back(x);
    }
    std::sort(edges.begin(), edges.end());
    return edges;
}

constexpr double kCm = 72.0 / 2.54;

} // namespace

TEST_CASE("a column with a width of its own keeps it and the others fill the line", "[letter]") {
    auto const edges = column_edges(
        "[kolom 1 * 6]\n| No | Uraian | Nilai |\n|---:|---|---|\n"
        "| 1 | Bibit kambing betina umur dua tahun yang sehat dan bersertifikat | Dua belas juta rupiah |\n");
    REQUIRE(edges.size() == 4);
    CHECK(edges[1] - edges[0] == Approx(kCm).margin(0.6));
    CHECK(edges[3] - edges[2] == Approx(6 * kCm).margin(0.6));
    CHECK(edges[3] - edges[0] == Approx(16.5 * kCm).margin(0.6));
}

TEST_CASE("short columns beside fixed ones also fill the line, and no word leaves its column", "[letter]") {
    auto const edges = column_edges("[kolom 1 * 3]\n| No | A | B |\n|---|---|---|\n| 1 | x | y |\n");
    REQUIRE(edges.size() == 4);
    CHECK(edges[3] - edges[0] == Approx(16.5 * kCm).margin(0.6));
    auto const wide =
        column_edges("[kolom 1 10 5.5]\n| No | A | B |\n|---|---|---|\n| Mempertanggungjawabkannya | x | y |\n");
    REQUIRE(wide.size() == 4);
    CHECK(wide[1] - wide[0] > 4 * kCm);
    CHECK(wide[3] - wide[0] == Approx(16.5 * kCm).margin(0.6));
}

TEST_CASE("the heading of a group is bold in its first line only", "[letter]") {
    auto const dump =
        typesetter().dump(letter_of("---\nid: L99\nnama: X\nlayout: pernyataan\nseri: none\nkop: kelompok\n"
                                    "kop_teks: [KUBE MELATI, Desa Bengle]\njudul: PERNYATAAN\nmode_ttd: BASAH\n"
                                    "penanda_tangan:\n  - nama: Siti\n    jabatan: Ketua,\n---\nIsi.\n"),
                          scope(), issued());
    REQUIRE(dump);
    auto const font_of = [&](char const* word) {
        auto const at = dump->find(word);
        REQUIRE(at != std::string::npos);
        auto const line = dump->rfind("text ", at);
        double x = 0, y = 0;
        int font = -1;
        REQUIRE(std::sscanf(dump->c_str() + line, "text %lf %lf f%d", &x, &y, &font) == 3);
        return font;
    };
    CHECK(font_of("KUBE") != font_of("Bengle"));
}
