#include "letter/cms.hpp"

#include "letter/signing_key_state.hpp"

#include <algorithm>
#include <vector>

namespace alur::letter {

namespace {

/// The signed attributes as they are signed: a DER SET OF.
std::string signed_attributes(CMS_SignerInfo const* signer) {
    std::vector<std::string> parts;
    std::size_t length = 0;
    for (int i = 0; i < CMS_signed_get_attr_count(signer); ++i) {
        parts.push_back(ssl::der<X509_ATTRIBUTE>(i2d_X509_ATTRIBUTE, CMS_signed_get_attr(signer, i)));
        length += parts.back().size();
    }
    std::sort(parts.begin(), parts.end());
    std::string out = "\x31";
    if (length < 128) {
        out += static_cast<char>(length);
    } else {
        std::string digits;
        for (auto rest = length; rest > 0; rest >>= 8U) digits.insert(digits.begin(), static_cast<char>(rest & 255U));
        out += static_cast<char>(0x80U | digits.size());
        out += digits;
    }
    for (auto const& part : parts) out += part;
    return out;
}

/// OpenSSL always adds the signing time, which PAdES forbids: take it out and sign what is left.
bool sign_without_time(CMS_SignerInfo* signer, EVP_PKEY* key) {
    auto const at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    if (at < 0) return true;
    X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, at));
    auto const bytes = signed_attributes(signer);
    ssl::Own<EVP_MD_CTX> const context(EVP_MD_CTX_new());
    std::size_t length = 0;
    auto const* data = reinterpret_cast<unsigned char const*>(bytes.data());
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &length, data, bytes.size()) != 1)
        return false;
    std::string signature(length, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, data,
                       bytes.size()) != 1)
        return false;
    return ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), signature.data(), static_cast<int>(length)) == 1;
}

/// The signing-certificate attribute names this very certificate.
bool names_certificate(CMS_SignerInfo const* signer, X509 const* certificate) {
    auto const at = CMS_signed_get_attr_by_NID(signer, NID_id_smime_aa_signingCertificateV2, -1);
    if (at < 0) return true; // older kinds of signature do without
    auto const* value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
    if (!value || value->type != V_ASN1_SEQUENCE) return false;
    auto const* bytes = ASN1_STRING_get0_data(value->value.sequence);
    ssl::Own<ESS_SIGNING_CERT_V2> const named(
        d2i_ESS_SIGNING_CERT_V2(nullptr, &bytes, ASN1_STRING_length(value->value.sequence)));
    if (!named) return false;
    // The hash lies inside an opaque structure; its encoding holds it in one piece.
    auto const encoding = ssl::view(*value->value.sequence);
    auto const whole = ssl::der<X509>(i2d_X509, certificate);
    for (auto const* how : {EVP_sha256(), EVP_sha384(), EVP_sha512()})
        if (encoding.find(ssl::digest(whole, how)) != std::string_view::npos) return true;
    return false;
}

