#include "http/small_site.hpp"

using namespace alur;
using test::SmallSite;

namespace {

bool has(std::string const& page, std::string_view text) { return page.find(text) != std::string::npos; }

} // namespace

TEST_CASE("the board counts cases, areas and deadlines, each with its workbook", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.add_letter(number, 1, "Slawi");
    office.sign_in("staf");
    CHECK(office.send("/perkara/" + number + "/tugas/periksa", {{"lengkap", {"ya"}}}).status == 303);
    office.clock.advance(std::chrono::days{10});
    office.sign_in("kepala");
    auto const page = office.get("/papan");
    CHECK(page.status == 200);
    CHECK(has(page.body, "Maret 2026"));
    CHECK(has(page.body, "<td class=\"kanan\">10</td>"));
    for (auto const* table : {"tahap", "wilayah", "tenggat"}) {
        auto const book = office.get(std::string("/papan/excel/") + table);
        CHECK(book.status == 200);
        CHECK(book.body.starts_with("PK"));
    }
    CHECK(office.get("/papan/excel/lain").status == 404);
    office.sign_in("staf");
    CHECK(office.get("/papan").status == 403);
    CHECK(office.get("/papan/excel/tahap").status == 403);
}
