#include "esign/multipart.hpp"

#include <utility>

namespace alur::esign {

void Multipart::field(std::string const& name, std::string_view value) {
    body_ += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    body_ += value;
    body_ += "\r\n";
}

void Multipart::file(std::string const& name, std::string const& file_name, std::string const& type,
                     std::string_view bytes) {
    auto safe = file_name;
    for (char& c : safe)
        if (c == '"' || c == '\\' || c == '\r' || c == '\n') c = '-';
    body_ += "--" + boundary_ + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + safe +
             "\"\r\nContent-Type: " + type + "\r\n\r\n";
    body_ += bytes;
    body_ += "\r\n";
}

std::string Multipart::finish() { return std::exchange(body_, {}) + "--" + boundary_ + "--\r\n"; }

} // namespace alur::esign
