#include "esign/http_exchange.hpp"

#include "core/text.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/URI.h>

#include <array>
#include <istream>
#include <memory>
#include <ostream>

namespace alur::esign {

namespace {

namespace net = Poco::Net;

constexpr std::size_t kMostBytes = 64'000'000;

std::unique_ptr<net::HTTPClientSession> connect(Poco::URI const& address, HttpRequest const& request) {
    if (address.getScheme() != "https")
        return std::make_unique<net::HTTPClientSession>(address.getHost(), address.getPort());
    net::Context::Params rules;
    rules.verificationMode = net::Context::VERIFY_RELAXED; // the server's certificate is checked
    rules.loadDefaultCAs = request.trusted_certificates.empty();
    rules.caLocation = request.trusted_certificates;
    net::Context::Ptr context = new net::Context(net::Context::TLS_CLIENT_USE, rules);
    context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
    return std::make_unique<net::HTTPSClientSession>(address.getHost(), address.getPort(), context);
}

Result<HttpAnswer> talk(HttpRequest const& request) {
    Poco::URI const address(request.url);
    auto session = connect(address, request);
    auto const limit = Poco::Timespan(request.time_limit.count() * 1000);
    session->setTimeout(limit, limit, limit);
    session->setKeepAlive(false);
    net::HTTPRequest head(request.method, address.getPathAndQuery(), net::HTTPMessage::HTTP_1_1);
    if (!request.user.empty()) net::HTTPBasicCredentials(request.user, request.password).authenticate(head);
    if (!request.content_type.empty()) head.setContentType(request.content_type);
    head.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
    session->sendRequest(head) << request.body;
    net::HTTPResponse response;
    auto& stream = session->receiveResponse(response);
    HttpAnswer answer;
    answer.status = response.getStatus();
    for (auto const& [name, value] : response) answer.headers[lower_ascii(name)] = value;
    std::array<char, 16'384> part;
    while (stream.read(part.data(), part.size()) || stream.gcount() > 0) {
        answer.body.append(part.data(), static_cast<std::size_t>(stream.gcount()));
        if (answer.body.size() > kMostBytes) return unavailable("jawaban layanan tanda tangan terlalu besar");
    }
    // A stream that broke looks like one that ended; the length that was announced tells them apart.
    auto const length = response.getContentLength64();
    if (length >= 0 && static_cast<std::size_t>(length) != answer.body.size())
        return unavailable("jawaban layanan tanda tangan terputus");
    return answer;
}

Error failed(std::string message, std::string log) {
    auto error = unavailable(std::move(message));
    error.log = std::move(log);
    return error;
}

} // namespace

Result<HttpAnswer> exchange(HttpRequest const& request) {
    try {
        return talk(request);
    } catch (Poco::TimeoutException const& problem) {
        return failed("layanan tanda tangan tidak menjawab pada waktunya; coba lagi nanti", problem.displayText());
    } catch (Poco::Net::SSLException const& problem) {
        return failed("sertifikat layanan tanda tangan tidak dipercaya; periksa alamat dan sertifikatnya",
                      problem.displayText());
    } catch (Poco::Exception const& problem) {
        return failed("layanan tanda tangan tidak dapat dihubungi; periksa jaringan dan alamatnya",
                      problem.displayText());
    }
}

void Multipart::field(std::string const& name, std::string_view value) {
    body_ += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    body_ += value;
    body_ += "\r\n";
}

void Multipart::file(std::string const& name, std::string const& file_name, std::string const& type,
                     std::string_view bytes) {
    auto safe = file_name;
    for (char& c : safe)
        if (c == '"' || c == '\\' || c == '\r' || c == '\n') c = '-';
    body_ += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + safe +
             "\"\r\nContent-Type: " + type + "\r\n\r\n";
    body_ += bytes;
    body_ += "\r\n";
}

std::string Multipart::finish() { return std::exchange(body_, {}) + "--" + boundary_ + "--\r\n"; }

} // namespace alur::esign
