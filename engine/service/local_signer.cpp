#include "service/local_signer.hpp"

#include "letter/pdf_sign.hpp"

namespace alur::service {

Result<esign::SignedPdf> LocalSigner::sign(esign::SignRequest const& request) {
    std::string secret(request.pass_phrase.reveal());
    auto const key = letter::SigningKey::from_pkcs12(pkcs12_, secret);
    letter::forget(secret);
    if (!key) return key.error().kind == ErrorKind::Unavailable ? key.error() : invalid(key.error().message);
    letter::SignRequest wish;
    wish.field = request.field;
    wish.when = now_;
    wish.zone = zone_;
    wish.reason = request.reason;
    wish.place = request.place;
    auto made = letter::sign_pdf(request.pdf, *key, wish);
    if (!made) return made.error().kind == ErrorKind::Unavailable ? made.error() : invalid(made.error().message);
    return esign::SignedPdf{std::move(*made), ""};
}

} // namespace alur::service
