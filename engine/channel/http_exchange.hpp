#pragma once
#include "core/result.hpp"

#include <chrono>
#include <map>
#include <string>

namespace alur::channel {

/// A call that is made for its answer.
struct HttpRequest {
    std::string method = "POST"; ///< or GET, which sends no body
    std::string url;             ///< http or https
    std::string user, password;  ///< HTTP Basic; none when the user is ""
    std::string content_type;
    std::string body;
    std::chrono::milliseconds time_limit{30'000}; ///< for the whole call
    std::string trusted_certificates;             ///< file in PEM with those of an agency's own, "" for the system's
    std::string called;                           ///< what messages call the other side
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;
};

/// One call. Unavailable: no connection, a certificate that is not trusted, no answer in time, an answer that breaks
/// off or is over 64 MB. An answer of any status is an answer. The message never holds what was sent.
Result<HttpAnswer> exchange(HttpRequest const& request);

} // namespace alur::channel
