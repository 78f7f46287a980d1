#include "http/site.hpp"

#include "http/routes.hpp"
#include "http/small_site.hpp"

using namespace alur;
using test::SmallSite;

namespace {

bool has(std::string const& page, std::string_view text) { return page.find(text) != std::string::npos; }

/// A pattern of a route as an address of the case.
std::string address_of(std::string_view pattern, std::string const& number) {
    std::string out(pattern);
    int star = 0;
    for (auto at = out.find('*'); at != std::string::npos; at = out.find('*'))
        out.replace(at, 1, ++star == 1 ? number : out.find("dokumen") != std::string::npos ? "1" : "periksa");
    return out;
}

} // namespace

TEST_CASE("without a session every page but the sign-in leads to it", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    for (auto const& route : http::routes()) {
        if (route.access == http::Access::Anybody) continue;
        auto const address = address_of(route.pattern, number);
        CAPTURE(address);
        auto const answer = route.method == "GET" ? office.get(address) : office.post(address, {});
        CHECK(answer.status == 303);
        CHECK(SmallSite::header(answer, "Location").starts_with("/masuk"));
    }
}

TEST_CASE("a wrong password is refused with the same sentence as an unknown name", "[http]") {
    SmallSite office;
    auto const wrong = office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {"salah"}}});
    auto const unknown = office.post("/masuk", {{"pengguna", {"siapa"}}, {"sandi", {"salah"}}});
    CHECK(wrong.status == 403);
    CHECK(unknown.status == 403);
    CHECK(has(wrong.body, "tidak cocok"));
    CHECK(has(unknown.body, "tidak cocok"));
}

TEST_CASE("wrong passwords lock a name for a while", "[http]") {
    SmallSite office;
    for (int i = 0; i < 5; ++i) office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {"salah"}}});
    auto const locked = office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {SmallSite::kPassword}}});
    CHECK(locked.status == 429);
    office.clock.advance(std::chrono::minutes{2});
    CHECK(office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {SmallSite::kPassword}}}).status == 303);
}

TEST_CASE("one computer may try to sign in only so often", "[http]") {
    SmallSite office;
    for (int i = 0; i < 20; ++i)
        office.post("/masuk", {{"pengguna", {"orang" + std::to_string(i)}}, {"sandi", {"salah"}}});
    auto const refused = office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {SmallSite::kPassword}}});
    CHECK(refused.status == 429);
    CHECK(SmallSite::header(refused, "Retry-After") == "300");
}

TEST_CASE("a session's cookie is closed to scripts and to other sites", "[http]") {
    SmallSite office;
    auto const answer = office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {SmallSite::kPassword}}});
    auto const cookie = SmallSite::header(answer, "Set-Cookie");
    CHECK(has(cookie, "HttpOnly"));
    CHECK(has(cookie, "SameSite=Lax"));
    CHECK(SmallSite::header(answer, "Location") == "/meja");
}

TEST_CASE("sign-in never leads to another site", "[http]") {
    SmallSite office;
    for (auto const* target : {"//jahat.invalid", "https://jahat.invalid", "/\\jahat.invalid", "x"}) {
        auto const answer =
            office.post("/masuk", {{"pengguna", {"staf"}}, {"sandi", {SmallSite::kPassword}}, {"ke", {target}}});
        CHECK(SmallSite::header(answer, "Location") == "/meja");
    }
}

TEST_CASE("a session ends after twelve hours and when the officer leaves", "[http]") {
    SmallSite office;
    office.sign_in("staf");
    CHECK(office.get("/meja").status == 200);
    office.clock.advance(std::chrono::hours{12});
    CHECK(office.get("/meja").status == 303);
    office.sign_in("staf");
    CHECK(office.send("/keluar", {}).status == 303);
    CHECK(office.get("/meja").status == 303);
}

TEST_CASE("a form without the session's token changes nothing", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    for (auto const& route : http::routes()) {
        if (route.method == "GET" || route.access == http::Access::Anybody) continue;
        auto const address = address_of(route.pattern, number);
        CAPTURE(address);
        CHECK(office.post(address, {{"lengkap", {"ya"}}}).status == 403);
        CHECK(office.post(address, {{"lengkap", {"ya"}}, {"_token", {std::string(64, 'a')}}}).status == 403);
    }
    CHECK(office.get("/perkara/" + number + "/tugas/periksa").status == 200);
}

TEST_CASE("a form from another site is refused even with the token", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    office.more_headers = {{"host", "alur.invalid"}, {"origin", "https://jahat.invalid"}};
    CHECK(office.send("/perkara/" + number + "/tugas/periksa/ambil", {}).status == 403);
    office.more_headers = {{"sec-fetch-site", "cross-site"}};
    CHECK(office.send("/perkara/" + number + "/tugas/periksa/ambil", {}).status == 403);
    office.more_headers = {{"host", "alur.invalid"}, {"origin", "https://alur.invalid"}};
    CHECK(office.send("/perkara/" + number + "/tugas/periksa/ambil", {}).status == 303);
}

