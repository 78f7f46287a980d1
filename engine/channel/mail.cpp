#include "channel/mail.hpp"

#include "core/hash.hpp"
#include "core/text.hpp"

#include <array>
#include <cstdio>

namespace alur::channel {

namespace {

constexpr std::string_view kEnd = "\r\n";

std::string base64(std::string_view bytes, std::size_t line) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned chunk = 0;
        auto const left = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t j = 0; j < 3; ++j)
            chunk = chunk << 8U | (j < left ? static_cast<unsigned char>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j) out += j <= left ? kDigits[chunk >> (18 - 6 * j) & 63U] : '=';
        if (line != 0 && (column += 4) >= line && i + 3 < bytes.size()) {
            out += kEnd;
            column = 0;
        }
    }
    return out;
}

std::string one_line(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return out;
}

bool is_plain(std::string_view text) {
    for (char const c : text)
        if (static_cast<unsigned char>(c) >= 0x7F || static_cast<unsigned char>(c) < 0x20) return false;
    return text.size() <= 60 && text.find("=?") == std::string_view::npos;
}

/// Unstructured text of a header: as it is, or as encoded words (RFC 2047) of at most 39 bytes each.
std::string header_text(std::string_view raw) {
    auto const text = one_line(raw);
    if (is_plain(text)) return text;
    std::string out;
    std::string word;
    auto const flush = [&] {
        if (word.empty()) return;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(word, 0) + "?=";
        word.clear();
    };
    for (auto const point : to_code_points(text)) {
        std::string one;
        append_utf8(one, point);
        if (word.size() + one.size() > 39) flush();
        word += one;
    }
    flush();
    return out;
}

std::string mailbox(Mailbox const& box) {
    auto const address = '<' + one_line(box.address) + '>';
    if (box.name.empty()) return address;
    if (!is_plain(box.name)) return header_text(box.name) + "\r\n " + address;
    return '"' + replace_all(replace_all(box.name, "\\", "\\\\"), "\"", "\\\"") + "\" " + address;
}

/// `Mon, 09 Mar 2026 07:30:00 +0700`
std::string mail_date(Instant at, ZoneOffset zone) {
    using namespace std::chrono;
    constexpr std::array<char const*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    auto const day = day_of(at, zone);
    year_month_day const date{day};
    auto const time = duration_cast<seconds>(at + zone.value - Instant{day}).count();
    auto const offset = zone.value.count();
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%s, %02u %s %d %02d:%02d:%02d %c%02d%02d", kDays[weekday{day}.c_encoding()],
                  static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                  static_cast<int>(date.year()), static_cast<int>(time / 3600), static_cast<int>(time / 60 % 60),
                  static_cast<int>(time % 60), offset < 0 ? '-' : '+', static_cast<int>(std::abs(offset) / 60),
                  static_cast<int>(std::abs(offset) % 60));
    return out.data();
}

std::string part(std::string_view media_type, std::string_view extra, std::string_view bytes) {
    std::string out = "Content-Type: " + std::string(media_type) + "\r\nContent-Transfer-Encoding: base64\r\n";
    out += extra;
    out += kEnd;
    out += base64(bytes, 76);
    out += kEnd;
    return out;
}

/// A file name as a parameter (RFC 2231), so that any letter may stand in it.
std::string disposition(std::string_view file_name) {
    std::string encoded;
    for (char const c : one_line(file_name)) {
        auto const byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_') {
            encoded += c;
            continue;
        }
        std::array<char, 4> hex{};
        std::snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned>(byte));
        encoded += hex.data();
    }
    return "Content-Disposition: attachment;\r\n filename*=UTF-8''" + encoded + "\r\n";
}

} // namespace

bool is_mail_address(std::string_view address) {
    auto const at = address.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == address.size() || address.size() > 254) return false;
    if (address.find('@', at + 1) != std::string_view::npos) return false;
    for (char const c : address) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || c == '<' || c == '>' || c == ',' || c == ';' || c == '"') return false;
    }
    return true;
}

std::string to_mime(Mail const& mail) {
    // Base64 has no hyphen, so no line of a body can be taken for one of these.
    auto const mark = sha256(mail.message_id).substr(0, 24);
    auto const inner = "--alur-isi-" + mark;
    auto const outer = "--alur-" + mark;
    std::string out = "Date: " + mail_date(mail.date, mail.zone) + "\r\nFrom: " + mailbox(mail.from) +
                      "\r\nTo: " + mailbox(mail.to) + "\r\n";
    if (!mail.reply_to.empty()) out += "Reply-To: <" + one_line(mail.reply_to) + ">\r\n";
    out += "Subject: " + header_text(mail.subject) + "\r\nMessage-ID: <" + one_line(mail.message_id) + ">\r\n" +
           "Auto-Submitted: auto-generated\r\nContent-Language: id\r\nMIME-Version: 1.0\r\n";
    auto const alternatives = "Content-Type: multipart/alternative;\r\n boundary=\"" + inner.substr(2) + "\"\r\n\r\n" +
                              inner + "\r\n" + part("text/plain; charset=utf-8", "", mail.text) + inner + "\r\n" +
                              part("text/html; charset=utf-8", "", mail.html) + inner + "--\r\n";
    if (mail.attachments.empty()) return out + alternatives;
    out += "Content-Type: multipart/mixed;\r\n boundary=\"" + outer.substr(2) + "\"\r\n\r\n" + outer + "\r\n" +
           alternatives;
    for (auto const& attachment : mail.attachments)
        out +=
            outer + "\r\n" + part(one_line(attachment.media_type), disposition(attachment.file_name), attachment.bytes);
    return out + outer + "--\r\n";
}

} // namespace alur::channel
