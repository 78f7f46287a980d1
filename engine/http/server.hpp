#pragma once
#include "http/site.hpp"

#include <filesystem>

namespace alur::http {

struct ServerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;              ///< 0: any free one
    int threads = 512;                      ///< connections served at once
    std::filesystem::path certificate, key; ///< PEM files; both or none
    std::chrono::seconds patience{20};      ///< within which a request must have come whole
};

/// The site on a socket. Connections that do not bring a whole request in time are closed, so slow ones cannot starve
/// the others.
class Server {
  public:
    /// Unavailable: the port is taken, or the certificate cannot be read.
    static Result<std::unique_ptr<Server>> start(Site& site, ServerOptions const& options);
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    /// Finishes the requests that run, five seconds at most.
    ~Server();

    std::uint16_t port() const;

  private:
    struct Body;
    explicit Server(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

} // namespace alur::http
