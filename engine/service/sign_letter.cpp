#include "service/sign_letter.hpp"

#include "store/number_register.hpp"

#include <optional>

namespace alur::service {

namespace {

Result<> give_state(Office& office, store::DocumentSummary const& letter, LetterState to, std::string const& note,
                    std::string const& actor, Instant now) {
    return office.database().write(
        [&](store::Transaction& transaction) { return move_letter(transaction, letter, to, note, actor, now); });
}

/// Stores the bytes as the next version of the letter, linked as it is, and hands it the number.
Result<store::DocumentSummary> add_version(store::Transaction& transaction, store::Document const& before,
                                           std::string bytes, std::string const& name_end, std::string const& state,
                                           std::string const& actor, Instant now) {
    auto next = before;
    next.content = std::move(bytes);
    next.replaces = before.id;
    next.state = state;
    next.made_at = now;
    next.made_by = actor;
    auto const dot = next.file_name.rfind('.');
    next.file_name.insert(dot == std::string::npos ? next.file_name.size() : dot, name_end);
    auto const links = store::cases_of_document(transaction, before.id);
    if (!links) return links.error();
    auto stored = store::add_document(transaction, next, *links);
    if (!stored || !before.number) return stored;
    auto const entries = store::numbers_printed_as(transaction, *before.number);
    if (!entries) return entries.error();
    for (auto const& entry : *entries)
        if (entry.document == before.id)
            if (auto const attached = store::attach_document(transaction, entry, stored->id); !attached)
                return attached.error();
    return stored;
}

Result<store::Document> load(Office& office, std::string const& number) {
    return office.database().read([&](store::Reader& reader) -> Result<store::Document> {
        auto const letter = letter_with_number(reader, number);
        if (!letter) return letter.error();
        return store::find_document(reader, letter->id);
    });
}

bool is_pdf(std::string const& bytes) {
    return bytes.starts_with("%PDF-") && bytes.rfind("%%EOF") != std::string::npos;
}

} // namespace

Result<store::DocumentSummary> sign_letter(Office& office, esign::SigningService& service, SignLetter const& command,
                                           Instant now) {
    auto letter = load(office, command.number);
    if (!letter) return letter.error();
    auto const& pack = office.pack();
    auto const form = pack.letters.find(letter->document_id);
    if (form != pack.letters.end() && form->second.form.signing == letter::SigningMode::Wet)
        return conflict("surat " + command.number + " ditandatangani basah; lampirkan pindaiannya (alur letter scan)");
    auto const& actor = command.officer.name;
    if (parse_letter_state(letter->state) != LetterState::Sent) {
        auto const sent = give_state(office, *letter, LetterState::Sent, service.name(), actor, now);
        if (!sent) return sent.error();
        letter->state = to_text(LetterState::Sent);
    }
    esign::SignRequest request;
    request.pdf = letter->content;
    request.file_name = letter->file_name;
    request.identity = command.identity;
    request.signer = actor;
    request.reason = "Menandatangani " + letter->document_id + " nomor " + command.number;
    request.place = feel::to_text(pack.reference.at_path("office.place"));
    request.pass_phrase = esign::PassPhrase(std::string(command.pass_phrase.reveal()));
    auto signed_pdf = service.sign(request);
    if (signed_pdf)
        if (auto const good = esign::check_answer(letter->content, signed_pdf->bytes); !good) signed_pdf = good.error();
    if (!signed_pdf) {
        auto error = signed_pdf.error();
        error.message = command.pass_phrase.without(std::move(error.message));
        error.log = command.pass_phrase.without(std::move(error.log));
        if (error.kind == ErrorKind::Invalid)
            if (auto const back = give_state(office, *letter, LetterState::Numbered, error.message, actor, now); !back)
                return back.error();
        return error;
    }
    auto const note = service.name() + (signed_pdf->remote_id.empty() ? "" : ", dokumen " + signed_pdf->remote_id);
    return office.database().write([&](store::Transaction& transaction) -> Result<store::DocumentSummary> {
        // Somebody may have voided it, or signed it a second time, while the service was at work.
        auto const stands = letter_with_number(transaction, command.number);
        if (!stands) return stands.error();
        if (stands->id != letter->id)
            return conflict("surat " + command.number + " sudah ditandatangani sementara itu");
        auto const moved = move_letter(transaction, *stands, LetterState::Signed, note, actor, now);
        if (!moved) return moved.error();
        return add_version(transaction, *letter, std::move(signed_pdf->bytes), " (bertanda tangan)",
                           std::string(to_text(LetterState::Signed)), actor, now);
    });
}

Result<store::DocumentSummary> attach_scan(Office& office, AttachScan const& command, Instant now) {
    if (!is_pdf(command.scan)) return invalid("pindaian harus berupa berkas PDF yang utuh");
    return office.database().write([&](store::Transaction& transaction) -> Result<store::DocumentSummary> {
        std::optional<store::DocumentRow> id;
        if (!command.number.empty()) {
            auto const letter = letter_with_number(transaction, command.number);
            if (!letter) return letter.error();
            id = letter->id;
        } else {
            auto const owner = store::find_case_by_number(transaction, command.case_number);
            if (!owner) return owner.error();
            auto const newest = store::newest_document(transaction, owner->id, command.letter);
            if (!newest) return newest.error();
            if (!*newest)
                return not_found("perkara " + command.case_number + " belum mempunyai surat " + command.letter);
            id = (*newest)->id;
        }
        auto const letter = store::find_document(transaction, *id);
        if (!letter) return letter.error();
        auto const& letters = office.pack().letters;
        auto const form = letters.find(letter->document_id);
        if (form == letters.end() || form->second.form.signing == letter::SigningMode::Electronic)
            return conflict("surat " + letter->document_id +
                            " ditandatangani secara elektronik; pindaian tidak diterima");
        auto state = letter->state;
        if (letter->number) {
            auto const moved = move_letter(transaction, *letter, LetterState::Signed, "pindaian surat bertanda tangan",
                                           command.officer.name, now);
            if (!moved) return moved.error();
            state = to_text(LetterState::Signed);
        }
        return add_version(transaction, *letter, command.scan, " (pindaian)", state, command.officer.name, now);
    });
}

Result<> publish_letter(Office& office, std::string const& number, Officer const& officer, Instant now) {
    return office.database().write([&](store::Transaction& transaction) -> Result<> {
        auto const letter = letter_with_number(transaction, number);
        if (!letter) return letter.error();
        return move_letter(transaction, *letter, LetterState::Published, "", officer.name, now);
    });
}

} // namespace alur::service
