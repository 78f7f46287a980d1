#include "core/base64.hpp"

#include <array>
#include <cstdint>

namespace alur {

namespace {

constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> kValues = [] {
    std::array<std::int8_t, 256> values{};
    for (auto& value : values) value = -1;
    for (std::size_t i = 0; i < kSigns.size(); ++i)
        values[static_cast<unsigned char>(kSigns[i])] = static_cast<std::int8_t>(i);
    return values;
}();

} // namespace

std::string base64(std::string_view bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const left = bytes.size() - i;
        auto const byte = [&](std::size_t k) -> std::uint32_t {
            return k < left ? static_cast<unsigned char>(bytes[i + k]) : 0;
        };
        auto const group = byte(0) << 16 | byte(1) << 8 | byte(2);
        out += kSigns[group >> 18];
        out += kSigns[group >> 12 & 63];
        out += left > 1 ? kSigns[group >> 6 & 63] : '=';
        out += left > 2 ? kSigns[group & 63] : '=';
    }
    return out;
}

Result<std::string> from_base64(std::string_view text) {
    std::string out;
    out.reserve(text.size() / 4 * 3);
    std::uint32_t group = 0;
    int signs = 0, padding = 0;
    for (char const c : text) {
        if (c == '\r' || c == '\n') continue;
        auto const value = kValues[static_cast<unsigned char>(c)];
        if (c == '=')
            ++padding;
        else if (value < 0 || padding > 0)
            return invalid("teks base64 memuat tanda yang tidak sah");
        group = group << 6 | static_cast<std::uint32_t>(value < 0 ? 0 : value);
        if (++signs % 4 != 0) continue;
        out += static_cast<char>(group >> 16 & 255);
        out += static_cast<char>(group >> 8 & 255);
        out += static_cast<char>(group & 255);
        group = 0;
    }
    if (signs % 4 != 0 || padding > 2) return invalid("teks base64 terpotong");
    out.resize(out.size() - static_cast<std::size_t>(padding));
    return out;
}

} // namespace alur
