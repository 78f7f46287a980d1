#include "feel/names.hpp"

namespace alur::feel {

char32_t code_point_at(std::string_view text, std::size_t at, std::size_t& length) {
    if (at >= text.size()) {
        length = 0;
        return 0;
    }
    auto const byte = [&](std::size_t i) -> char32_t {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
    };
    char32_t const first = byte(0);
    length = 1;
    if (first < 0x80) {
        return first;
    }
    if (first >= 0xF0 && at + 3 < text.size()) {
        length = 4;
        return ((first & 7U) << 18U) | ((byte(1) & 63U) << 12U) | ((byte(2) & 63U) << 6U) | (byte(3) & 63U);
    }
    if (first >= 0xE0 && at + 2 < text.size()) {
        length = 3;
        return ((first & 15U) << 12U) | ((byte(1) & 63U) << 6U) | (byte(2) & 63U);
    }
    if (first >= 0xC0 && at + 1 < text.size()) {
        length = 2;
        return ((first & 31U) << 6U) | (byte(1) & 63U);
    }
    return 0xFFFD;
}

bool is_name_start(char32_t c) {
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    return (c >= 0xC0 && c <= 0x1FFF && c != 0xD7 && c != 0xF7 && c != 0x1680 && c != 0x180E) || c == 0x200C ||
           c == 0x200D || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
           (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFC) || c >= 0x10000;
}

bool is_name_part(char32_t c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == 0xB7 || c == 0x203F || c == 0x2040;
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 ||
           c == 0xFEFF;
}

bool is_name_symbol(char c) { return c == '.' || c == '/' || c == '-' || c == '\'' || c == '+' || c == '*'; }

std::vector<std::string_view> name_parts(std::string_view name) {
    std::vector<std::string_view> parts;
    std::size_t at = 0;
    while (at < name.size()) {
        std::size_t length = 0;
        char32_t const c = code_point_at(name, at, length);
        if (is_space(c)) {
            at += length;
            continue;
        }
        std::size_t const from = at;
        if (is_name_part(c) || c == '?') {
            do {
                at += length;
            } while (at < name.size() && is_name_part(code_point_at(name, at, length)));
        } else if (c < 0x80 && is_name_symbol(static_cast<char>(c))) {
            at += length;
        } else {
            return {};
        }
        parts.push_back(name.substr(from, at - from));
    }
    return parts;
}

bool same_name(std::string_view a, std::string_view b) {
    if (a == b) {
        return true;
    }
    auto const left = name_parts(a);
    return !left.empty() && left == name_parts(b);
}

bool is_identifier(std::string_view name) {
    std::size_t at = 0;
    std::size_t length = 0;
    if (name.empty() || !is_name_start(code_point_at(name, 0, length))) {
        return false;
    }
    for (at = length; at < name.size(); at += length) {
        if (!is_name_part(code_point_at(name, at, length))) {
            return false;
        }
    }
    return true;
}

} // namespace alur::feel
