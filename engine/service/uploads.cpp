#include "service/uploads.hpp"

#include "core/hash.hpp"
#include "core/indonesian.hpp"

namespace alur::service {

Result<> keep_upload(store::Transaction& transaction, store::CaseId case_id, std::string_view element,
                     Upload const& upload, std::string_view officer, Instant now) {
    auto const hash = sha256(upload.content);
    auto const documents = store::documents_of_case(transaction, case_id);
    if (!documents) return documents.error();
    for (auto const& document : *documents)
        if (document.kind == store::DocumentKind::Upload && document.sha256 == hash)
            return conflict("berkas " + upload.file_name + " sudah diterima pada " +
                            tanggal_angka(day_of(document.made_at, {})) + " sebagai " + document.file_name +
                            "; tidak perlu dikirim lagi");
    store::Document document;
    document.document_id = upload.document_id;
    document.kind = store::DocumentKind::Upload;
    document.state = "DITERIMA";
    document.file_name = upload.file_name;
    document.media_type = upload.media_type;
    document.made_at = now;
    document.made_by = officer;
    document.snapshot = "{}";
    document.content = upload.content;
    auto const stored = store::add_document(transaction, document, {{case_id, std::string(element)}});
    if (!stored) return stored.error();
    return Done{};
}

} // namespace alur::service
