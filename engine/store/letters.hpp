#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A state that a letter got, with who gave it.
struct LetterAct {
    std::string state; ///< the service's word
    std::string note;
    std::string actor;
    Instant at{};
};

Result<> record_letter_act(Transaction& transaction, DocumentRow document, LetterAct const& act);
/// In the order in which they happened.
Result<std::vector<LetterAct>> letter_acts(Reader& reader, DocumentRow document);

/// Remembers by which code the letter is verified. Conflict: the code belongs to another letter.
Result<> keep_code(Transaction& transaction, std::string_view code, DocumentRow document);
/// The document that got the code; none when nobody did.
Result<std::optional<DocumentRow>> document_of_code(Reader& reader, std::string_view code);
/// "" when it has none.
Result<std::string> code_of_document(Reader& reader, DocumentRow document);
/// The document and everything that replaced it since, oldest first: the signed file, the scan.
Result<std::vector<DocumentRow>> versions_since(Reader& reader, DocumentRow document);

} // namespace alur::store