TEST_CASE("every answer carries the guards of a page", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    for (auto const& route : http::routes()) {
        if (route.method != "GET") continue;
        auto const answer = office.get(address_of(route.pattern, number));
        CAPTURE(route.pattern, office.logged);
        CHECK(answer.status < 500);
        CHECK(has(SmallSite::header(answer, "Content-Security-Policy"), "default-src 'none'"));
        CHECK(SmallSite::header(answer, "X-Content-Type-Options") == "nosniff");
        CHECK_FALSE(has(answer.body, "<script>"));
        CHECK_FALSE(has(answer.body, " style="));
        CHECK_FALSE(has(answer.body, " onclick="));
    }
}

TEST_CASE("a case goes through its pages from the inbox to the end", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    CHECK(has(office.get("/meja").body, "Periksa berkas"));
    auto const task = "/perkara/" + number + "/tugas/periksa";
    CHECK(has(office.get(task).body, "Berkas lengkap"));
    auto const done = office.send(task, {{"lengkap", {"ya"}}, {"lengkap.ada", {"1"}}});
    CHECK(done.status == 303);
    CHECK(has(SmallSite::header(done, "Location"), "pesan=selesai"));
    CHECK(office.get(task).status == 404);
    auto const page = office.get("/perkara/" + number).body;
    CHECK(has(page, "Lembar Pemeriksaan"));
    CHECK(has(page, "Menyelesaikan Periksa berkas"));
    CHECK(has(page, "3 hari kerja sejak"));
    auto const paper = office.get("/perkara/" + number + "/dokumen/1");
    CHECK(paper.status == 200);
    CHECK(paper.body.starts_with("PK"));
    office.sign_in("kepala");
    auto const inbox = office.get("/meja").body;
    CHECK(has(inbox, "Setujui permohonan"));
    CHECK(has(inbox, "hari lagi"));
    CHECK(office.send("/perkara/" + number + "/tugas/setujui", {{"catatan", {"<b>baik</b>"}}}).status == 303);
    auto const ended = office.get("/perkara/" + number).body;
    CHECK(has(ended, "sudah berakhir"));
    CHECK(has(ended, "&lt;b&gt;baik&lt;/b&gt;"));
}

TEST_CASE("what is missing or breaks a rule comes back on the page with its field", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    auto const task = "/perkara/" + number + "/tugas/periksa";
    auto const missing = office.send(task, {});
    CHECK(missing.status == 400);
    CHECK(has(missing.body, "Isian ini harus diisi"));
    CHECK(has(missing.body, "href=\"#f-lengkap\""));
}

TEST_CASE("who holds none of a task's roles may look at it but not complete or take it", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("kepala");
    auto const task = "/perkara/" + number + "/tugas/periksa";
    auto const page = office.get(task);
    CHECK(page.status == 200);
    CHECK_FALSE(has(page.body, "Selesaikan langkah"));
    CHECK(office.send(task, {{"lengkap", {"ya"}}}).status == 403);
    CHECK(office.send(task + "/ambil", {}).status == 403);
}

TEST_CASE("a task that somebody has taken is not completed by another", "[http]") {
    SmallSite office;
    office.add("siti", "Siti", {"STAF"});
    auto const number = office.open_case();
    auto const task = "/perkara/" + number + "/tugas/periksa";
    office.sign_in("staf");
    CHECK(office.send(task + "/ambil", {}).status == 303);
    office.sign_in("siti");
    CHECK(office.send(task + "/ambil", {}).status == 409);
    CHECK(office.send(task + "/kembalikan", {}).status == 403);
    auto const refused = office.send(task, {{"lengkap", {"ya"}}});
    CHECK(refused.status == 409);
    CHECK(has(refused.body, "sudah diambil Rizal"));
    office.sign_in("kepala");
    CHECK(office.send(task + "/alihkan", {{"kepada", {"Siti"}}}).status == 303);
    CHECK(office.send(task + "/alihkan", {{"kepada", {"Bambang"}}}).status == 400);
    office.sign_in("siti");
    CHECK(office.send(task, {{"lengkap", {"ya"}}}).status == 303);
}

TEST_CASE("a draft waits for its officer", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    office.sign_in("staf");
    auto const task = "/perkara/" + number + "/tugas/periksa";
    CHECK(office.send(task, {{"_draf", {"1"}}, {"lengkap", {"ya"}}}).status == 303);
    CHECK(has(office.get(task).body, "dari draf"));
    CHECK(has(office.send(task + "/periksa", {{"lengkap", {"ya"}}}).body, "Semua aturan terpenuhi"));
}

