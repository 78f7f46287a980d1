#pragma once
#include "core/result.hpp"
#include "letter/signing_key.hpp"
#include "letter/timestamp.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

struct SignRequest {
    std::string field; ///< name of the signature field; "" is the first empty one
    Instant when{};    ///< said in the file; the office's clock
    ZoneOffset zone{};
    std::string reason;     ///< may be ""
    std::string place;      ///< may be ""
    TimestampService stamp; ///< empty for a signature without time stamp (PAdES B-B), else B-T
};

/// Signs a PDF (PAdES, ETSI.CAdES.detached): the bytes given and, behind them, a further save with the signature.
/// Earlier signatures stay good. Same bytes, key and request give the same file with an RSA key and no time stamp.
/// Invalid: no PDF. NotFound: no such field. Conflict: no empty field is left, the field is signed already, an earlier
/// signature is broken or forbids it, or the certificate is not valid on that day. Unavailable: key or time stamp
/// failed.
Result<std::string> sign_pdf(std::string_view pdf, SigningKey const& key, SignRequest const& request);

struct SignatureFieldName {
    std::string name;
    bool is_signed = false;
};
/// The signature fields of a PDF in the order of the file. Invalid: no PDF.
Result<std::vector<SignatureFieldName>> signature_fields(std::string_view pdf);

} // namespace alur::letter