bool is_trusted(CMS_ContentInfo* cms, X509* signer, TrustedCertificates const& trusted, Instant at) {
    ssl::Own<X509_STORE> const store(X509_STORE_new());
    for (auto const& der : trusted.der()) {
        auto const* bytes = reinterpret_cast<unsigned char const*>(der.data());
        ssl::Own<X509> const root(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
        X509_STORE_add_cert(store.get(), root.get());
    }
    ssl::Own<STACK_OF(X509)> const others(CMS_get1_certs(cms));
    ssl::Own<X509_STORE_CTX> const context(X509_STORE_CTX_new());
    if (X509_STORE_CTX_init(context.get(), store.get(), signer, others.get()) != 1) return false;
    X509_STORE_CTX_set_time(context.get(), 0,
                            std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
    X509_STORE_CTX_set_flags(context.get(), X509_V_FLAG_PARTIAL_CHAIN);
    return X509_verify_cert(context.get()) == 1;
}

} // namespace

std::size_t cms_room(SigningKey const& key, bool stamped) {
    auto const& state = key.state();
    auto room = static_cast<std::size_t>(i2d_X509(state.certificate.get(), nullptr)) +
                static_cast<std::size_t>(EVP_PKEY_get_size(state.key.get())) + 1'024;
    for (int i = 0; state.chain && i < sk_X509_num(state.chain.get()); ++i)
        room += static_cast<std::size_t>(i2d_X509(sk_X509_value(state.chain.get(), i), nullptr));
    if (stamped) room += 8'192;
    return (room + 255) / 256 * 256;
}

Result<std::string> make_cms(std::string_view bytes, SigningKey const& key, TimestampService const& stamp) {
    auto const& state = key.state();
    constexpr unsigned kFlags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP;
    ssl::Own<CMS_ContentInfo> const cms(CMS_sign(nullptr, nullptr, state.chain.get(), nullptr, kFlags));
    auto* signer =
        cms ? CMS_add1_signer(cms.get(), state.certificate.get(), state.key.get(), EVP_sha256(), kFlags | CMS_CADES)
            : nullptr;
    auto const content = ssl::reading(bytes);
    if (!signer || CMS_final(cms.get(), content.get(), nullptr, CMS_DETACHED | CMS_BINARY) != 1 ||
        !sign_without_time(signer, state.key.get()))
        return ssl::failed("kunci tidak dapat dipakai menandatangani");
    if (stamp) {
        auto const token = make_timestamp(ssl::view(*CMS_SignerInfo_get0_signature(signer)), stamp);
        if (!token) return token.error();
        if (CMS_unsigned_add1_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token->data(),
                                          static_cast<int>(token->size())) != 1)
            return ssl::failed("cap waktu tidak dapat dilekatkan");
    }
    auto out = ssl::der<CMS_ContentInfo>(i2d_CMS_ContentInfo, cms.get());
    if (out.empty()) return ssl::failed("tanda tangan tidak dapat ditulis");
    return out;
}

CmsReport verify_cms(std::string_view cms, std::string_view bytes, TrustedCertificates const* trusted, Instant at) {
    CmsReport out;
    auto const* start = reinterpret_cast<unsigned char const*>(cms.data());
    ssl::Own<CMS_ContentInfo> const info(d2i_CMS_ContentInfo(nullptr, &start, static_cast<long>(cms.size())));
    auto* signers = info ? CMS_get0_SignerInfos(info.get()) : nullptr;
    if (!signers || sk_CMS_SignerInfo_num(signers) != 1) {
        out.why = "bukan tanda tangan CMS dengan satu penanda tangan";
        ssl::last_error();
        return out;
    }
    auto* signer = sk_CMS_SignerInfo_value(signers, 0);
    auto const content = ssl::reading(bytes);
    ssl::Own<BIO> const sink(BIO_new(BIO_s_null()));
    auto const good = CMS_verify(info.get(), nullptr, nullptr, content.get(), sink.get(),
                                 CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY) == 1;
    X509* certificate = nullptr;
    CMS_SignerInfo_get0_algs(signer, nullptr, &certificate, nullptr, nullptr);
    if (certificate) out.signer = certificate_facts(*certificate);
    ssl::last_error();
    if (!good || !certificate) {
        out.outcome = certificate ? CmsReport::Outcome::Altered : CmsReport::Outcome::Unreadable;
        out.why = certificate ? "isi yang ditandatangani telah berubah, atau tanda tangannya bukan milik isi ini"
                              : "sertifikat penanda tangan tidak ada di dalam tanda tangan";
        return out;
    }
    if (!names_certificate(signer, certificate)) {
        out.outcome = CmsReport::Outcome::Altered;
        out.why = "tanda tangan menyebut sertifikat yang lain";
        return out;
    }
    out.outcome = CmsReport::Outcome::Whole;
    auto time = at;
    if (auto const i = CMS_unsigned_get_attr_by_NID(signer, NID_id_smime_aa_timeStampToken, -1); i >= 0) {
        auto const* value = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(signer, i), 0);
        if (value && value->type == V_ASN1_SEQUENCE) {
            auto const stamp =
                read_timestamp(ssl::view(*value->value.sequence), ssl::view(*CMS_SignerInfo_get0_signature(signer)));
            if (stamp) {
                out.stamped = stamp->at;
                out.stamped_by = stamp->authority.name;
                time = stamp->at;
            } else {
                out.outcome = CmsReport::Outcome::Altered;
                out.why = stamp.error().message;
            }
        }
    }
    if (trusted) out.trusted = is_trusted(info.get(), certificate, *trusted, time);
    ssl::last_error();
    return out;
}

} // namespace alur::letter
