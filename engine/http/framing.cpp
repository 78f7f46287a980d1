#include "http/framing.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace alur::http {

Framing judge_framing(std::string_view method, std::string_view version,
                      std::vector<std::pair<std::string, std::string>> const& headers) {
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return {505, 0};
    int lengths = 0;
    int encodings = 0;
    int hosts = 0;
    std::string length;
    bool multipart = false;
    for (auto const& [name, value] : headers) {
        auto const key = lower_ascii(name);
        if (key.find_first_of(" \t\r\n") != std::string::npos) return {400, 0};
        if (key == "content-length") {
            ++lengths;
            length = std::string(trim(value));
        }
        encodings += key == "transfer-encoding" ? 1 : 0;
        hosts += key == "host" ? 1 : 0;
        multipart = multipart || (key == "content-type" && lower_ascii(value).starts_with("multipart/form-data"));
    }
    if (hosts > 1 || (hosts == 0 && version == "HTTP/1.1")) return {400, 0};
    if (lengths > 1 || (encodings > 0 && lengths > 0)) return {400, 0};
    bool const digits = std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (lengths == 1 && (length.empty() || !digits)) return {400, 0};
    if (method != "GET" && method != "HEAD" && method != "POST") return {405, 0};
    if (encodings > 0) return {411, 0};
    if (method == "POST" && lengths == 0) return {411, 0};
    if (length.size() > 12) return {413, 0};
    std::uint64_t const bytes = length.empty() ? 0 : std::stoull(length);
    if (method != "POST" && bytes > 0) return {400, 0};
    if (bytes > (multipart ? kLargestBody : kLargestForm)) return {413, 0};
    return {0, bytes};
}

} // namespace alur::http
