#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alur::http {

/// What the head of a request says about the body behind it.
struct Framing {
    int refusal = 0;          ///< 0, or the status with which the request is refused and the connection closed
    std::uint64_t length = 0; ///< bytes of the body
};

inline constexpr std::uint64_t kLargestBody = 32ULL * 1024 * 1024;
inline constexpr std::uint64_t kLargestForm = 2ULL * 1024 * 1024; ///< of a body that is not multipart

/// Decides from method and headers alone. A request whose end two readers could see in different places is refused
/// (400): Transfer-Encoding and Content-Length together, two lengths, a length that is no number. A body without a
/// length is 411, one that is too long 413, a method that is not served 405, anything but HTTP/1.0 and 1.1 505, no Host
/// or two 400.
Framing judge_framing(std::string_view method, std::string_view version,
                      std::vector<std::pair<std::string, std::string>> const& headers);

} // namespace alur::http
