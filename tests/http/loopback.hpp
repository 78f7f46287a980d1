#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace alur::test {

/// A connection to a port of this computer that sends exactly what it is told to.
class Loopback {
  public:
    explicit Loopback(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{20, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        connected = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    Loopback(Loopback const&) = delete;
    Loopback& operator=(Loopback const&) = delete;
    ~Loopback() { ::close(socket_); }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    /// Everything until the other side closes.
    std::string all() {
        std::string out;
        char buffer[4096];
        for (;;) {
            auto const count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count <= 0) return out;
            out.append(buffer, static_cast<std::size_t>(count));
        }
    }
    /// The status of the next answer, its head read; 0 when none came.
    int status() {
        std::string head;
        char c = 0;
        while (head.find("\r\n\r\n") == std::string::npos && ::recv(socket_, &c, 1, 0) == 1) head += c;
        return head.size() > 12 ? std::stoi(head.substr(9, 3)) : 0;
    }

    bool connected = false;

  private:
    int socket_;
};

} // namespace alur::test
