#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

enum class DocumentKind { Letter, Form, Upload };
std::string_view to_text(DocumentKind kind); ///< `LETTER`, `FORM`, `UPLOAD`

/// A document without its bytes, for lists.
struct DocumentSummary {
    DocumentRow id;
    std::string document_id; ///< as the pack names it
    int version = 1;         ///< 1, and one more than the document it replaces
    DocumentKind kind{};
    std::string state; ///< the service's word (draft, issued, void …)
    std::optional<std::string> number;
    std::optional<Day> date;
    std::string file_name;
    std::string media_type;
    std::string sha256; ///< of the content
    Instant made_at{};
    std::string made_by;
    std::optional<DocumentRow> replaces;
    std::optional<DefinitionId> template_used;
};

/// A document with what it was made from and its bytes.
struct Document : DocumentSummary {
    std::string snapshot; ///< JSON: the data it was made from
    std::string content;
};

/// Which case a document belongs to, and the step that made it.
struct DocumentLink {
    CaseId case_id;
    std::string element;
};

/// Stores it (id, version and sha256 of the argument are not looked at) and links it to every case given: a collective
/// document belongs to many. Answers it as stored, without content.
Result<DocumentSummary> add_document(Transaction& transaction, Document const& document,
                                     std::vector<DocumentLink> const& links);
/// Links a stored document to one more case; harmless when it is linked.
Result<> link_document(Transaction& transaction, DocumentRow id, DocumentLink const& link);
/// Nothing but the state of a stored document ever changes. NotFound: no such document.
Result<> set_document_state(Transaction& transaction, DocumentRow id, std::string_view state);

/// NotFound: no such document. Unavailable: the bytes do not match their SHA-256 any more.
Result<Document> find_document(Reader& reader, DocumentRow id);
/// In the order they were made.
Result<std::vector<DocumentSummary>> documents_of_case(Reader& reader, CaseId case_id);
/// The newest of that kind in the case, whatever its state.
Result<std::optional<DocumentSummary>> newest_document(Reader& reader, CaseId case_id, std::string_view document_id);
Result<std::vector<DocumentLink>> cases_of_document(Reader& reader, DocumentRow id);
Result<std::vector<DocumentSummary>> documents_with_number(Reader& reader, std::string_view number);

} // namespace alur::store
