#pragma once
#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

/// Servers on the loopback of this computer that behave as servers do on bad days.
namespace alur::loopback {

/// A connection, in the clear or encrypted.
class Line {
  public:
    explicit Line(int socket) : socket_(socket) {}
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;
    ~Line() {
        if (tls_ != nullptr) SSL_free(tls_);
        ::close(socket_);
    }

    bool encrypt(SSL_CTX* context) {
        tls_ = SSL_new(context);
        SSL_set_fd(tls_, socket_);
        buffer_.clear();
        return SSL_accept(tls_) == 1;
    }
    bool encrypted() const { return tls_ != nullptr; }

    void say(std::string const& text) {
        auto const out = text + "\r\n";
        if (tls_ != nullptr)
            static_cast<void>(SSL_write(tls_, out.data(), static_cast<int>(out.size())));
        else
            static_cast<void>(::send(socket_, out.data(), out.size(), MSG_NOSIGNAL));
    }
    /// The next line without its end; false when the other side is gone.
    bool hear(std::string& line) {
        for (;;) {
            auto const end = buffer_.find("\r\n");
            if (end != std::string::npos) {
                line = buffer_.substr(0, end);
                buffer_.erase(0, end + 2);
                return true;
            }
            if (!more()) return false;
        }
    }
    bool hear(std::string& bytes, std::size_t count) {
        while (buffer_.size() < count)
            if (!more()) return false;
        bytes = buffer_.substr(0, count);
        buffer_.erase(0, count);
        return true;
    }
    /// Says nothing until the other side has gone.
    void fall_silent() {
        while (more()) buffer_.clear();
    }

  private:
    bool more() {
        char part[4'096];
        auto const got = tls_ != nullptr ? SSL_read(tls_, part, sizeof part)
                                         : static_cast<int>(::recv(socket_, part, sizeof part, 0));
        if (got <= 0) return false;
        buffer_.append(part, static_cast<std::size_t>(got));
        return true;
    }

    int socket_;
    SSL* tls_ = nullptr;
    std::string buffer_;
};

/// Listens on a free port and serves one connection after the other on a thread of its own.
class Listener {
  public:
    explicit Listener(std::function<void(Line&)> serve) : serve_(std::move(serve)) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(socket_, 64);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] {
            for (;;) {
                int const one = ::accept(socket_, nullptr, nullptr);
                if (one < 0) return;
                Line line(one);
                serve_(line);
            }
        });
    }
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;
    ~Listener() {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    int port() const { return port_; }

  private:
    std::function<void(Line&)> serve_;
    int socket_ = -1;
    int port_ = 0;
    std::thread thread_;
};

