#include "letter/timestamp.hpp"

#include "letter/openssl_handles.hpp"

#include <openssl/http.h>

#include <optional>

namespace alur::letter {

namespace {

std::optional<Instant> instant_of(ASN1_GENERALIZEDTIME const* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    std::chrono::year_month_day const date{std::chrono::year(parts.tm_year + 1900),
                                           std::chrono::month(static_cast<unsigned>(parts.tm_mon + 1)),
                                           std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
    return Instant(std::chrono::sys_days(date)) + std::chrono::hours{parts.tm_hour} +
           std::chrono::minutes{parts.tm_min} + std::chrono::seconds{parts.tm_sec};
}

} // namespace

Result<TimestampService> timestamp_over_http(std::string const& address, int seconds) {
    char *host = nullptr, *port = nullptr, *path = nullptr;
    int use_tls = 0;
    auto const parsed =
        OSSL_HTTP_parse_url(address.c_str(), &use_tls, nullptr, &host, &port, nullptr, &path, nullptr, nullptr);
    std::string const server = host ? host : "", number = port ? port : "", where = path ? path : "";
    OPENSSL_free(host);
    OPENSSL_free(port);
    OPENSSL_free(path);
    ssl::last_error();
    if (!address.starts_with("http://") || parsed != 1 || use_tls != 0 || server.empty())
        return invalid("alamat layanan cap waktu harus berbentuk http://nama/jalur: " + address);
    return TimestampService([=](std::string const& request) -> Result<std::string> {
        auto const body = ssl::reading(request);
        ssl::Own<BIO> const answer(OSSL_HTTP_transfer(nullptr, server.c_str(), number.c_str(), where.c_str(), 0, "",
                                                      nullptr, nullptr, nullptr, nullptr, nullptr, 0, nullptr,
                                                      "application/timestamp-query", body.get(),
                                                      "application/timestamp-reply", 1, 64 * 1024, seconds, 0));
        if (!answer)
            return ssl::failed("layanan cap waktu " + address +
                               " tidak menjawab; coba lagi, atau tanda tangani tanpa cap waktu");
        std::string out;
        char part[4096];
        for (int n = 0; (n = BIO_read(answer.get(), part, sizeof part)) > 0;)
            out.append(part, static_cast<std::size_t>(n));
        return out;
    });
}

Result<std::string> make_timestamp(std::string_view bytes, TimestampService const& service) {
    auto hash = ssl::digest(bytes);
    ssl::Own<TS_REQ> const request(TS_REQ_new());
    ssl::Own<TS_MSG_IMPRINT> const imprint(TS_MSG_IMPRINT_new());
    std::unique_ptr<X509_ALGOR, void (*)(X509_ALGOR*)> const how(X509_ALGOR_new(), X509_ALGOR_free);
    X509_ALGOR_set_md(how.get(), EVP_sha256());
    // The hash itself is new each time: its digest is nonce enough against an answer kept from before.
    std::unique_ptr<ASN1_INTEGER, void (*)(ASN1_INTEGER*)> const nonce(ASN1_INTEGER_new(), ASN1_INTEGER_free);
    std::uint64_t once = 0;
    for (unsigned char const c : ssl::digest(hash).substr(0, 7)) once = (once << 8U) | c;
    ASN1_INTEGER_set_uint64(nonce.get(), once + 1);
    if (TS_MSG_IMPRINT_set_algo(imprint.get(), how.get()) != 1 ||
        TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(hash.data()),
                               static_cast<int>(hash.size())) != 1 ||
        TS_REQ_set_version(request.get(), 1) != 1 || TS_REQ_set_msg_imprint(request.get(), imprint.get()) != 1 ||
        TS_REQ_set_nonce(request.get(), nonce.get()) != 1 || TS_REQ_set_cert_req(request.get(), 1) != 1)
        return ssl::failed("permintaan cap waktu tidak dapat dibuat");
    auto const answer = service(ssl::der<TS_REQ>(i2d_TS_REQ, request.get()));
    if (!answer) return answer.error();
    auto const* at = reinterpret_cast<unsigned char const*>(answer->data());
    ssl::Own<TS_RESP> const response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer->size())));
    if (!response) return ssl::failed("jawaban layanan cap waktu tidak terbaca");
    auto const status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
    if ((status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) || !TS_RESP_get_token(response.get()))
        return ssl::failed("layanan cap waktu menolak permintaan (status " + std::to_string(status) + ")");
    auto token = ssl::der<PKCS7>(i2d_PKCS7, TS_RESP_get_token(response.get()));
    auto const* given = TS_TST_INFO_get_nonce(TS_RESP_get_tst_info(response.get()));
    if (!given || ASN1_INTEGER_cmp(given, nonce.get()) != 0)
        return ssl::failed("jawaban layanan cap waktu bukan untuk permintaan ini");
    if (auto const good = read_timestamp(token, bytes); !good) {
        auto error = unavailable("jawaban layanan cap waktu tidak dapat dipercaya: " + good.error().message);
        return error;
    }
    return token;
}

Result<TimestampFacts> read_timestamp(std::string_view token, std::string_view bytes) {
    auto const* at = reinterpret_cast<unsigned char const*>(token.data());
    ssl::Own<CMS_ContentInfo> const cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(token.size())));
    ssl::Own<BIO> const content(BIO_new(BIO_s_mem()));
    auto const bad = [](std::string message) {
        auto error = invalid(std::move(message));
        error.log = ssl::last_error();
        return error;
    };
    if (!cms ||
        CMS_verify(cms.get(), nullptr, nullptr, nullptr, content.get(), CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1)
        return bad("cap waktunya rusak");
    auto const inside = ssl::written(*content);
    auto const* start = reinterpret_cast<unsigned char const*>(inside.data());
    ssl::Own<TS_TST_INFO> const info(d2i_TS_TST_INFO(nullptr, &start, static_cast<long>(inside.size())));
    if (!info) return bad("cap waktunya tidak terbaca");
    auto* imprint = TS_TST_INFO_get_msg_imprint(info.get());
    ASN1_OBJECT const* kind = nullptr;
    X509_ALGOR_get0(&kind, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
    auto const* how = EVP_get_digestbyobj(kind);
    if (!how || ssl::digest(bytes, how) != ssl::view(*TS_MSG_IMPRINT_get_msg(imprint)))
        return bad("cap waktunya milik isi yang lain");
    auto const when = instant_of(TS_TST_INFO_get_time(info.get()));
    if (!when) return bad("cap waktunya tidak menyebut waktu");
    TimestampFacts out;
    out.at = *when;
    ssl::Own<STACK_OF(X509)> const signers(CMS_get0_signers(cms.get()));
    if (signers && sk_X509_num(signers.get()) > 0) {
        out.authority = certificate_facts(*sk_X509_value(signers.get(), 0));
        for (int i = 0; i < sk_X509_num(signers.get()); ++i) X509_up_ref(sk_X509_value(signers.get(), i));
    }
    return out;
}

} // namespace alur::letter
