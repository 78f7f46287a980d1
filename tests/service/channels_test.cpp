#include "service/channels.hpp"

#include "service/people.hpp"
#include "service/shipped_year.hpp"
#include "service/small_pack.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

std::string const kFull = R"(jam_tutup: "15:30"
percobaan: 5
surel:
  server: surel.contoh.invalid
  keamanan: tls
  pengguna: alur
  sandi: rahasia/surel
  nama_pengirim: Dinas Sosial
  dari: alur@contoh.invalid
  balas_ke: dinsos@contoh.invalid
webhook:
  - {alamat: "https://gerbang.contoh.invalid/pesan", rahasia: rahasia/webhook}
perantara: STAF
penerima:
  KETUA: {nama: 'orang.nama', telepon: 'orang.telepon'}
)";

std::vector<std::string> rules_of(std::string const& text) {
    auto const read = service::read_channels({"kanal.yaml", text}, {});
    REQUIRE_FALSE(read);
    std::vector<std::string> out;
    for (auto const& one : read.error().found.all()) out.push_back(one.rule + ":" + std::to_string(one.place.line));
    return out;
}

} // namespace

TEST_CASE("an official of the office's file is written to at the address that stands there", "[service]") {
    test::SmallPack const office;
    auto text = office.text("office.yaml");
    auto const at = text.find("name: \"Sari\",");
    REQUIRE(at != std::string::npos);
    text.insert(at, "email: \"sari@contoh.invalid\", phone: \"6281200000001\", ");
    office.write("office.yaml", text);
    auto const loaded = office.load();
    auto const people = service::people_of(loaded.pack, "STAF", feel::Scope(loaded.pack.parameters), {});
    REQUIRE(people.size() == 1);
    CHECK(people.front().mail == "sari@contoh.invalid");
    CHECK(people.front().phone == "6281200000001");
}

TEST_CASE("a file of channels is read whole, paths from its own folder", "[service]") {
    auto const read = service::read_channels({"/kantor/kanal.yaml", kFull}, {});
    REQUIRE(read);
    REQUIRE(read->mail);
    CHECK(read->mail->server.port == 465);
    CHECK(read->mail->server.security == channel::Security::Tls);
    CHECK(read->mail->password_file == "/kantor/rahasia/surel");
    CHECK(read->webhooks.at(0).secret_file == "/kantor/rahasia/webhook");
    CHECK(read->most_attempts == 5);
    CHECK(read->closes == std::chrono::minutes{15 * 60 + 30});
    CHECK(read->contacts.contains("KETUA"));
}

TEST_CASE("every mistake in a file of channels is named with its line", "[service]") {
    CHECK(rules_of("surel:\n  server: a/b\n  keamanan: ssl\n  port: 99999\n  dari: salah\n  lain: 1\n") ==
          std::vector<std::string>{"unknown-key:6", "security:3", "number:4", "address:5", "mail:2"});
    CHECK(rules_of("webhook:\n  - {alamat: \"ftp://x\"}\njam_tutup: \"25:00\"\nperantara: [A]\n") ==
          std::vector<std::string>{"time:3", "url:2", "missing-key:2", "missing-key:4"});
    CHECK(rules_of("penerima:\n  KETUA: {nama: '1 +'}\n").size() == 1);
    CHECK(rules_of("surel: {server: surel.contoh.invalid, keamanan: tanpa, pengguna: a, sandi: b, dari: a@b.id}\n") ==
          std::vector<std::string>{"mail:1"});
}

TEST_CASE("what the office says of its own replaces the same section of the pack", "[service]") {
    auto pack = service::read_channels({"kanal.yaml", kFull}, {});
    auto own = service::read_channels(
        {"/data/kanal.yaml", "surel: {server: 127.0.0.1, port: 2525, keamanan: tanpa, dari: a@b.id}\n"}, {});
    REQUIRE(pack);
    REQUIRE(own);
    auto const both = service::merged(std::move(*pack), std::move(*own));
    CHECK(both.mail->server.port == 2525);
    CHECK(both.mail->server.user.empty());
    CHECK(both.webhooks.size() == 1);
    CHECK(both.most_attempts == 5);
    CHECK(both.forwarder == "STAF");
}

TEST_CASE("a secret that is missing, empty or open to everybody is refused", "[service]") {
    Folder folder;
    auto channels = service::read_channels({(folder.path / "kanal.yaml").string(), kFull}, {});
    REQUIRE(channels);
    channels->webhooks.clear();
    fs::create_directories(folder.path / "rahasia");
    auto const file = folder.path / "rahasia/surel";
    CHECK_FALSE(service::read_secrets(*channels));
    REQUIRE(format::write_file(file, "kata sandi\n"));
    fs::permissions(file, fs::perms::owner_read | fs::perms::others_read);
    auto const open = service::read_secrets(*channels);
    REQUIRE_FALSE(open);
    CHECK(open.error().message.find("chmod 600") != std::string::npos);
    fs::permissions(file, fs::perms::owner_all);
    REQUIRE(service::read_secrets(*channels));
    CHECK(channels->mail->server.password == "kata sandi");
    REQUIRE(format::write_file(file, "\n"));
    fs::permissions(file, fs::perms::owner_all);
    CHECK_FALSE(service::read_secrets(*channels));
}

TEST_CASE("a role is an official, several officials, a person of the case, or only a name", "[service]") {
    auto pack = service::load_pack(kPack);
    REQUIRE(pack);
    auto const data = read_json(kPack / "sample/proposals.json").at_path("proposals").items()[0];
    feel::Scope scope(data);
    auto const who = [&](char const* role) { return service::people_of(pack->pack, role, scope, {}); };
    REQUIRE(who("STAF").size() == 1);
    CHECK(who("STAF")[0].name == "Rizal Fahmi Ardiansyah, A.Md.");
    CHECK(who("VERIF").size() == 2);
    REQUIRE(who("KETUA").size() == 1);
    CHECK(who("KETUA")[0].phone.starts_with("089900"));
    CHECK(who("BPKAD")[0].name == "BPKAD");
    CHECK(who("KADES")[0].name == "KADES");
}
