#include "loopback.hpp"

#include "core/base64.hpp"
#include "esign/client.hpp"
#include "feel/json.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::esign;

namespace {

ClientSettings settings(Loopback const& server, int version) {
    ClientSettings out;
    out.version = version;
    out.base_url = server.url();
    out.user = "kantor";
    out.password = "rahasia-kantor";
    out.time_limit = std::chrono::milliseconds(300);
    return out;
}

SignRequest request() {
    SignRequest out;
    out.pdf = unsigned_pdf();
    out.file_name = "surat \"a\".pdf";
    out.signer = "Bambang";
    out.identity = "3328041203850001";
    out.reason = "Menandatangani surat";
    out.place = "Slawi";
    out.pass_phrase = PassPhrase("Frasa#Sandi 1");
    return out;
}

std::string body_of(std::string const& http) { return http.substr(http.find("\r\n\r\n") + 4); }

Result<SignedPdf> ask(int version, std::string const& answer) {
    Loopback server([&](std::string const&) { return answer; });
    return Client(settings(server, version)).sign(request());
}

} // namespace

TEST_CASE("the first version of the calls sends a form and takes the PDF as it comes back", "[esign]") {
    Loopback server([](std::string const&) {
        return http_answer(200, signed_pdf(unsigned_pdf()), "id_dokumen: abc-123\r\nContent-Type: application/pdf\r\n");
    });
    Client client(settings(server, 1));
    auto const done = client.sign(request());
    REQUIRE(done);
    CHECK(done->bytes == signed_pdf(unsigned_pdf()));
    CHECK(done->remote_id == "abc-123");
    auto const sent = server.requests().at(0);
    CHECK(sent.starts_with("POST /api/sign/pdf HTTP/1.1\r\n"));
    CHECK(sent.find("Authorization: Basic " + base64("kantor:rahasia-kantor")) != std::string::npos);
    CHECK(sent.find("name=\"nik\"\r\n\r\n3328041203850001\r\n") != std::string::npos);
    CHECK(sent.find("name=\"passphrase\"\r\n\r\nFrasa#Sandi 1\r\n") != std::string::npos);
    CHECK(sent.find("name=\"tampilan\"\r\n\r\ninvisible\r\n") != std::string::npos);
    CHECK(sent.find("filename=\"surat -a-.pdf\"") != std::string::npos);
    CHECK(sent.find("\r\n\r\n" + unsigned_pdf() + "\r\n--") != std::string::npos);
}

TEST_CASE("an answer that only names the document is fetched by its name", "[esign]") {
    Loopback server([](std::string const& call) {
        return call.starts_with("GET /api/sign/download/doc-7") ? http_answer(200, signed_pdf(unsigned_pdf()))
                                                                : http_answer(200, R"({"id_dokumen":"doc-7"})");
    });
    auto const done = Client(settings(server, 1)).sign(request());
    REQUIRE(done);
    CHECK(done->remote_id == "doc-7");
    CHECK(server.requests().size() == 2);
    CHECK(server.requests().at(1).find("Authorization: Basic") != std::string::npos);
}

TEST_CASE("the second version sends JSON with the file in base64", "[esign]") {
    Loopback server([](std::string const&) {
        return http_answer(200, R"({"time":12,"file":[")" + base64(signed_pdf(unsigned_pdf())) + "\"]}");
    });
    auto const done = Client(settings(server, 2)).sign(request());
    REQUIRE(done);
    CHECK(done->bytes == signed_pdf(unsigned_pdf()));
    auto const sent = server.requests().at(0);
    CHECK(sent.starts_with("POST /api/v2/sign/pdf "));
    auto const body = feel::from_json(body_of(sent));
    REQUIRE(body);
    CHECK(feel::to_text(*body->find("nik")) == "3328041203850001");
    CHECK(feel::to_text(*body->find("passphrase")) == "Frasa#Sandi 1");
    CHECK(*from_base64(feel::to_text(body->find("file")->items()[0])) == unsigned_pdf());
    CHECK(feel::to_text(*body->find("signatureProperties")->items()[0].find("tampilan")) == "INVISIBLE");
}

