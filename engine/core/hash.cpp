#include "core/hash.hpp"

#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <array>

namespace alur {

namespace {

template <std::size_t N> std::string hexadecimal(std::array<unsigned char, N> const& digest) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(N * 2);
    for (auto const byte : digest) {
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xFU];
    }
    return out;
}

unsigned char const* raw(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }

} // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(raw(bytes), bytes.size(), digest.data());
    return hexadecimal(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(bytes), bytes.size(), digest.data(), nullptr);
    return hexadecimal(digest);
}

} // namespace alur
