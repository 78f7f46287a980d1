#pragma once
#include "core/result.hpp"
#include "letter/certificate.hpp"
#include "letter/signing_key.hpp"
#include "letter/timestamp.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace alur::letter {

/// A detached CAdES signature (SHA-256, signing-certificate-v2, no signing time: PAdES keeps that in the file) over the
/// bytes, DER; with a time stamp over the signature when `stamp` is given. Unavailable: the key or the time-stamp
/// service failed.
Result<std::string> make_cms(std::string_view bytes, SigningKey const& key, TimestampService const& stamp);
/// Room that make_cms needs at most, in bytes.
std::size_t cms_room(SigningKey const& key, bool stamped);

/// What a detached signature says about bytes.
struct CmsReport {
    enum class Outcome { Whole, Altered, Unreadable };
    Outcome outcome = Outcome::Unreadable;
    std::string why; ///< sentence, when not whole
    CertificateFacts signer;
    std::optional<Instant> stamped; ///< by a good time stamp
    std::string stamped_by;
    std::optional<bool> trusted; ///< nothing when no roots were given
};

/// `at`: the time at which the certificate had to be good, when no time stamp says a better one.
CmsReport verify_cms(std::string_view cms, std::string_view bytes, TrustedCertificates const* trusted, Instant at);

} // namespace alur::letter
