#include "channel/whatsapp.hpp"

#include "core/text.hpp"

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
    return "https://wa.me/" + digits + "?text=" + percent_encoded(text);
}

} // namespace alur::channel
