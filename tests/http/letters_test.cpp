#include "http/small_site.hpp"

using namespace alur;
using test::SmallSite;

namespace {

bool has(std::string const& page, std::string_view text) { return page.find(text) != std::string::npos; }

} // namespace

TEST_CASE("the register shows its letters and narrows them by year, state and word", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    auto const letter = office.add_letter(number, 1);
    office.sign_in("staf");
    auto const page = office.get("/surat").body;
    CHECK(has(page, letter));
    CHECK(has(page, "menunggu tanda tangan"));
    CHECK(has(page, "Kepala Desa Contoh"));
    CHECK(has(office.get("/surat?menunggu=1").body, letter));
    CHECK(has(office.get("/surat?cari=DESA%20contoh").body, letter));
    for (auto const* other : {"?tahun=2025", "?keadaan=BATAL", "?seri=NOTA", "?cari=tidak", "?halaman=3"})
        CHECK_FALSE(has(office.get(std::string("/surat") + other).body, letter));
}

TEST_CASE("the register is saved as a workbook and leaves no file behind", "[http]") {
    SmallSite office;
    office.add_letter(office.open_case(), 1);
    office.sign_in("staf");
    auto const book = office.get("/surat/register.xlsx?cari=desa");
    CHECK(book.status == 200);
    CHECK(book.body.starts_with("PK"));
    CHECK(has(SmallSite::header(book, "Content-Disposition"), "register-surat.xlsx"));
    for (auto const& file : std::filesystem::directory_iterator(office.office().database().file().parent_path()))
        CHECK(file.path().extension() != ".xlsx");
}

TEST_CASE("a letter signed on paper is scanned, published, and then stands", "[http]") {
    SmallSite office;
    office.add_letter(office.open_case(), 1);
    office.sign_in("staf");
    auto const address = std::string("/surat/SURAT-2026-1");
    CHECK(has(office.get(address).body, "Lampirkan pindaian"));
    auto const no_pdf = office.send_file(address + "/pindai", {}, "bukan pdf");
    CHECK(no_pdf.status == 400);
    CHECK(has(no_pdf.body, "pindai-galat"));
    CHECK(office.send(address + "/terbit", {}).status == 409);
    CHECK(office.send_file(address + "/pindai", {}, "%PDF-1.7\npindaian\n%%EOF\n").status == 303);
    auto const scanned = office.get(address).body;
    CHECK(has(scanned, "ditandatangani"));
    CHECK(has(scanned, "Terbitkan surat"));
    CHECK(office.get(address + "/berkas/2").body == "%PDF-1.7\npindaian\n%%EOF\n");
    CHECK(office.get(address + "/berkas/99").status == 404);
    CHECK(office.send(address + "/terbit", {}).status == 303);
    auto const published = office.send(address + "/batal", {{"alasan", {"keliru"}}});
    CHECK(published.status == 409);
    CHECK_FALSE(has(office.get(address).body, "Batalkan nomor"));
}

TEST_CASE("a number is voided with its reason only", "[http]") {
    SmallSite office;
    office.add_letter(office.open_case(), 1);
    office.sign_in("kepala");
    auto const address = std::string("/surat/SURAT-2026-1");
    auto const unsaid = office.send(address + "/batal", {{"alasan", {" "}}});
    CHECK(unsaid.status == 400);
    CHECK(has(unsaid.body, "memerlukan alasan"));
    CHECK(office.send(address + "/batal", {{"alasan", {"salah <tujuan>"}}}).status == 303);
    auto const page = office.get(address).body;
    CHECK(has(page, "salah &lt;tujuan&gt;"));
    CHECK_FALSE(has(page, "Lampirkan pindaian"));
}

TEST_CASE("a number is reserved with a reason and stands in the register", "[http]") {
    SmallSite office;
    office.sign_in("staf");
    auto const unsaid = office.send("/surat/pesan", {{"surat", {"S01"}}, {"alasan", {""}}});
    CHECK(unsaid.status == 400);
    CHECK(has(unsaid.body, "pesan-galat"));
    CHECK(office.send("/surat/pesan", {{"surat", {"S99"}}, {"alasan", {"rapat"}}}).status == 404);
    auto const done = office.send("/surat/pesan", {{"surat", {"S01"}}, {"alasan", {"rapat"}}});
    CHECK(SmallSite::header(done, "Location") == "/surat/SURAT-2026-1?pesan=dipesan");
    CHECK(has(office.get("/surat").body, "Dipesan: rapat"));
}

TEST_CASE("a back-dated number needs a day, a reason and a later number", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    auto const send = [&](char const* day, char const* reason) {
        return office.send("/surat/sisip",
                           {{"surat", {"S01"}}, {"perkara", {number}}, {"tanggal", {day}}, {"alasan", {reason}}});
    };
    CHECK(has(send("", "lupa").body, "isilah tanggal surat"));
    CHECK(has(send("2026-03-09", "").body, "memerlukan alasan"));
    CHECK(has(send("2027-03-09", "lupa").body, "belum tiba"));
    CHECK(send("2026-03-09", "lupa").status == 409);
}

TEST_CASE("letters are handled by those whose roles may, and seen in their areas only", "[http]") {
    SmallSite office;
    office.add("lain", "Lain", {"STAF"}, {"Slawi"});
    auto const letter = office.add_letter(office.open_case(), 1, "Adiwerna");
    office.sign_in("admin");
    for (auto const* page : {"/surat", "/surat/register.xlsx", "/surat/sisip", "/surat/SURAT-2026-1"})
        CHECK(office.get(page).status == 403);
    CHECK(office.send("/surat/pesan", {{"surat", {"S01"}}, {"alasan", {"x"}}}).status == 403);
    office.sign_in("kepala");
    CHECK(office.send_file("/surat/SURAT-2026-1/pindai", {}, SmallSite::kPdf).status == 403);
    CHECK(office.send("/surat/SURAT-2026-1/terbit", {}).status == 403);
    CHECK(has(office.get("/surat").body, letter));
    office.sign_in("lain");
    CHECK_FALSE(has(office.get("/surat").body, letter));
    CHECK(office.get("/surat/SURAT-2026-1").status == 404);
    CHECK(office.get("/surat/SURAT-2026-1/berkas/1").status == 404);
    CHECK(office.send("/surat/SURAT-2026-1/batal", {{"alasan", {"x"}}}).status == 404);
    for (auto const* odd : {"SURAT", "SURAT-2026-", "-2026-1", "SURAT-x-1", "SURAT-2026-1-"})
        CHECK(office.get(std::string("/surat/") + odd).status == 404);
}
