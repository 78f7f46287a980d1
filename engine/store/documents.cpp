#include "store/documents.hpp"

#include "core/hash.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{
    "INSERT INTO document (document_id, version, kind, state, number, date, file_name, media_type, sha256, made_at, "
    "made_by, replaces, template, snapshot, content) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id"};
constexpr Sql kVersion{"SELECT version FROM document WHERE id = $1"};
constexpr Sql kLink{"INSERT INTO document_case (case_id, document, element) VALUES ($1, $2, $3) "
                    "ON CONFLICT (case_id, document) DO NOTHING"};
constexpr Sql kSetState{"UPDATE document SET state = $2 WHERE id = $1"};
constexpr Sql kFind{"SELECT id, document_id, version, kind, state, number, date, file_name, media_type, sha256, "
                    "made_at, made_by, replaces, template, snapshot, content FROM document WHERE id = $1"};
constexpr Sql kOfCase{
    "SELECT d.id, d.document_id, d.version, d.kind, d.state, d.number, d.date, d.file_name, d.media_type, d.sha256, "
    "d.made_at, d.made_by, d.replaces, d.template FROM document_case c JOIN document d ON d.id = c.document "
    "WHERE c.case_id = $1 ORDER BY d.id"};
constexpr Sql kNewest{
    "SELECT d.id, d.document_id, d.version, d.kind, d.state, d.number, d.date, d.file_name, d.media_type, d.sha256, "
    "d.made_at, d.made_by, d.replaces, d.template FROM document_case c JOIN document d ON d.id = c.document "
    "WHERE c.case_id = $1 AND d.document_id = $2 ORDER BY d.id DESC LIMIT 1"};
constexpr Sql kByNumber{"SELECT id, document_id, version, kind, state, number, date, file_name, media_type, sha256, "
                        "made_at, made_by, replaces, template FROM document WHERE number = $1 ORDER BY id"};
constexpr Sql kLinks{"SELECT case_id, element FROM document_case WHERE document = $1 ORDER BY case_id"};

DocumentKind kind_of(std::string_view text) {
    return text == "LETTER" ? DocumentKind::Letter : text == "FORM" ? DocumentKind::Form : DocumentKind::Upload;
}

DocumentSummary read_view(Columns& c) {
    return {c.next<DocumentRow>(),
            c.next<std::string>(),
            c.next<int>(),
            kind_of(c.next<std::string>()),
            c.next<std::string>(),
            c.next<std::optional<std::string>>(),
            c.next<std::optional<Day>>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<Instant>(),
            c.next<std::string>(),
            c.next<std::optional<DocumentRow>>(),
            c.next<std::optional<DefinitionId>>()};
}

Document read_document(Columns& c) { return {read_view(c), c.next<std::string>(), c.next<Blob>().bytes}; }

Error no_document(DocumentRow id) { return not_found("dokumen nomor urut " + std::to_string(id.value) + " tidak ada"); }

} // namespace

std::string_view to_text(DocumentKind kind) {
    switch (kind) {
    case DocumentKind::Letter: return "LETTER";
    case DocumentKind::Form: return "FORM";
    case DocumentKind::Upload: return "UPLOAD";
    }
    return "";
}

Result<DocumentSummary> add_document(Transaction& transaction, Document const& document,
                                     std::vector<DocumentLink> const& links) {
    DocumentSummary stored = document;
    stored.sha256 = sha256(document.content);
    stored.version = 1;
    if (document.replaces) {
        auto const before = transaction.first(
            kVersion, [](Columns& c) { return c.next<int>(); }, *document.replaces);
        if (!before) return before.error();
        if (!*before) return no_document(*document.replaces);
        stored.version = **before + 1;
    }
    auto const id = transaction.insert<DocumentRow>(
        kInsert, stored.document_id, stored.version, to_text(stored.kind), stored.state, stored.number, stored.date,
        stored.file_name, stored.media_type, stored.sha256, stored.made_at, stored.made_by, stored.replaces,
        stored.template_used, document.snapshot, BlobView{document.content});
    if (!id) return id.error();
    stored.id = *id;
    for (auto const& link : links)
        if (auto const linked = link_document(transaction, stored.id, link); !linked) return linked.error();
    return stored;
}

Result<> link_document(Transaction& transaction, DocumentRow id, DocumentLink const& link) {
    auto const linked = transaction.run(kLink, link.case_id, id, link.element);
    if (!linked) return linked.error();
    return Done{};
}

Result<> set_document_state(Transaction& transaction, DocumentRow id, std::string_view state) {
    auto const set = transaction.run(kSetState, id, state);
    if (!set) return set.error();
    if (*set == 0) return no_document(id);
    return Done{};
}

Result<Document> find_document(Reader& reader, DocumentRow id) {
    auto found = reader.first(kFind, read_document, id);
    if (!found) return found.error();
    if (!*found) return no_document(id);
    if (sha256((*found)->content) != (*found)->sha256)
        return unavailable("isi dokumen " + (*found)->file_name +
                           " tidak cocok lagi dengan sidik SHA-256 saat disimpan; pulihkan basis data dari cadangan");
    return std::move(**found);
}

Result<std::vector<DocumentSummary>> documents_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_view, case_id);
}

Result<std::optional<DocumentSummary>> newest_document(Reader& reader, CaseId case_id, std::string_view document_id) {
    return reader.first(kNewest, read_view, case_id, document_id);
}

Result<std::vector<DocumentLink>> cases_of_document(Reader& reader, DocumentRow id) {
    return reader.all(
        kLinks,
        [](Columns& c) {
            return DocumentLink{c.next<CaseId>(), c.next<std::string>()};
        },
        id);
}

Result<std::vector<DocumentSummary>> documents_with_number(Reader& reader, std::string_view number) {
    return reader.all(kByNumber, read_view, number);
}

} // namespace alur::store
