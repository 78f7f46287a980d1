#include "http/small_site.hpp"
#include "service/view_status.hpp"

using namespace alur;
using test::SmallSite;

namespace {

bool has(std::string const& page, std::string_view text) { return page.find(text) != std::string::npos; }

std::string code_of(SmallSite& office, std::string const& number) {
    auto const code =
        office.office().database().read([&](store::Reader& r) { return service::status_code(r, number); });
    REQUIRE(code);
    return *code;
}

} // namespace

TEST_CASE("anybody who holds a letter sees by its code whether it is the office's", "[http]") {
    SmallSite office;
    auto const letter = office.add_letter(office.open_case(), 1);
    auto const address = "/v/" + SmallSite::letter_code(1);
    auto const page = office.get(address);
    CHECK(page.status == 200);
    CHECK(has(page.body, letter));
    CHECK(has(page.body, "10 Maret 2026"));
    CHECK(has(page.body, "Pemberitahuan"));
    CHECK(has(page.body, "belum ditandatangani"));
    CHECK_FALSE(has(page.body, "Sido Makmur"));
    CHECK_FALSE(has(page.body, "Kepala Desa Contoh"));
    CHECK_FALSE(has(page.body, "Budi"));
    CHECK(has(office.get("/v?kode=" + SmallSite::letter_code(1)).body, letter));
    CHECK(office.get("/v/" + SmallSite::letter_code(2)).status == 404);
    CHECK(office.get("/v/abc").status == 400);
    CHECK(office.get("/v").status == 200);
}

TEST_CASE("a void letter says so to anybody", "[http]") {
    SmallSite office;
    office.add_letter(office.open_case(), 1);
    office.sign_in("kepala");
    CHECK(office.send("/surat/SURAT-2026-1/batal", {{"alasan", {"salah Pak Darto"}}}).status == 303);
    office.cookie.clear();
    auto const page = office.get("/v/" + SmallSite::letter_code(1)).body;
    CHECK(has(page, "sudah dibatalkan"));
    CHECK_FALSE(has(page, "Darto"));
}

TEST_CASE("a file is compared with the letter byte for byte", "[http]") {
    SmallSite office;
    office.add_letter(office.open_case(), 1);
    auto const compare = [&](std::string const& bytes) {
        return office.send_file("/v", {{"kode", {SmallSite::letter_code(1)}}}, bytes).body;
    };
    CHECK(has(compare(SmallSite::kPdf), "sama persis dengan surat ini"));
    CHECK(has(compare(std::string(SmallSite::kPdf) + " "), "tidak sama"));
    office.sign_in("staf");
    CHECK(office.send_file("/surat/SURAT-2026-1/pindai", {}, "%PDF-1.7\nbaru\n%%EOF\n").status == 303);
    CHECK(has(compare(SmallSite::kPdf), "versi lama"));
}

TEST_CASE("a group sees how its case stands by number and code", "[http]") {
    SmallSite office;
    office.keep_secret();
    auto const number = office.open_case();
    auto const code = code_of(office, number);
    CHECK(office.get("/cek").status == 200);
    auto const seen = office.post("/cek", {{"nomor", {number}}, {"kode", {code}}});
    CHECK(seen.status == 200);
    CHECK(has(seen.body, "Sido Makmur"));
    auto const wrong = office.post("/cek", {{"nomor", {number}}, {"kode", {SmallSite::letter_code(3)}}});
    auto const unknown = office.post("/cek", {{"nomor", {"P-99"}}, {"kode", {code}}});
    CHECK(wrong.status == 404);
    CHECK(unknown.status == 404);
    CHECK(has(wrong.body, "tidak cocok"));
    CHECK(has(unknown.body, "tidak cocok"));
    CHECK_FALSE(has(wrong.body, "Sido Makmur"));
    office.sign_in("staf");
    CHECK(has(office.get("/perkara/" + number).body, code));
}

TEST_CASE("without the office's secret nobody outside sees a case", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    CHECK(code_of(office, number).empty());
    CHECK(office.post("/cek", {{"nomor", {number}}, {"kode", {service::public_code("", "status|" + number)}}}).status ==
          404);
    office.sign_in("staf");
    CHECK_FALSE(has(office.get("/perkara/" + number).body, "Kode cek status"));
}

TEST_CASE("questions of one address are answered only so often", "[http]") {
    SmallSite office;
    office.keep_secret();
    auto const number = office.open_case();
    auto const right = [&] { return office.post("/cek", {{"nomor", {number}}, {"kode", {code_of(office, number)}}}); };
    for (int i = 0; i < 60; ++i) office.get("/v/" + SmallSite::letter_code(i));
    CHECK(right().status == 429);
    CHECK(office.get("/v/" + SmallSite::letter_code(1)).status == 429);
    CHECK(SmallSite::header(right(), "Retry-After") == "300");
    office.clock.advance(std::chrono::minutes{5});
    CHECK(right().status == 200);
}
