#include "channel/curl_handle.hpp"

namespace alur::channel {

void append(CurlList& list, std::string const& text) {
    if (auto* longer = curl_slist_append(list.get(), text.c_str())) {
        static_cast<void>(list.release());
        list.reset(longer);
    }
}

CurlHandle begin_transfer(Transfer const& transfer, char* error) {
    static bool const ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    CurlHandle handle(ready ? curl_easy_init() : nullptr);
    if (!handle) return handle;
    auto* const h = handle.get();
    curl_easy_setopt(h, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(h, CURLOPT_URL, transfer.url.c_str());
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_PROXY, "");
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, static_cast<long>(transfer.patience.connect_seconds));
    curl_easy_setopt(h, CURLOPT_TIMEOUT, static_cast<long>(transfer.patience.total_seconds));
    // Also for the farewell to a server that has fallen silent.
    curl_easy_setopt(h, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(transfer.patience.total_seconds));
    curl_easy_setopt(h, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (transfer.require_tls) curl_easy_setopt(h, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!transfer.ca_file.empty()) {
        curl_easy_setopt(h, CURLOPT_CAINFO, transfer.ca_file.c_str());
        curl_easy_setopt(h, CURLOPT_CAPATH, nullptr);
    }
    if (!transfer.user.empty()) {
        curl_easy_setopt(h, CURLOPT_USERNAME, transfer.user.c_str());
        curl_easy_setopt(h, CURLOPT_PASSWORD, transfer.password.c_str());
    }
    return handle;
}

} // namespace alur::channel
