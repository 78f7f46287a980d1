#pragma once
#include "letter/openssl_handles.hpp"
#include "letter/signing_key.hpp"
#include "pdf_fixture.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace letter_fixture {

/// A key and its certificate for tests, valid from 2026-01-01 to 2027-12-31 unless told otherwise.
struct TestIdentity {
    letter::ssl::Own<EVP_PKEY> key;
    letter::ssl::Own<X509> certificate;

    std::string pem() const {
        letter::ssl::Own<BIO> const out(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(out.get(), certificate.get());
        return letter::ssl::written(*out);
    }
    std::string key_pem() const {
        letter::ssl::Own<BIO> const out(BIO_new(BIO_s_mem()));
        PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return letter::ssl::written(*out);
    }
};

enum class TestKey { Rsa, Ec };
enum class TestUse { Authority, Signing, Timestamps, Encryption };

inline TestIdentity make_identity(std::string const& name, TestKey kind, TestUse use, TestIdentity const* issuer,
                                  char const* until = "20271231235959Z") {
    TestIdentity out;
    out.key.reset(kind == TestKey::Rsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256"));
    out.certificate.reset(X509_new());
    auto* x = out.certificate.get();
    static long serial = 4711;
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
    ASN1_TIME_set_string(X509_getm_notBefore(x), "20260101000000Z");
    ASN1_TIME_set_string(X509_getm_notAfter(x), until);
    auto* subject = X509_get_subject_name(x);
    auto const put = [&](char const* field, std::string const& value) {
        X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, reinterpret_cast<unsigned char const*>(value.c_str()),
                                   -1, -1, 0);
    };
    put("C", "ID");
    put("O", "Dinas Percobaan");
    put("CN", name);
    X509_set_issuer_name(x, X509_get_subject_name(issuer ? issuer->certificate.get() : x));
    X509_set_pubkey(x, out.key.get());
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer ? issuer->certificate.get() : x, x, nullptr, nullptr, 0);
    auto const extend = [&](int what, char const* value) {
        auto* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value);
        X509_add_ext(x, extension, -1);
        X509_EXTENSION_free(extension);
    };
    extend(NID_basic_constraints, use == TestUse::Authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
    extend(NID_key_usage, use == TestUse::Authority    ? "critical,keyCertSign,cRLSign"
                          : use == TestUse::Encryption ? "critical,keyEncipherment"
                                                       : "critical,digitalSignature,nonRepudiation");
    if (use == TestUse::Timestamps) extend(NID_ext_key_usage, "critical,timeStamping");
    extend(NID_subject_key_identifier, "hash");
    X509_sign(x, issuer ? issuer->key.get() : out.key.get(), EVP_sha256());
    return out;
}

inline TestIdentity const& authority() {
    static auto const made = make_identity("Akar Percobaan", TestKey::Rsa, TestUse::Authority, nullptr);
    return made;
}
inline TestIdentity const& head() {
    static auto const made =
        make_identity("Drs. Bambang Suryo Atmojo, M.Si.", TestKey::Rsa, TestUse::Signing, &authority());
    return made;
}
inline TestIdentity const& secretary() {
    static auto const made = make_identity("Retno Palupi Hapsari", TestKey::Ec, TestUse::Signing, &authority());
    return made;
}

/// The bytes of a PKCS#12 file.
inline std::string pkcs12(TestIdentity const& identity, char const* pass_phrase) {
    auto* chain = sk_X509_new_null();
    sk_X509_push(chain, authority().certificate.get());
    letter::ssl::Own<PKCS12> const file(PKCS12_create(pass_phrase, "kunci", identity.key.get(),
                                                      identity.certificate.get(), chain, 0, 0, 2048, 2048, 0));
    sk_X509_free(chain);
    return letter::ssl::der<PKCS12>(i2d_PKCS12, file.get());
}

inline letter::SigningKey signing_key(TestIdentity const& identity) {
    auto key = letter::SigningKey::from_pkcs12(pkcs12(identity, "rahasia"), "rahasia");
    if (!key) FAIL(key.error().message << ' ' << key.error().log);
    return std::move(*key);
}

inline letter::TrustedCertificates trusted_root() { return *letter::TrustedCertificates::from_pem(authority().pem()); }

/// A letter that two officials sign electronically.
inline std::string const& letter_for_two() {
    static std::string const bytes = [] {
        auto text = signable_letter();
        text.insert(text.find("---\n", 4), "  - peran: SEKDIN\n");
        auto const made = typesetter().render(letter_of(text), scope(), issued_with_attachment());
        if (!made) FAIL(made.error().message);
        return made->bytes;
    }();
    return bytes;
}

} // namespace letter_fixture
