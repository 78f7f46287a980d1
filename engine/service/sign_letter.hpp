#pragma once
#include "esign/signing_service.hpp"
#include "service/letter_state.hpp"

namespace alur::service {

/// A letter to be signed now, by the official whose name stands in it.
struct SignLetter {
    std::string number;   ///< as printed
    std::string identity; ///< under which the signing service knows the signer
    esign::PassPhrase pass_phrase;
    Officer officer; ///< who presses the button
};

/// Has a numbered letter signed: BERNOMOR → DIKIRIM, the call, then DITANDATANGANI with the signed file as a new
/// version that carries the number. The file is kept as it was sent, too; nothing is replaced before the answer was
/// checked to begin with exactly what was sent. The pass phrase goes into no message, log or table.
///
/// NotFound: no letter has the number. Conflict: it is not to be signed electronically, or stands elsewhere. Invalid:
/// the service refused; the letter is BERNOMOR again. Unavailable: not reached or a wrong answer; it stays DIKIRIM and
/// may be sent again. Must not be called on the writer's thread.
Result<store::DocumentSummary> sign_letter(Office& office, esign::SigningService& service, SignLetter const& command,
                                           Instant now);

/// The scan of a letter that was signed on paper.
struct AttachScan {
    std::string number;      ///< as printed; "" for a paper outside the register, then:
    std::string case_number; ///< whose newest paper of that kind it is
    std::string letter;
    std::string scan; ///< a PDF
    Officer officer;
};

/// Keeps the scan as a new version of its letter, which is DITANDATANGANI then (papers outside the register stay
/// TERBIT). Invalid: not a PDF. Conflict: the letter is signed electronically, or void.
Result<store::DocumentSummary> attach_scan(Office& office, AttachScan const& command, Instant now);

/// DITANDATANGANI → TERBIT: the letter goes out and never changes any more.
Result<> publish_letter(Office& office, std::string const& number, Officer const& officer, Instant now);

} // namespace alur::service
