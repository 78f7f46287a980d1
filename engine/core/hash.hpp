#pragma once
#include <string>
#include <string_view>

namespace alur {

/// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// HMAC-SHA-256 of the bytes under a key of any length, 64 lower-case hexadecimal digits.
std::string hmac_sha256(std::string_view key, std::string_view bytes);

} // namespace alur
