#include "core/hash.hpp"

#include <sodium.h>

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
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), raw(bytes), bytes.size());
    return hexadecimal(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, raw(key), key.size());
    crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
    crypto_auth_hmacsha256_final(&state, digest.data());
    return hexadecimal(digest);
}

} // namespace alur
