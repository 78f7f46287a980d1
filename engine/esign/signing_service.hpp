#pragma once
#include "core/result.hpp"
#include "esign/pass_phrase.hpp"

#include <string>

namespace alur::esign {

/// One letter to be signed by one official.
struct SignRequest {
    std::string pdf;
    std::string file_name;
    std::string field = "ttd_1"; ///< signature field that waits in the letter
    std::string signer;          ///< name, for messages
    std::string identity; ///< identity number under which the signer is known to the service, or an e-mail address
    std::string reason;
    std::string place;
    PassPhrase pass_phrase;
};

struct SignedPdf {
    std::string bytes;
    std::string remote_id; ///< by which the service knows it, "" for none
};

/// Whoever can put an electronic signature into a PDF: a key of the office's own, or the government's service.
class SigningService {
  public:
    virtual ~SigningService() = default;
    /// For the trail of the letter and for messages.
    virtual std::string name() const = 0;
    /// Invalid: refused for a reason that comes again (wrong pass phrase, signer unknown). Unavailable: not reached, no
    /// answer in time, or an answer that is no signed form of what was sent; nothing is known to be signed then.
    virtual Result<SignedPdf> sign(SignRequest const& request) = 0;
};

/// The answer is the file that was sent, byte for byte, with something behind it that ends as a PDF does and holds a
/// signature. Unavailable: says what is wrong.
Result<> check_answer(std::string const& sent, std::string const& answer);

} // namespace alur::esign
