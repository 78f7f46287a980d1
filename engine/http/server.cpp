#include "http/server.hpp"

#include "core/text.hpp"
#include "http/framing.hpp"
#include "http/watch.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/ThreadPool.h>

namespace alur::http {

namespace {

namespace net = Poco::Net;

constexpr int kBacklog = 128;

void send(net::HTTPServerRequest& asked, net::HTTPServerResponse& out, Response const& response) {
    out.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(response.status));
    out.setContentType(response.type);
    for (auto const& [name, value] : response.headers) out.add(name, value);
    if (response.last) out.setKeepAlive(false);
    if (response.status == 304) {
        out.setContentLength(0);
        out.send();
        return;
    }
    if (asked.getMethod() == "HEAD") {
        out.setContentLength64(static_cast<Poco::Int64>(response.body.size()));
        out.send();
        return;
    }
    out.sendBuffer(response.body.data(), response.body.size());
}

/// Reads `length` bytes; false when fewer came.
bool read_body(std::istream& stream, std::uint64_t length, std::string& into) {
    into.resize(length);
    stream.read(into.data(), static_cast<std::streamsize>(length));
    return static_cast<std::uint64_t>(stream.gcount()) == length;
}

/// Takes the request apart; 0, or the status to refuse it with.
int take_apart(net::HTTPServerRequest& asked, std::uint64_t length, Request& request) {
    request.method = asked.getMethod();
    for (auto const& [name, value] : asked) request.headers.emplace(lower_ascii(name), value);
    request.peer = asked.clientAddress().host().toString();
    if (!read_target(asked.getURI(), request)) return 400;
    read_cookies(request.header("cookie"), request);
    if (!read_body(asked.stream(), length, request.body)) return 400;
    auto const type = request.header("content-type");
    if (request.method != "POST") return 0;
    if (lower_ascii(type).starts_with("application/x-www-form-urlencoded"))
        return read_pairs(request.body, request.form) ? 0 : 400;
    if (lower_ascii(type).starts_with("multipart/form-data")) {
        auto const at = type.find("boundary=");
        auto boundary = at == std::string::npos ? std::string() : type.substr(at + 9);
        boundary = boundary.substr(0, boundary.find(';'));
        std::erase(boundary, '"');
        return read_multipart(request.body, boundary, request) ? 0 : 400;
    }
    return lower_ascii(type).starts_with("application/json") ? 0 : 415;
}

class Handler final : public net::HTTPRequestHandler {
  public:
    Handler(Site& site, Watch& watch, Framing framing) : site_(site), watch_(watch), framing_(framing) {}

    void handleRequest(net::HTTPServerRequest& asked, net::HTTPServerResponse& out) override {
        try {
            Response response;
            Request request;
            auto refusal = framing_.refusal;
            auto* const socket = dynamic_cast<net::HTTPServerRequestImpl*>(&asked);
            if (refusal == 0) refusal = take_apart(asked, framing_.length, request);
            if (socket) watch_.came_whole(socket->socket());
            if (refusal != 0) {
                response = plain(refusal, "permintaan ditolak\n");
                response.last = true;
            } else
                response = site_.answer(request);
            send(asked, out, response);
            if (socket) watch_.next(socket->socket());
        } catch (Poco::Exception const& error) {
            // The other side went away, or was too slow: there is nobody to answer.
            out.setKeepAlive(false);
        } catch (std::exception const& error) {
            site_.log(std::string("permintaan gagal: ") + error.what());
            out.setKeepAlive(false);
        }
    }

  private:
    Site& site_;
    Watch& watch_;
    Framing framing_;
};

class Factory final : public net::HTTPRequestHandlerFactory {
  public:
    Factory(Site& site, Watch& watch) : site_(site), watch_(watch) {}

    net::HTTPRequestHandler* createRequestHandler(net::HTTPServerRequest const& request) override {
        std::vector<std::pair<std::string, std::string>> headers(request.begin(), request.end());
        return new Handler(site_, watch_, judge_framing(request.getMethod(), request.getVersion(), headers));
    }

  private:
    Site& site_;
    Watch& watch_;
};

} // namespace

struct Server::Body {
    Body(Site& site, ServerOptions const& options, net::ServerSocket const& bound,
         net::HTTPServerParams::Ptr const& params)
        : watch(new Watch(options.patience)), threads(4, options.threads),
          server(new Factory(site, *watch), threads, bound, params) {
        server.setConnectionFilter(watch);
    }
    Watch::Ptr watch;
    Poco::ThreadPool threads;
    net::HTTPServer server;
};

Server::Server(std::unique_ptr<Body> body) : body_(std::move(body)) {}

Result<std::unique_ptr<Server>> Server::start(Site& site, ServerOptions const& options) {
    try {
        net::SocketAddress const address(options.host, options.port);
        auto* const wanted = new net::HTTPServerParams;
        net::HTTPServerParams::Ptr const params(wanted);
        wanted->setMaxThreads(options.threads);
        wanted->setMaxQueued(128);
        wanted->setKeepAliveTimeout(Poco::Timespan(5, 0));
        wanted->setTimeout(Poco::Timespan(10, 0));
        wanted->setServerName("");
        wanted->setSoftwareVersion("Alur");
        // Without "reuse port": a second server on the same port would silently take half of the requests.
        std::unique_ptr<Body> body;
        if (options.certificate.empty()) {
            net::ServerSocket socket;
            socket.bind(address, true, false);
            socket.listen(kBacklog);
            body = std::make_unique<Body>(site, options, socket, params);
        } else {
            net::Context::Ptr context(new net::Context(net::Context::TLS_SERVER_USE, options.key.string(),
                                                       options.certificate.string(), "", net::Context::VERIFY_NONE));
            context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
            net::SecureServerSocket socket(context);
            socket.bind(address, true, false);
            socket.listen(kBacklog);
            body = std::make_unique<Body>(site, options, socket, params);
        }
        body->server.start();
        return std::unique_ptr<Server>(new Server(std::move(body)));
    } catch (Poco::Exception const& error) {
        auto refused =
            unavailable("alamat " + options.host + ":" + std::to_string(options.port) + " tidak dapat dipakai (" +
                        error.displayText() + "); pilih --port lain atau hentikan program yang memakainya");
        return refused;
    }
}

Server::~Server() {
    body_->server.stop();
    body_->watch->close_idle();
    for (int wait = 0; wait < 50 && body_->server.currentThreads() > 0; ++wait) Poco::Thread::sleep(100);
    body_->server.stopAll(true);
}

std::uint16_t Server::port() const { return body_->server.port(); }

} // namespace alur::http
