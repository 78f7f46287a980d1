#include "letter/pdf_value.hpp"

#include "core/text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace alur::letter {

namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

void append_hex(std::string& out, unsigned char byte) {
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
}

void append_name(std::string& out, std::string_view name) {
    out += '/';
    for (unsigned char const c : name) {
        if (c > ' ' && c < 0x7F && std::string_view("()<>[]{}/%#").find(static_cast<char>(c)) == std::string_view::npos)
            out += static_cast<char>(c);
        else {
            out += '#';
            append_hex(out, c);
        }
    }
}

void append_string(std::string& out, std::string_view bytes) {
    bool plain = true;
    for (unsigned char const c : bytes) plain = plain && c >= ' ' && c < 0x7F;
    if (!plain) {
        out += '<';
        for (unsigned char const c : bytes) append_hex(out, c);
        out += '>';
        return;
    }
    out += '(';
    for (char const c : bytes) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    out += ')';
}

void append_real(std::string& out, double value) {
    std::array<char, 64> digits{};
    auto const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 5);
    std::string_view text(digits.data(), end.ec == std::errc{} ? static_cast<std::size_t>(end.ptr - digits.data()) : 0);
    if (text.empty()) text = "0"; // beyond what a file may hold
    if (text.find('.') != std::string_view::npos) {
        while (text.ends_with('0')) text.remove_suffix(1);
        if (text.ends_with('.')) text.remove_suffix(1);
    }
    out += text == "-0" ? "0" : text;
}

void append(std::string& out, PdfValue const& value) {
    using Kind = PdfValue::Kind;
    switch (value.kind) {
    case Kind::Null: out += "null"; break;
    case Kind::Boolean: out += value.integer != 0 ? "true" : "false"; break;
    case Kind::Integer: out += std::to_string(value.integer); break;
    case Kind::Real: append_real(out, value.real); break;
    case Kind::Name: append_name(out, value.text); break;
    case Kind::String: append_string(out, value.text); break;
    case Kind::Reference: out += std::to_string(value.integer) + " 0 R"; break;
    case Kind::Array:
        out += '[';
        for (std::size_t i = 0; i < value.items.size(); ++i) {
            if (i > 0) out += ' ';
            append(out, value.items[i]);
        }
        out += ']';
        break;
    case Kind::Dictionary:
        out += "<<";
        for (auto const& [key, entry] : value.entries) {
            append_name(out, key);
            out += ' ';
            append(out, entry);
        }
        out += ">>";
        break;
    }
}

/// PDFDocEncoding where it differs from Latin-1: 0x18…0x1F and 0x80…0xA0.
constexpr std::array<char32_t, 8> kLow{0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC};
constexpr std::array<char32_t, 33> kHigh{0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039,
                                         0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
                                         0x2122, 0xFB01, 0xFB02, 0x141,  0x152,  0x160,  0x178,  0x17D,  0x131,
                                         0x142,  0x153,  0x161,  0x17E,  0xFFFD, 0x20AC};

} // namespace

PdfValue const* PdfValue::find(std::string_view key) const {
    if (kind != Kind::Dictionary) return nullptr;
    for (auto const& [name, value] : entries)
        if (name == key) return &value;
    return nullptr;
}

std::string pdf_syntax(PdfValue const& value) {
    std::string out;
    append(out, value);
    return out;
}

std::string pdf_text(std::string_view bytes) {
    std::string out;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        for (char32_t const c : to_code_points(bytes.substr(3))) append_utf8(out, c);
        return out;
    }
    if (bytes.starts_with("\xFE\xFF")) {
        auto const unit = [&](std::size_t i) {
            return (static_cast<char32_t>(static_cast<unsigned char>(bytes[i])) << 8U) |
                   static_cast<unsigned char>(bytes[i + 1]);
        };
        for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
            auto c = unit(i);
            if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
                auto const low = unit(i + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
                    i += 2;
                }
            }
            append_utf8(out, c >= 0xD800 && c < 0xE000 ? U'\uFFFD' : c);
        }
        return out;
    }
    for (unsigned char const c : bytes) {
        if (c >= 0x18 && c < 0x20)
            append_utf8(out, kLow[c - 0x18U]);
        else if (c >= 0x80 && c <= 0xA0)
            append_utf8(out, kHigh[c - 0x80U]);
        else
            append_utf8(out, c);
    }
    return out;
}

} // namespace alur::letter
