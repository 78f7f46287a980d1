#include "http/server.hpp"

#include "http/loopback.hpp"
#include "http/small_site.hpp"

#include <memory>

using namespace alur;
using test::Loopback;
using test::SmallSite;

namespace {

std::unique_ptr<http::Server> serve(SmallSite& office, int threads = 100, std::chrono::seconds patience = {}) {
    http::ServerOptions options;
    options.port = 0;
    options.threads = threads;
    options.patience = patience.count() > 0 ? patience : std::chrono::seconds{20};
    auto server = http::Server::start(*office.site, options);
    REQUIRE(server);
    return std::move(*server);
}

int ask(http::Server const& server, std::string const& request) {
    Loopback connection(server.port());
    REQUIRE(connection.connected);
    connection.send(request);
    return connection.status();
}

std::string const kPlain = "GET /masuk HTTP/1.1\r\nHost: a\r\n\r\n";

} // namespace

TEST_CASE("a page comes over a socket, and the connection serves a second one", "[http]") {
    SmallSite office;
    auto const server = serve(office);
    Loopback connection(server->port());
    connection.send("HEAD /masuk HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(connection.status() == 200);
    connection.send("GET /masuk HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(connection.all().find("Kata sandi") != std::string::npos);
}

TEST_CASE("a body that nobody reads is never taken for the next request", "[http]") {
    SmallSite office;
    auto const server = serve(office);
    std::string const hidden = "GET /aset/alur.css HTTP/1.1\r\nHost: a\r\n\r\n";
    Loopback connection(server->port());
    connection.send("POST /tidak-ada HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: " +
                    std::to_string(hidden.size()) + "\r\n\r\n" + hidden);
    auto const all = connection.all();
    CHECK(all.starts_with("HTTP/1.1 415"));
    CHECK(all.find("text/css") == std::string::npos);
}

TEST_CASE("a thousand malformed requests leave the server answering", "[http]") {
    SmallSite office;
    auto const server = serve(office);
    std::vector<std::string> const bad{
        "\r\n\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        "PUT /meja HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab",
        "POST /masuk HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
        "POST /masuk HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
        "3\r\n\r\nabc",
        "POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        "3\r\n\r\n%%%",
        "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'b') + "\r\n\r\n",
        "GET /" + std::string(1, '\0') + " HTTP/1.1\r\nHost: a\r\n\r\n",
    };
    for (int index = 0; index < 1'000; ++index) {
        auto const& one = bad[static_cast<std::size_t>(index) % bad.size()];
        Loopback connection(server->port());
        REQUIRE(connection.connected);
        connection.send(one);
        if (index < static_cast<int>(bad.size())) {
            auto const status = connection.status();
            CAPTURE(one.substr(0, 60));
            CHECK((status == 0 || status >= 400));
        }
    }
    CHECK(ask(*server, kPlain) == 200);
}

TEST_CASE("slow clients do not keep others waiting, and are shut in time", "[http]") {
    SmallSite office;
    auto const server = serve(office, 100, std::chrono::seconds{2});
    std::vector<std::unique_ptr<Loopback>> slow;
    for (int index = 0; index < 64; ++index) {
        slow.push_back(std::make_unique<Loopback>(server->port()));
        REQUIRE(slow.back()->connected);
        slow.back()->send("POST /masuk HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
    }
    auto const begin = std::chrono::steady_clock::now();
    CHECK(ask(*server, kPlain) == 200);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{2});
    for (auto& connection : slow) connection->all(); // ends: the server has shut it
    CHECK(ask(*server, kPlain) == 200);
}

TEST_CASE("a port that is taken is said so", "[http]") {
    SmallSite office;
    auto const server = serve(office);
    http::ServerOptions options;
    options.port = server->port();
    auto const second = http::Server::start(*office.site, options);
    REQUIRE_FALSE(second);
    CHECK(second.error().message.find("tidak dapat dipakai") != std::string::npos);
}
