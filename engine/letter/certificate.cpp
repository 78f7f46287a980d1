#include "letter/certificate.hpp"

#include "letter/openssl_handles.hpp"

#include <openssl/pem.h>

namespace alur::letter {

namespace {

std::string name_part(X509_NAME const* name, int what) {
    auto const at = X509_NAME_get_index_by_NID(name, what, -1);
    if (at < 0) return {};
    auto const* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at));
    unsigned char* utf8 = nullptr;
    auto const length = ASN1_STRING_to_UTF8(&utf8, value);
    if (length < 0) return {};
    std::string out(reinterpret_cast<char const*>(utf8), static_cast<std::size_t>(length));
    OPENSSL_free(utf8);
    return out;
}

Instant instant_of(ASN1_TIME const* time) {
    int days = 0, seconds = 0;
    std::unique_ptr<ASN1_TIME, void (*)(ASN1_TIME*)> const epoch(ASN1_TIME_set(nullptr, 0), ASN1_TIME_free);
    if (!time || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return {};
    return Instant(std::chrono::days{days}) + std::chrono::seconds{seconds};
}

} // namespace

CertificateFacts certificate_facts(x509_st const& certificate) {
    CertificateFacts out;
    auto const* subject = X509_get_subject_name(&certificate);
    out.name = name_part(subject, NID_commonName);
    if (out.name.empty()) out.name = "(tanpa nama)";
    out.organization = name_part(subject, NID_organizationName);
    auto const* issuer = X509_get_issuer_name(&certificate);
    out.issuer = name_part(issuer, NID_commonName);
    if (out.issuer.empty()) out.issuer = name_part(issuer, NID_organizationName);
    constexpr char kHex[] = "0123456789abcdef";
    for (unsigned char const c : ssl::view(*X509_get0_serialNumber(&certificate))) {
        out.serial += kHex[c >> 4U];
        out.serial += kHex[c & 15U];
    }
    out.from = instant_of(X509_get0_notBefore(&certificate));
    out.until = instant_of(X509_get0_notAfter(&certificate));
    return out;
}

Result<TrustedCertificates> TrustedCertificates::from_pem(std::string_view pem) {
    TrustedCertificates out;
    auto const text = ssl::reading(pem);
    while (true) {
        ssl::Own<X509> const one(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
        if (!one) break;
        out.der_.push_back(ssl::der<X509>(i2d_X509, one.get()));
    }
    ssl::last_error();
    if (out.der_.empty()) return invalid("berkas sertifikat tepercaya tidak memuat sertifikat PEM");
    return out;
}

} // namespace alur::letter
