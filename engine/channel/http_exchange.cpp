#include "channel/http_exchange.hpp"

#include "channel/curl_handle.hpp"
#include "core/text.hpp"

namespace alur::channel {

namespace {

constexpr std::size_t kMostBytes = 64'000'000;

struct Incoming {
    HttpAnswer answer;
    bool too_large = false;
};

std::size_t take_body(char* from, std::size_t size, std::size_t count, void* user) {
    auto& incoming = *static_cast<Incoming*>(user);
    if (incoming.answer.body.size() + size * count > kMostBytes) {
        incoming.too_large = true;
        return 0;
    }
    incoming.answer.body.append(from, size * count);
    return size * count;
}

/// One line of the head at a time.
std::size_t take_header(char* from, std::size_t size, std::size_t count, void* user) {
    auto& headers = static_cast<Incoming*>(user)->answer.headers;
    std::string_view const line(from, size * count);
    if (auto const colon = line.find(':'); colon != std::string_view::npos && headers.size() < 100)
        headers[lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 1));
    return size * count;
}

std::string message_of(CURLcode code, HttpRequest const& request, Incoming const& incoming) {
    if (incoming.too_large) return "jawaban " + request.called + " terlalu besar";
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return request.called + " tidak menjawab pada waktunya; coba lagi nanti";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return "sertifikat " + request.called + " tidak dipercaya; periksa alamat dan sertifikatnya";
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING: return "jawaban " + request.called + " terputus";
    default: return request.called + " tidak dapat dihubungi; periksa jaringan dan alamatnya";
    }
}

} // namespace

Result<HttpAnswer> exchange(HttpRequest const& request) {
    Transfer transfer;
    transfer.url = request.url;
    transfer.user = request.user;
    transfer.password = request.password;
    transfer.ca_file = request.trusted_certificates;
    char error[CURL_ERROR_SIZE] = {};
    Incoming incoming;
    auto code = CURLE_FAILED_INIT;
    if (auto const handle = begin_transfer(transfer, error)) {
        auto* const h = handle.get();
        CurlList headers;
        if (!request.content_type.empty()) append(headers, "Content-Type: " + request.content_type);
        append(headers, "Expect:");
        curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, static_cast<long>(request.time_limit.count()));
        curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
        if (request.method != "GET") {
            curl_easy_setopt(h, CURLOPT_CUSTOMREQUEST, request.method.c_str());
            curl_easy_setopt(h, CURLOPT_POSTFIELDS, request.body.c_str());
            curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        }
        curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(h, CURLOPT_WRITEDATA, &incoming);
        curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, take_header);
        curl_easy_setopt(h, CURLOPT_HEADERDATA, &incoming);
        code = curl_easy_perform(h);
        long status = 0;
        curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
        incoming.answer.status = static_cast<int>(status);
    }
    if (code == CURLE_OK) return std::move(incoming.answer);
    auto failed = unavailable(message_of(code, request, incoming));
    failed.log = *error != '\0' ? error : curl_easy_strerror(code);
    return failed;
}

} // namespace alur::channel