TEST_CASE("search finds a case by the beginning of a word", "[http]") {
    SmallSite office;
    auto const number = office.open_case("Sido Makmur");
    office.open_case("Sumber Rejeki");
    office.sign_in("staf");
    auto const found = office.get("/perkara?cari=makm");
    CHECK(has(found.body, "Sido Makmur"));
    CHECK_FALSE(has(found.body, "Sumber Rejeki"));
    CHECK(has(office.get("/perkara?cari=" + number).body, "Sido Makmur"));
    for (auto const* odd : {"%22", "*", "a%20OR%20b", "NEAR(", "%27;--"})
        CHECK(office.get(std::string("/perkara?cari=") + odd).status == 200);
}

TEST_CASE("only the administrator manages accounts, and a new one must change its password", "[http]") {
    SmallSite office;
    office.sign_in("staf");
    CHECK(office.get("/akun").status == 403);
    CHECK(office.send("/akun", {{"login", {"baru"}}, {"nama", {"Baru"}}, {"peran", {"STAF"}}}).status == 403);
    office.sign_in("admin");
    CHECK(SmallSite::header(office.get("/meja"), "Location") == "/akun");
    auto const added = office.send("/akun", {{"login", {"baru"}}, {"nama", {"Baru"}}, {"peran", {"STAF"}}});
    CHECK(added.status == 200);
    auto const at = added.body.find("<code>") + 6;
    auto const password = added.body.substr(at, added.body.find("</code>") - at);
    CHECK(office.send("/akun", {{"login", {"baru"}}, {"nama", {"Baru"}}, {"peran", {"STAF"}}}).status == 409);
    CHECK(office.send("/akun", {{"login", {"x"}}, {"nama", {"Baru"}}, {"peran", {"RAJA"}}}).status == 400);
    office.cookie.clear();
    auto const in = office.post("/masuk", {{"pengguna", {"baru"}}, {"sandi", {password}}});
    REQUIRE(in.status == 303);
    auto cookie = SmallSite::header(in, "Set-Cookie");
    office.cookie = cookie.substr(10, cookie.find(';') - 10);
    CHECK(SmallSite::header(office.get("/meja"), "Location") == "/sandi");
    CHECK(office.send("/sandi", {{"lama", {password}}, {"baru", {"pendek"}}, {"ulang", {"pendek"}}}).status == 400);
    CHECK(office.send("/sandi", {{"lama", {"salah"}}, {"baru", {"panjang sekali"}}, {"ulang", {"panjang sekali"}}})
              .status == 403);
    CHECK(office.send("/sandi", {{"lama", {password}}, {"baru", {"panjang sekali"}}, {"ulang", {"panjang sekali"}}})
              .status == 303);
}

TEST_CASE("a calendar is read at its secret address, and another address ends the one before", "[http]") {
    SmallSite office;
    auto const number = office.open_case();
    auto const address = [&](std::string const& perkara) {
        auto const made = office.send("/kalender", {{"perkara", {perkara}}});
        CHECK(made.status == 200);
        auto const at = made.body.find("/kalender/", made.body.find("<code"));
        return made.body.substr(at, made.body.find("</code>") - at);
    };
    office.sign_in("staf");
    auto const of_case = address(number);
    auto const of_officer = address("");
    CHECK(office.send("/kalender", {{"perkara", {"P-99"}}}).status == 404);
    CHECK(office.get("/kalender?perkara=" + number).status == 200);
    office.sign_in("admin");
    CHECK(office.send("/kalender", {}).status == 403);
    office.cookie.clear();
    for (auto const& one : {of_case, of_officer}) {
        CAPTURE(one);
        CHECK(one.size() == 10 + 64 + 4);
        auto const feed = office.get(one);
        CHECK(feed.status == 200);
        CHECK(feed.type == "text/calendar; charset=utf-8");
        CHECK(has(feed.body, "BEGIN:VCALENDAR"));
    }
    CHECK(has(office.get(of_officer).body, "Tenggat Rizal"));
    CHECK(has(office.get(of_case).body, "Tenggat " + number));
    CHECK(office.get(of_case.substr(0, of_case.size() - 4)).status == 404);
    CHECK(office.get("/kalender/petugas.ics").status == 404);
    office.sign_in("staf");
    auto const again = address("");
    CHECK(office.get(of_officer).status == 404);
    CHECK(office.get(again).status == 200);
    CHECK(office.get(of_case).status == 200);
    auto account =
        office.office().database().read([](store::Reader& r) { return store::find_officer_by_login(r, "staf"); });
    REQUIRE(account);
    (*account)->active = false;
    REQUIRE(
        office.office().database().write([&](store::Transaction& t) { return store::change_officer(t, **account); }));
    CHECK(office.get(again).status == 404);
}

TEST_CASE("an unknown page is 404, another method 405", "[http]") {
    SmallSite office;
    office.sign_in("staf");
    CHECK(office.get("/tidak/ada").status == 404);
    CHECK(office.get("/perkara/P-99").status == 404);
    CHECK(office.get("/keluar").status == 405);
    CHECK(office.get("/aset/tidak.js").status == 404);
    CHECK(office.get("/aset/alur.css").status == 200);
}
