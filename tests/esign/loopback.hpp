#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A server on 127.0.0.1 that plays a signing service: it reads one request a connection, remembers it and answers what
/// `answer` gives for it; "" keeps the caller waiting until it goes.
class Loopback {
  public:
    explicit Loopback(std::function<std::string(std::string const& request)> answer) : answer_(std::move(answer)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* raw = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, raw, sizeof address) != 0 || ::listen(listener_, 8) != 0) return;
        socklen_t length = sizeof address;
        ::getsockname(listener_, raw, &length);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~Loopback() {
        ::shutdown(listener_, SHUT_RDWR);
        ::close(listener_);
        if (thread_.joinable()) thread_.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<std::string> requests() {
        std::lock_guard const lock(mutex_);
        return requests_;
    }

  private:
    void serve() {
        for (;;) {
            auto const peer = ::accept(listener_, nullptr, nullptr);
            if (peer < 0) return;
            auto const request = read(peer);
            {
                std::lock_guard const lock(mutex_);
                requests_.push_back(request);
            }
            auto const text = answer_(request);
            for (std::size_t sent = 0; sent < text.size();) {
                auto const n = ::send(peer, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
                if (n <= 0) break;
                sent += static_cast<std::size_t>(n);
            }
            char gone;
            if (text.empty())
                while (::recv(peer, &gone, 1, 0) > 0) {
                }
            ::close(peer);
        }
    }
    static std::string read(int peer) {
        std::string all;
        char part[65536];
        for (;;) {
            auto const n = ::recv(peer, part, sizeof part, 0);
            if (n <= 0) return all;
            all.append(part, static_cast<std::size_t>(n));
            auto const head = all.find("\r\n\r\n");
            if (head == std::string::npos) continue;
            auto const at = all.find("Content-Length: ");
            auto const length = at == std::string::npos || at > head ? 0 : std::stoul(all.substr(at + 16));
            if (all.size() >= head + 4 + length) return all;
        }
    }
    std::function<std::string(std::string const&)> answer_;
    int listener_ = -1;
    int port_ = 0;
    std::mutex mutex_;
    std::vector<std::string> requests_;
    std::thread thread_;
};

inline std::string http_answer(int status, std::string const& body, std::string const& more = "") {
    return "HTTP/1.1 " + std::to_string(status) + " X\r\n" + more + "Content-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

/// A file that looks like a PDF, and the same as a signer would hand it back.
inline std::string unsigned_pdf() { return "%PDF-1.7\nisi surat \x80\xFF\n%%EOF\n"; }
inline std::string signed_pdf(std::string const& sent) {
    return sent + "9 0 obj << /ByteRange [0 1 2 3] /Contents <00> >> endobj\n%%EOF\n";
}