TEST_CASE("paths and names of fields follow the configuration of the installation", "[esign]") {
    Loopback server([](std::string const&) {
        return http_answer(200, R"({"berkas":")" + base64(signed_pdf(unsigned_pdf())) + "\"}");
    });
    auto own = settings(server, 2);
    own.paths["sign"] = "/ttd/pdf";
    own.names["file"] = "berkas";
    own.names["passphrase"] = "sandi";
    auto wanted = request();
    wanted.identity = "kadis@contoh.invalid";
    REQUIRE(Client(own).sign(wanted));
    auto const sent = server.requests().at(0);
    CHECK(sent.starts_with("POST /ttd/pdf "));
    auto const body = feel::from_json(body_of(sent));
    CHECK(body->find("sandi"));
    CHECK(body->find("email"));
    CHECK_FALSE(body->find("nik"));
}

TEST_CASE("a refusal says why and never what was sent", "[esign]") {
    for (int const version : {1, 2}) {
        auto const wrong =
            ask(version, http_answer(400, R"({"status_code":2031,"error":"passphrase Frasa#Sandi 1 salah"})"));
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().kind == ErrorKind::Invalid);
        CHECK(wrong.error().message == "layanan tanda tangan menolak (400): frasa sandi salah");
        auto const other = ask(version, http_answer(403, R"({"message":"tolak Frasa#Sandi 1"})"));
        REQUIRE_FALSE(other);
        CHECK(other.error().message == "layanan tanda tangan menolak (403): tolak …");
        CHECK(ask(version, http_answer(500, "<html>mati</html>")).error().kind == ErrorKind::Unavailable);
    }
}

TEST_CASE("a service that stalls, breaks off or is not there is unavailable", "[esign]") {
    for (int const version : {1, 2}) {
        auto const stalled = ask(version, "");
        REQUIRE_FALSE(stalled);
        CHECK(stalled.error().kind == ErrorKind::Unavailable);
        CHECK(stalled.error().message.find("tidak menjawab pada waktunya") != std::string::npos);
        CHECK(ask(version, "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n%PDF-1.7").error().kind ==
              ErrorKind::Unavailable);
        CHECK(ask(version, "selamat pagi\r\n\r\n").error().kind == ErrorKind::Unavailable);
    }
    ClientSettings nowhere;
    nowhere.base_url = "http://127.0.0.1:1";
    nowhere.time_limit = std::chrono::milliseconds(300);
    CHECK(Client(nowhere).sign(request()).error().kind == ErrorKind::Unavailable);
}

TEST_CASE("an answer that is not exactly what was sent, signed, is not taken", "[esign]") {
    auto const sent = unsigned_pdf();
    auto other = signed_pdf(sent);
    other[12] = 'X';
    std::vector<std::string> const nonsense{
        sent,                                        // not signed at all
        "%PDF-1.7\nsurat lain\n%%EOF\n",             // another letter
        other,                                       // one byte changed
        signed_pdf(sent).substr(0, sent.size() + 40) // cut off
    };
    for (auto const& bytes : nonsense) {
        CHECK(ask(1, http_answer(200, bytes)).error().kind == ErrorKind::Unavailable);
        CHECK(ask(2, http_answer(200, R"({"file":[")" + base64(bytes) + "\"]}")).error().kind ==
              ErrorKind::Unavailable);
    }
    CHECK_FALSE(ask(1, http_answer(200, "")));
    CHECK_FALSE(ask(2, http_answer(200, R"({"file":[]})")));
    CHECK_FALSE(ask(2, http_answer(200, R"({"file":["a*b"]})")));
    CHECK_FALSE(ask(2, http_answer(200, R"({"file":["QQ==","QQ=="]})")));
    CHECK_FALSE(ask(2, http_answer(200, "[1,2")));
    CHECK_FALSE(ask(1, http_answer(200, R"({"id_dokumen":"../../etc/passwd"})")));
}

TEST_CASE("the state of a signer is asked in both versions", "[esign]") {
    Loopback server([](std::string const& call) {
        return http_answer(200, call.starts_with("GET /api/user/status/3328041203850001")
                                    ? R"({"status":"ISSUE"})"
                                    : R"({"userStatus":"EXPIRED"})");
    });
    CHECK(*Client(settings(server, 1)).status("3328041203850001") == "ISSUE");
    CHECK(*Client(settings(server, 2)).status("3328041203850001") == "EXPIRED");
    CHECK(Client(settings(server, 1)).status("33/../x").error().kind == ErrorKind::Invalid);
}

TEST_CASE("a pass phrase is gone from where it was moved and from what is said", "[esign]") {
    PassPhrase one("sangat rahasia");
    PassPhrase two(std::move(one));
    CHECK(one.empty());
    CHECK(two.without("kata sangat rahasia dan sangat rahasia") == "kata … dan …");
    CHECK(PassPhrase().without("tetap") == "tetap");
}
