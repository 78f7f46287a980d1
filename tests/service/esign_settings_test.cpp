#include "service/esign_settings.hpp"

#include <catch2/catch.hpp>

using namespace alur;

namespace {

Result<service::EsignSettings> read(std::string const& text) {
    return service::read_esign_settings({"esign.yaml", text}, "/tidak/ada");
}

} // namespace

TEST_CASE("the e-signature service is described in one file", "[service]") {
    auto const made = read("versi: 1\nalamat: https://esign.contoh.invalid/\npengguna: dinsos\nbatas_waktu: 12\n"
                           "jalur: {sign: /x}\nnama: {nik: nik_penanda}\nidentitas: {KADIS: \"3328\"}\n");
    REQUIRE(made);
    CHECK(made->client.version == 1);
    CHECK(made->client.base_url == "https://esign.contoh.invalid");
    CHECK(made->client.time_limit == std::chrono::seconds(12));
    CHECK(made->client.path("sign") == "/x");
    CHECK(made->client.path("download") == "/api/sign/download/");
    CHECK(made->client.name("nik") == "nik_penanda");
    CHECK(made->identities.at("KADIS") == "3328");
}

TEST_CASE("a service that would get the pass phrase in the clear is refused", "[service]") {
    CHECK_FALSE(read("versi: 2\nalamat: http://esign.contoh.invalid\n"));
    CHECK(read("versi: 2\nalamat: http://127.0.0.1:8080\n"));
    CHECK_FALSE(read("versi: 3\nalamat: https://a.invalid\n"));
    CHECK_FALSE(read("versi: 2\nalamat: https://a.invalid\nbatas_waktu: 0\n"));
    CHECK_FALSE(read("versi: 2\nalamat: https://a.invalid\nkata_sandi: abc\n"));
    auto const missing = read("versi: 2\nalamat: https://a.invalid\nsandi_berkas: x.txt\n");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == ErrorKind::NotFound);
}
