#include "service/verify_letter.hpp"

#include "core/hash.hpp"
#include "service/verification_code.hpp"
#include "store/letters.hpp"
#include "store/number_register.hpp"

namespace alur::service {

Result<VerifiedLetter> verify_code(Office& office, std::string_view typed) {
    auto const code = read_code(typed);
    if (!code) return code.error();
    auto const& pack = office.pack();
    return office.database().read([&](store::Reader& reader) -> Result<VerifiedLetter> {
        auto const document = store::document_of_code(reader, *code);
        if (!document) return document.error();
        if (!*document)
            return not_found("tidak ada surat dengan kode " + *code +
                             "; surat itu mungkin tidak dikeluarkan kantor ini");
        VerifiedLetter letter;
        letter.code = *code;
        letter.office = feel::to_text(pack.reference.at_path("office.office_line")) + ", " +
                        feel::to_text(pack.reference.at_path("office.government_line"));
        auto const rows = store::versions_since(reader, **document);
        if (!rows) return rows.error();
        for (auto const row : *rows) {
            auto const version = store::find_document(reader, row);
            if (!version) return version.error();
            letter.versions.push_back(*version);
        }
        auto const& newest = letter.versions.back();
        auto const form = pack.letters.find(newest.document_id);
        letter.kind = form == pack.letters.end() ? newest.document_id : form->second.form.name;
        letter.number = newest.number.value_or("");
        letter.date = newest.date.value_or(Day{});
        letter.state = newest.state;
        auto const entries = store::numbers_printed_as(reader, letter.number);
        if (!entries) return entries.error();
        for (auto const& entry : *entries) {
            letter.subject = entry.subject;
            letter.signer = entry.signer;
            if (entry.state != store::NumberState::Void) continue;
            letter.state = to_text(entry.state);
            letter.reason = entry.reason;
        }
        return letter;
    });
}

std::optional<store::DocumentSummary> matching_version(VerifiedLetter const& letter, std::string_view file) {
    auto const hash = sha256(file);
    for (auto const& version : letter.versions)
        if (version.sha256 == hash) return version;
    return std::nullopt;
}

} // namespace alur::service
