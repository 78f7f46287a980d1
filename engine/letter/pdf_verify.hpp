#pragma once
#include "core/result.hpp"
#include "letter/certificate.hpp"
#include "letter/pdf_changes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// What one signature of a PDF is worth.
struct SignatureReport {
    enum class State {
        Whole,     ///< what was signed is in the file, byte for byte
        Altered,   ///< it is not
        Unreadable ///< a kind of signature that is not known here, or damaged beyond reading
    };
    std::string field;
    State state = State::Unreadable;
    std::string why; ///< sentence, when not whole
    CertificateFacts signer;
    std::optional<Instant> claimed; ///< the time the signer's computer said
    std::optional<Instant> stamped; ///< the time a time-stamp service vouches for
    std::string stamped_by;
    std::string reason, place;      ///< may be ""
    bool in_validity = false;       ///< the certificate was valid at that time
    std::optional<bool> trusted;    ///< leads to a root that is trusted; nothing when none were given
    bool whole_file = false;        ///< nothing was saved after it
    std::vector<PdfChange> changes; ///< what was saved after it

    /// Whole, and since then only harmless changes.
    bool holds() const;
};

struct VerifyReport {
    std::vector<SignatureReport> signatures; ///< oldest first
    std::vector<std::string> empty_fields;
    /// There is a signature and every one holds.
    bool holds() const;
};

/// Reads every signature of a PDF. `now` is used for certificates of signatures that say no time. Invalid: no PDF.
Result<VerifyReport> verify_pdf(std::string_view pdf, Instant now, TrustedCertificates const* trusted = nullptr);

} // namespace alur::letter
