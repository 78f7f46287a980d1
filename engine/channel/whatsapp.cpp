#include "channel/whatsapp.hpp"

#include <array>
#include <cstdio>

namespace alur::channel {

std::optional<std::string> whatsapp_link(std::string_view phone, std::string_view text) {
    std::string digits;
    bool plus = false;
    for (char const c : phone) {
        if (c >= '0' && c <= '9')
            digits += c;
        else if (c == '+' && digits.empty() && !plus)
            plus = true;
        else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')')
            return std::nullopt;
    }
    if (!plus && digits.starts_with('0')) digits = "62" + digits.substr(1);
    if (!plus && !digits.starts_with("62")) return std::nullopt;
    if (digits.size() < 8 || digits.size() > 15) return std::nullopt;
    auto out = "https://wa.me/" + digits + "?text=";
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '-' ||
            c == '_' || c == '.' || c == '~') {
            out += c;
            continue;
        }
        std::array<char, 4> hex{};
        std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned>(byte));
        out += hex.data();
    }
    return out;
}

} // namespace alur::channel
