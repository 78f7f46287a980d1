#pragma once
#include "channel/transfer.hpp"

#include <curl/curl.h>
#include <memory>
#include <string>

namespace alur::channel {

struct CurlFreed {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlFreed>;
using CurlList = std::unique_ptr<curl_slist, CurlFreed>;

void append(CurlList& list, std::string const& text);

/// A handle with what every transfer has: address, patience, TLS from 1.2, certificates, login; no proxy, no signals.
/// `error` has CURL_ERROR_SIZE characters and lives as long as the handle. Null when the library does not start.
CurlHandle begin_transfer(Transfer const& transfer, char* error);

} // namespace alur::channel
