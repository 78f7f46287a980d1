#include "core/secret.hpp"

#include <sodium.h>

#include <array>

namespace alur {

namespace {

constexpr unsigned long long kRounds = 2;
constexpr std::size_t kMemory = 19ULL * 1024 * 1024;

/// The library must be set up once before anything random is asked of it.
bool ready() {
    static bool const kReady = sodium_init() >= 0;
    return kReady;
}

} // namespace

std::string random_token() {
    static_cast<void>(ready());
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, 65> text{};
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    return text.data();
}

std::string random_password() {
    static_cast<void>(ready());
    constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string out;
    for (int index = 0; index < 16; ++index) {
        if (index > 0 && index % 4 == 0) out += '-';
        out += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
    }
    return out;
}

Result<std::string> hash_password(std::string_view password) {
    static_cast<void>(ready());
    std::array<char, crypto_pwhash_STRBYTES> kept{};
    if (crypto_pwhash_str_alg(kept.data(), password.data(), password.size(), kRounds, kMemory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return unavailable("memori tidak cukup untuk memeriksa kata sandi; coba lagi sebentar");
    return std::string(kept.data());
}

bool is_password(std::string_view kept, std::string_view password) {
    static_cast<void>(ready());
    std::string const text(kept);
    return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace alur
