#include "letter/openssl_handles.hpp"

#include <openssl/err.h>

#include <array>

namespace alur::letter::ssl {

Own<BIO> reading(std::string_view bytes) {
    return Own<BIO>(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

std::string written(BIO& bio) {
    char* data = nullptr;
    auto const length = BIO_get_mem_data(&bio, &data);
    return length > 0 ? std::string(data, static_cast<std::size_t>(length)) : std::string();
}

std::string_view view(ASN1_STRING const& string) {
    return {reinterpret_cast<char const*>(ASN1_STRING_get0_data(&string)),
            static_cast<std::size_t>(ASN1_STRING_length(&string))};
}

std::string digest(std::string_view bytes, EVP_MD const* how) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned length = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, how, nullptr) != 1) return {};
    return {reinterpret_cast<char const*>(out.data()), length};
}

std::string last_error() {
    std::array<char, 256> text{};
    unsigned long code = 0;
    while (auto const next = ERR_get_error()) code = next;
    if (code == 0) return {};
    ERR_error_string_n(code, text.data(), text.size());
    return text.data();
}

Error failed(std::string message) {
    auto error = unavailable(std::move(message));
    error.log = last_error();
    return error;
}

} // namespace alur::letter::ssl
