#include "http/request.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a target, a form, a form with files and a line of cookies, or are refused. What is taken is valid
/// UTF-8.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    alur::http::Request request;
    static_cast<void>(alur::http::read_target(bytes, request));
    static_cast<void>(alur::http::read_pairs(bytes, request.form));
    static_cast<void>(alur::http::read_multipart(bytes, "xyz", request));
    alur::http::read_cookies(bytes, request);
    for (auto const& part : request.parts)
        if (part == "." || part == ".." || part.find('\0') != std::string::npos) std::abort();
    return 0;
}