/// A certificate for 127.0.0.1 that the server signed itself.
class Certificate {
  public:
    explicit Certificate(std::string const& file) : context_(SSL_CTX_new(TLS_server_method())) {
        auto* const key = EVP_RSA_gen(2048);
        auto* const cert = X509_new();
        X509_set_version(cert, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
        X509_gmtime_adj(X509_getm_notBefore(cert), -86'400);
        X509_gmtime_adj(X509_getm_notAfter(cert), 86'400);
        X509_set_pubkey(cert, key);
        auto* const name = X509_get_subject_name(cert);
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<unsigned char const*>("127.0.0.1"), -1,
                                   -1, 0);
        X509_set_issuer_name(cert, name);
        auto* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
        X509_add_ext(cert, extension, -1);
        X509_EXTENSION_free(extension);
        X509_sign(cert, key, EVP_sha256());
        SSL_CTX_use_certificate(context_, cert);
        SSL_CTX_use_PrivateKey(context_, key);
        auto* const out = std::fopen(file.c_str(), "w");
        PEM_write_X509(out, cert);
        std::fclose(out);
        X509_free(cert);
        EVP_PKEY_free(key);
    }
    Certificate(Certificate const&) = delete;
    Certificate& operator=(Certificate const&) = delete;
    ~Certificate() { SSL_CTX_free(context_); }
    SSL_CTX* context() const { return context_; }

  private:
    SSL_CTX* context_;
};

/// How a mail server behaves.
enum class MailMood {
    Accept,
    DeferRecipient,  ///< 450
    RejectRecipient, ///< 550
    RejectSender,    ///< 553
    DeferText,       ///< 451 after the text
    RejectText,      ///< 554 after the text
    RefuseLogin,     ///< 535
    StallGreeting,   ///< says nothing at all
    StallText,       ///< takes the text and says nothing
    CutEarly,        ///< hangs up after the sender
    CutText,         ///< hangs up in the middle of the text
    CutAnswer,       ///< takes the text and hangs up instead of answering
    Busy,            ///< 421 as greeting
};

struct ReceivedMail {
    std::string from, to, text, login;
    bool encrypted = false;
};

/// A mail server. What it has taken responsibility for, answered or not, stands in its list.
class MailServer {
  public:
    explicit MailServer(MailMood mood = MailMood::Accept, SSL_CTX* tls = nullptr, bool from_first_byte = false)
        : mood_(mood), tls_(tls), from_first_byte_(from_first_byte), listener_([this](Line& line) { serve(line); }) {}
    int port() const { return listener_.port(); }
    void set(MailMood mood) { mood_ = mood; }
    std::vector<ReceivedMail> received() {
        std::lock_guard const lock(mutex_);
        return received_;
    }
    int connections() const { return connections_; }

  private:
    void serve(Line& line) {
        ++connections_;
        auto const mood = mood_.load();
        if (from_first_byte_ && !line.encrypt(tls_)) return;
        if (mood == MailMood::StallGreeting) return line.fall_silent();
        line.say(mood == MailMood::Busy ? "421 sibuk" : "220 uji ESMTP");
        ReceivedMail mail;
        std::string command;
        while (line.hear(command)) {
            if (command.starts_with("EHLO")) {
                line.say("250-uji");
                if (tls_ != nullptr && !line.encrypted()) line.say("250-STARTTLS");
                line.say("250 AUTH PLAIN");
            } else if (command == "STARTTLS") {
                line.say("220 silakan");
                if (!line.encrypt(tls_)) return;
            } else if (command.starts_with("AUTH PLAIN")) {
                mail.login = command.size() > 11 ? command.substr(11) : "";
                if (mail.login.empty()) {
                    line.say("334 ");
                    line.hear(mail.login);
                }
                line.say(mood == MailMood::RefuseLogin ? "535 salah" : "235 masuk");
            } else if (command.starts_with("MAIL")) {
                mail.from = command.substr(10);
                if (mood == MailMood::CutEarly) return;
                line.say(mood == MailMood::RejectSender ? "553 pengirim ditolak" : "250 ya");
            } else if (command.starts_with("RCPT")) {
                mail.to = command.substr(8);
                line.say(mood == MailMood::DeferRecipient    ? "450 kotak surat penuh"
                         : mood == MailMood::RejectRecipient ? "550 tidak ada orang itu"
                                                             : "250 ya");
            } else if (command == "DATA") {
                line.say("354 silakan");
                mail.text.clear();
                std::string text;
                for (;;) {
                    if (!line.hear(text)) return;
                    if (text == ".") break;
                    mail.text += text + '\n';
                    if (mood == MailMood::CutText) return;
                }
                mail.encrypted = line.encrypted();
                if (mood == MailMood::DeferText) {
                    line.say("451 nanti");
                } else if (mood == MailMood::RejectText) {
                    line.say("554 ditolak");
                } else {
                    {
                        std::lock_guard const lock(mutex_);
                        received_.push_back(mail);
                    }
                    if (mood == MailMood::CutAnswer) return;
                    if (mood == MailMood::StallText) return line.fall_silent();
                    line.say("250 2.0.0 antre sebagai U1");
                }
            } else if (command == "QUIT") {
                line.say("221 sampai jumpa");
                return;
            } else
                line.say("250 ya");
        }
    }

    std::atomic<MailMood> mood_;
    SSL_CTX* tls_;
    bool from_first_byte_;
    std::mutex mutex_;
    std::vector<ReceivedMail> received_;
    std::atomic<int> connections_{0};
    Listener listener_;
};

struct ReceivedRequest {
    std::string line;
    std::vector<std::string> headers;
    std::string body;
    std::string header(std::string const& name) const {
        for (auto const& one : headers)
            if (one.starts_with(name + ": ")) return one.substr(name.size() + 2);
        return {};
    }
};

/// A web server that answers every request with one status; 0 hangs up instead, -1 says nothing.
class WebServer {
  public:
    explicit WebServer(int status) : status_(status), listener_([this](Line& line) { serve(line); }) {}
    std::string url() const { return "http://127.0.0.1:" + std::to_string(listener_.port()) + "/pesan"; }
    void set(int status) { status_ = status; }
    std::vector<ReceivedRequest> received() {
        std::lock_guard const lock(mutex_);
        return received_;
    }

  private:
    void serve(Line& line) {
        ReceivedRequest request;
        if (!line.hear(request.line)) return;
        std::string header;
        while (line.hear(header) && !header.empty()) request.headers.push_back(header);
        auto const length = request.header("Content-Length");
        if (!line.hear(request.body, length.empty() ? 0 : std::stoul(length))) return;
        {
            std::lock_guard const lock(mutex_);
            received_.push_back(request);
        }
        auto const status = status_.load();
        if (status == -1) return line.fall_silent();
        if (status == 0) return;
        line.say("HTTP/1.1 " + std::to_string(status) + " uji\r\nContent-Length: 0\r\nConnection: close\r\n");
    }

    std::atomic<int> status_;
    std::mutex mutex_;
    std::vector<ReceivedRequest> received_;
    Listener listener_;
};

} // namespace alur::loopback
