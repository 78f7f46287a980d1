#pragma once
#include "channel/outcome.hpp"
#include "core/time.hpp"

#include <string>

namespace alur::channel {

/// A program elsewhere that takes messages by HTTP POST.
struct Webhook {
    std::string url;    ///< http or https
    std::string secret; ///< key of the signature
    std::string ca_file;
    Patience patience;
};

/// What is signed: the second of the message, a point, the body. `sha256=` and 64 hexadecimal digits.
std::string signature(std::string const& secret, std::string const& timestamp, std::string const& body);

/// Posts the JSON body with the headers Idempotency-Key (`key`, the same in every attempt), X-Alur-Timestamp and
/// X-Alur-Signature. 2xx is Accepted; 408, 425, 429 and 5xx are Temporary, as is a connection that cannot be made;
/// every other answer is Permanent; silence after the request is Unknown. Follows no redirection.
Outcome post(Webhook const& webhook, std::string const& key, std::string const& body, Instant now,
             BeforeHandover const& before_handover);

} // namespace alur::channel
