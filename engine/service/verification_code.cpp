#include "service/verification_code.hpp"

#include "core/hash.hpp"
#include "core/secret.hpp"
#include "store/settings.hpp"

namespace alur::service {

namespace {

constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
constexpr std::size_t kLength = 12;

/// Changes with every single wrong sign and with nearly all swapped neighbours: the weights are odd.
char check_sign(std::string_view signs) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < signs.size(); ++i) sum += (2 * i + 1) * kSigns.find(signs[i]);
    return kSigns[sum % kSigns.size()];
}

std::string with_strokes(std::string const& plain) {
    return plain.substr(0, 4) + "-" + plain.substr(4, 4) + "-" + plain.substr(8);
}

} // namespace

std::string public_code(std::string_view secret, std::string_view what) {
    auto const hash = sha256(std::string(secret) + "\n" + std::string(what));
    std::string plain;
    for (std::size_t i = 0; plain.size() + 1 < kLength; ++i)
        plain += kSigns[std::stoul(hash.substr(2 * i, 2), nullptr, 16) % kSigns.size()];
    plain += check_sign(plain);
    return with_strokes(plain);
}

Result<> make_code_secret(store::Database& database, std::string const& actor, Instant now) {
    return database.write([&](store::Transaction& transaction) -> Result<> {
        auto const kept = store::find_setting(transaction, kCodeSecret);
        if (!kept) return kept.error();
        if (*kept && !(*kept)->empty()) return Done{};
        return store::set_setting(transaction, kCodeSecret, random_token(), actor, now);
    });
}

Result<std::string> verification_code(store::Reader& reader, PaperOrder const& order) {
    auto const secret = store::find_setting(reader, kCodeSecret);
    if (!secret) return secret.error();
    auto fixed = order;
    fixed.code.clear();
    return public_code(secret->value_or(""), to_json(fixed));
}

Result<std::string> read_code(std::string_view typed) {
    std::string plain;
    for (char c : typed) {
        if (c == '-' || c == ' ') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (kSigns.find(c) == std::string_view::npos || plain.size() == kLength) {
            plain.clear();
            break;
        }
        plain += c;
    }
    if (plain.size() != kLength)
        return invalid("kode verifikasi terdiri atas 12 huruf dan angka, seperti tercetak pada surat");
    if (check_sign(plain.substr(0, kLength - 1)) != plain.back())
        return invalid("kode verifikasi salah ketik; periksa lagi huruf dan angkanya");
    return with_strokes(plain);
}

std::string verification_address(Pack const& pack, std::string_view code) {
    auto const address = pack.reference.at_path("office.verification_address");
    return (address.is_string() ? std::string(address.as_string()) : std::string()) + std::string(code);
}

} // namespace alur::service
