#include "http/request.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::http {

namespace {

constexpr std::size_t kMostFields = 5'000;
std::string const kNone;

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string const& first(service::SentFields const& fields, std::string_view name) {
    auto const found = fields.find(name);
    return found == fields.end() || found->second.empty() ? kNone : found->second.front();
}

/// The value of a parameter of a header such as `form-data; name="berkas"; filename="a.pdf"`.
std::string parameter(std::string_view header, std::string_view name) {
    auto const wanted = std::string(name) + "=\"";
    auto at = header.find(wanted);
    while (at != std::string_view::npos && at > 0 && header[at - 1] != ' ' && header[at - 1] != ';')
        at = header.find(wanted, at + 1);
    if (at == std::string_view::npos) return {};
    std::string out;
    for (at += wanted.size(); at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size()) ++at;
        out += header[at];
    }
    return out;
}

} // namespace

std::string const& Request::asked(std::string_view name) const { return first(query, name); }
std::string const& Request::sent(std::string_view name) const { return first(form, name); }
std::string const& Request::header(std::string_view name) const {
    auto const found = headers.find(name);
    return found == headers.end() ? kNone : found->second;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+' && plus_is_blank)
            out += ' ';
        else if (text[at] == '%') {
            if (at + 2 >= text.size()) return std::nullopt;
            auto const high = hexadecimal(text[at + 1]);
            auto const low = hexadecimal(text[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            at += 2;
        } else
            out += text[at];
    }
    if (!is_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
    return out;
}

bool read_pairs(std::string_view text, service::SentFields& into) {
    std::size_t count = 0;
    while (!text.empty()) {
        auto const end = std::min(text.find('&'), text.size());
        auto const pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        if (++count > kMostFields) return false;
        auto const middle = std::min(pair.find('='), pair.size());
        auto const name = decoded(pair.substr(0, middle), true);
        auto const value = decoded(pair.substr(std::min(middle + 1, pair.size())), true);
        if (!name || !value) return false;
        into[*name].push_back(replace_all(*value, "\r\n", "\n"));
    }
    return true;
}

bool read_target(std::string_view target, Request& into) {
    if (!target.starts_with('/')) return false;
    auto const end = std::min(target.find('?'), target.size());
    auto const path = target.substr(0, end);
    auto const whole = decoded(path, false);
    if (!whole) return false;
    into.path = *whole;
    for (auto const& part : split(path.substr(1), '/')) {
        auto const one = decoded(part, false);
        if (!one || *one == "." || *one == "..") return false;
        if (!one->empty()) into.parts.push_back(*one);
    }
    return read_pairs(target.substr(std::min(end + 1, target.size())), into.query);
}

bool read_multipart(std::string_view body, std::string_view boundary, Request& into) {
    if (boundary.empty() || boundary.size() > 100) return false;
    auto const mark = "--" + std::string(boundary);
    if (!body.starts_with(mark)) return false;
    body.remove_prefix(mark.size());
    std::size_t count = 0;
    while (body.starts_with("\r\n")) {
        body.remove_prefix(2);
        auto const head_end = body.find("\r\n\r\n");
        auto const part_end = body.find("\r\n" + mark);
        if (head_end == std::string_view::npos || part_end == std::string_view::npos || head_end + 2 > part_end)
            return false;
        if (++count > kMostFields) return false;
        std::string disposition;
        for (auto const& line : split(std::string(body.substr(0, head_end)), '\n'))
            if (lower_ascii(line).starts_with("content-disposition:")) disposition = line;
        auto const name = parameter(disposition, "name");
        auto content =
            head_end + 4 <= part_end ? std::string(body.substr(head_end + 4, part_end - head_end - 4)) : std::string();
        if (name.empty() || !is_utf8(name) || !is_utf8(disposition)) return false;
        if (disposition.find("filename=") != std::string::npos) {
            auto file_name = parameter(disposition, "filename");
            if (!file_name.empty() || !content.empty())
                into.uploads.push_back({name, std::move(file_name), std::move(content)});
        } else {
            if (!is_utf8(content) || content.find('\0') != std::string::npos) return false;
            into.form[name].push_back(replace_all(std::move(content), "\r\n", "\n"));
        }
        body.remove_prefix(part_end + 2 + mark.size());
    }
    return body.starts_with("--");
}

void read_cookies(std::string_view header, Request& into) {
    for (auto const& part : split(header, ';')) {
        auto const pair = trim(part);
        auto const middle = pair.find('=');
        if (middle == std::string_view::npos) continue;
        into.cookies.emplace(std::string(pair.substr(0, middle)), std::string(pair.substr(middle + 1)));
    }
}

} // namespace alur::http
