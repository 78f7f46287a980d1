#include "service/letter_state.hpp"

#include "store/letters.hpp"

namespace alur::service {

namespace {

constexpr std::array<std::string_view, 6> kNames{"DRAF", "BERNOMOR", "DIKIRIM", "DITANDATANGANI", "TERBIT", "BATAL"};

} // namespace

std::string_view to_text(LetterState state) { return kNames[static_cast<std::size_t>(state)]; }

std::optional<LetterState> parse_letter_state(std::string_view text) {
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == text) return static_cast<LetterState>(i);
    return std::nullopt;
}

Result<> move_letter(store::Transaction& transaction, store::DocumentSummary const& letter, LetterState to,
                     std::string_view note, std::string_view actor, Instant now) {
    auto const from = parse_letter_state(letter.state);
    if (!from || !can_move(*from, to))
        return conflict("surat " + letter.document_id + " nomor " + letter.number.value_or("-") + " berstatus " +
                        letter.state + " dan tidak dapat menjadi " + std::string(to_text(to)) +
                        (from == LetterState::Published ? "; kesalahan pada surat yang sudah terbit diperbaiki dengan "
                                                          "surat ralat"
                                                        : ""));
    if (auto const set = store::set_document_state(transaction, letter.id, to_text(to)); !set) return set.error();
    return store::record_letter_act(transaction, letter.id,
                                    {std::string(to_text(to)), std::string(note), std::string(actor), now});
}

Result<store::DocumentSummary> letter_with_number(store::Reader& reader, std::string_view number) {
    auto const found = store::documents_with_number(reader, number);
    if (!found) return found.error();
    if (found->empty()) return not_found("tidak ada surat bernomor " + std::string(number));
    return found->back();
}

} // namespace alur::service
