#pragma once
#include "core/result.hpp"
#include "core/time.hpp"
#include "letter/certificate.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace alur::letter {

/// Takes an RFC 3161 request (DER) to a time-stamp service and brings its answer back. An empty function: no service.
using TimestampService = std::function<Result<std::string>(std::string const& request)>;

/// The service at `http://host[:port]/path`. Its answers are signed and checked, so the way there need not be. Invalid:
/// another kind of address. The service it gives: Unavailable when nobody answers within `seconds` or the answer is no
/// time stamp.
Result<TimestampService> timestamp_over_http(std::string const& address, int seconds = 10);

/// A time-stamp token (DER) over the bytes. Unavailable: refused, or an answer to something else.
Result<std::string> make_timestamp(std::string_view bytes, TimestampService const& service);

struct TimestampFacts {
    Instant at{};
    CertificateFacts authority;
};
/// Invalid: the token is damaged or stamps other bytes.
Result<TimestampFacts> read_timestamp(std::string_view token, std::string_view bytes);

} // namespace alur::letter
