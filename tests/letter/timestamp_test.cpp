#include "letter/timestamp.hpp"

#include "letter/pdf_sign.hpp"
#include "letter/pdf_verify.hpp"
#include "signing_fixture.hpp"

#include <arpa/inet.h>
#include <atomic>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace letter_fixture;

namespace {

enum class Manner { Good, Refuses, Nonsense, Silent, OtherRequest };

/// A time-stamp service on the loopback interface; `openssl ts` makes its answers.
class Service {
  public:
    explicit Service(Manner manner) : manner_(manner) {
        folder_ = (std::filesystem::temp_directory_path() /
                   ("alur_tsa_" + std::to_string(::getpid()) + "_" + std::to_string(static_cast<int>(manner))))
                      .string();
        std::filesystem::create_directories(folder_);
        put("tsa.pem", authority_identity().pem());
        put("key.pem", authority_identity().key_pem());
        put("serial", "01\n");
        put("tsa.cnf", "[tsa]\ndefault_tsa = one\n[one]\nserial = " + folder_ + "/serial\nsigner_cert = " + folder_ +
                           "/tsa.pem\nsigner_key = " + folder_ +
                           "/key.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\n"
                           "digests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256\n");
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 4);
        socklen_t size = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Service() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
        if (held_ >= 0) ::close(held_);
        std::filesystem::remove_all(folder_);
    }
    std::string address() const { return "http://127.0.0.1:" + std::to_string(port_) + "/tsa"; }
    std::string requests() const { return seen_; }

    static TestIdentity const& authority_identity() {
        static auto const made = make_identity("Layanan Cap Waktu", TestKey::Rsa, TestUse::Timestamps, &authority());
        return made;
    }

  private:
    void put(std::string const& name, std::string const& bytes) {
        std::ofstream(folder_ + "/" + name, std::ios::binary) << bytes;
    }

    void serve() {
        while (true) {
            auto const peer = ::accept(listener_, nullptr, nullptr);
            if (peer < 0) return;
            std::string request;
            char part[4096];
            std::size_t body = std::string::npos, length = 0;
            while (body == std::string::npos || request.size() < body + length) {
                auto const n = ::read(peer, part, sizeof part);
                if (n <= 0) break;
                request.append(part, static_cast<std::size_t>(n));
                if (body == std::string::npos && request.find("\r\n\r\n") != std::string::npos) {
                    body = request.find("\r\n\r\n") + 4;
                    if (auto const at = request.find("Content-Length: "); at != std::string::npos)
                        length = std::stoul(request.substr(at + 16));
                }
            }
            seen_ = request.substr(0, request.find('\n'));
            if (manner_ == Manner::Silent) {
                held_ = peer; // and never a word
                continue;
            }
            put("query", request.substr(std::min(body, request.size())));
            answer(peer);
            ::close(peer);
        }
    }

    void answer(int peer) {
        std::string bytes = "\x30\x03\x02\x01\x05"; // not a time-stamp response
        if (manner_ != Manner::Nonsense) {
            auto query = folder_ + "/query";
            if (manner_ == Manner::OtherRequest) {
                query = folder_ + "/other";
                run("openssl ts -query -digest " + std::string(64, 'a') + " -sha256 -cert -out " + query);
            }
            if (manner_ == Manner::Refuses) put("query", "\x30\x00");
            run("openssl ts -reply -config " + folder_ + "/tsa.cnf -queryfile " + query + " -out " + folder_ +
                "/reply");
            std::ifstream in(folder_ + "/reply", std::ios::binary);
            bytes.assign(std::istreambuf_iterator<char>(in), {});
        }
        auto const head = "HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: " +
                          std::to_string(bytes.size()) + "\r\n\r\n";
        auto const all = head + bytes;
        for (std::size_t at = 0; at < all.size();) {
            auto const n = ::write(peer, all.data() + at, all.size() - at);
            if (n <= 0) return;
            at += static_cast<std::size_t>(n);
        }
    }
    static void run(std::string const& command) {
        if (std::system((command + " >/dev/null 2>&1").c_str()) != 0) return;
    }

    Manner manner_;
    std::string folder_, seen_;
    int listener_ = -1, held_ = -1, port_ = 0;
    std::thread thread_;
};

bool has_openssl() {
    bool found = false;
    run_tool("openssl", "version", found);
    return found;
}

Result<std::string> sign_with(std::string const& address, int seconds = 10) {
    auto service = letter::timestamp_over_http(address, seconds);
    if (!service) return service.error();
    letter::SignRequest request;
    request.when = *parse_instant("2026-04-01T09:30:00+07:00");
    request.stamp = *service;
    return letter::sign_pdf(letter_for_two(), signing_key(head()), request);
}

} // namespace

TEST_CASE("a signature with a time stamp says both times", "[letter][timestamp]") {
    if (!has_openssl()) return;
    Service const service(Manner::Good);
    auto const made = sign_with(service.address());
    if (!made) FAIL(made.error().message << ' ' << made.error().log);
    CHECK(service.requests().starts_with("POST /tsa HTTP/1"));
    auto const report = letter::verify_pdf(*made, Instant{});
    REQUIRE(report);
    REQUIRE(report->signatures.size() == 1);
    auto const& s = report->signatures.front();
    CAPTURE(s.why);
    CHECK(s.state == letter::SignatureReport::State::Whole);
    CHECK(s.claimed == *parse_instant("2026-04-01T09:30:00+07:00"));
    REQUIRE(s.stamped);
    CHECK(*s.stamped > *s.claimed); // the service has the real time
    CHECK(s.stamped_by == "Layanan Cap Waktu");
    bool found = false;
    auto const out = run_tool("pdfsig", "-nocert " + temporary_pdf("stamped", *made), found);
    if (found) CHECK(out.find("Signature is Valid.") != std::string::npos);
}

TEST_CASE("without a good answer of the time-stamp service nothing is signed", "[letter][timestamp]") {
    if (!has_openssl()) return;
    struct Case {
        Manner manner;
        char const* message;
    };
    for (auto const& one :
         {Case{Manner::Refuses, "menolak permintaan"}, Case{Manner::Nonsense, "tidak terbaca"},
          Case{Manner::OtherRequest, "bukan untuk permintaan ini"}, Case{Manner::Silent, "tidak menjawab"}}) {
        Service const service(one.manner);
        auto const made = sign_with(service.address(), 1);
        REQUIRE_FALSE(made);
        CHECK(made.error().kind == ErrorKind::Unavailable);
        CAPTURE(made.error().message);
        CHECK(made.error().message.find(one.message) != std::string::npos);
    }
    CHECK(sign_with("http://127.0.0.1:1/").error().message.find("tidak menjawab") != std::string::npos);
    CHECK(sign_with("https://127.0.0.1/").error().kind == ErrorKind::Invalid);
    CHECK(sign_with("bukan alamat").error().kind == ErrorKind::Invalid);
}
