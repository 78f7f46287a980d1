#pragma once
#include "service/office.hpp"
#include "store/documents.hpp"

namespace alur::service {

/// What the office says about a letter to anybody who holds it: nothing of a person but the signatory.
struct VerifiedLetter {
    std::string code;
    std::string office; ///< `DINAS SOSIAL, PEMERINTAH KABUPATEN TEGAL`
    std::string kind;   ///< name of the kind of letter
    std::string number;
    Day date{};
    std::string subject;
    std::string signer;
    std::string state;                            ///< the newest state; a void letter says so
    std::string reason;                           ///< why it is void
    std::vector<store::DocumentSummary> versions; ///< oldest first
};

/// Finds a letter by the code printed on it. Invalid: mistyped. NotFound: no letter has it; it may be false.
Result<VerifiedLetter> verify_code(Office& office, std::string_view typed);

/// A file somebody holds, compared with the letter's versions: the version it is byte for byte, none when it is no
/// version of this letter.
std::optional<store::DocumentSummary> matching_version(VerifiedLetter const& letter, std::string_view file);

} // namespace alur::service
