#include "letter/signing_key.hpp"

#include "letter/signing_key_state.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace alur::letter {

SigningKey::SigningKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

CertificateFacts const& SigningKey::holder() const { return state_->facts; }

Result<SigningKey> SigningKey::from_pkcs12(std::string_view bytes, std::string const& pass_phrase) {
    auto const failed = [](Error error) {
        error.log = ssl::last_error();
        return error;
    };
    auto const* at = reinterpret_cast<unsigned char const*>(bytes.data());
    ssl::Own<PKCS12> const file(d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size())));
    if (!file) return failed(invalid("berkas kunci bukan PKCS#12 (.p12 atau .pfx)"));
    if (PKCS12_mac_present(file.get()) != 0 && PKCS12_verify_mac(file.get(), pass_phrase.c_str(), -1) != 1)
        return failed(forbidden("frasa sandi tidak membuka berkas kunci"));
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* chain = nullptr;
    auto const opened = PKCS12_parse(file.get(), pass_phrase.c_str(), &key, &certificate, &chain);
    auto state = std::make_unique<State>();
    state->key.reset(key);
    state->certificate.reset(certificate);
    state->chain.reset(chain);
    if (opened != 1)
        return failed(
            invalid("berkas kunci tidak dapat dibuka; bila berkasnya lama, ekspor ulang dengan penyandian AES"));
    if (!key || !certificate) return failed(invalid("berkas kunci tidak memuat kunci beserta sertifikatnya"));
    if (X509_check_private_key(certificate, key) != 1)
        return failed(invalid("kunci dan sertifikat di dalam berkas kunci tidak berpasangan"));
    if ((X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0)
        return failed(invalid("sertifikat di dalam berkas kunci bukan untuk menandatangani"));
    state->facts = certificate_facts(*certificate);
    return SigningKey(std::move(state));
}

void forget(std::string& secret) {
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

} // namespace alur::letter
