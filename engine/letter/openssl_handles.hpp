#pragma once
#include "core/result.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

/// OpenSSL's objects with owners. Nothing of it leaves this module.
namespace alur::letter::ssl {

struct Free {
    void operator()(BIO* p) const { BIO_free_all(p); }
    void operator()(CMS_ContentInfo* p) const { CMS_ContentInfo_free(p); }
    void operator()(EVP_PKEY* p) const { EVP_PKEY_free(p); }
    void operator()(EVP_MD_CTX* p) const { EVP_MD_CTX_free(p); }
    void operator()(PKCS12* p) const { PKCS12_free(p); }
    void operator()(X509* p) const { X509_free(p); }
    void operator()(X509_STORE* p) const { X509_STORE_free(p); }
    void operator()(X509_STORE_CTX* p) const { X509_STORE_CTX_free(p); }
    void operator()(STACK_OF(X509) * p) const { sk_X509_pop_free(p, X509_free); }
    void operator()(TS_REQ* p) const { TS_REQ_free(p); }
    void operator()(TS_RESP* p) const { TS_RESP_free(p); }
    void operator()(TS_TST_INFO* p) const { TS_TST_INFO_free(p); }
    void operator()(TS_MSG_IMPRINT* p) const { TS_MSG_IMPRINT_free(p); }
    void operator()(ESS_SIGNING_CERT_V2* p) const { ESS_SIGNING_CERT_V2_free(p); }
};
template <class T> using Own = std::unique_ptr<T, Free>;

/// The bytes as something to read from; they must outlive it.
Own<BIO> reading(std::string_view bytes);
std::string written(BIO& bio);
/// `i2d` of the object.
template <class T> std::string der(int (*encode)(T const*, unsigned char**), T const* object) {
    unsigned char* bytes = nullptr;
    auto const length = encode(object, &bytes);
    if (length <= 0) return {};
    std::string out(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(length));
    OPENSSL_free(bytes);
    return out;
}
std::string_view view(ASN1_STRING const& string);
std::string digest(std::string_view bytes, EVP_MD const* how = EVP_sha256());
/// What OpenSSL complained about last, for logs; empties its queue.
std::string last_error();
/// Unavailable, with that complaint in its log line.
Error failed(std::string message);

} // namespace alur::letter::ssl
