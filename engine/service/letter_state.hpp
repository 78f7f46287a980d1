#pragma once
#include "service/office.hpp"
#include "store/documents.hpp"

#include <array>

namespace alur::service {

/// Where a letter of the register stands. A draft is never stored; the first stored state is Numbered.
enum class LetterState { Draft, Numbered, Sent, Signed, Published, Void };
std::string_view to_text(LetterState state); ///< `DRAF BERNOMOR DIKIRIM DITANDATANGANI TERBIT BATAL`
std::optional<LetterState> parse_letter_state(std::string_view text);

struct LetterMove {
    LetterState from, to;
};
inline constexpr std::array kLetterMoves{
    LetterMove{LetterState::Draft, LetterState::Numbered},  LetterMove{LetterState::Numbered, LetterState::Sent},
    LetterMove{LetterState::Numbered, LetterState::Signed}, LetterMove{LetterState::Numbered, LetterState::Void},
    LetterMove{LetterState::Sent, LetterState::Numbered},   LetterMove{LetterState::Sent, LetterState::Signed},
    LetterMove{LetterState::Sent, LetterState::Void},       LetterMove{LetterState::Signed, LetterState::Published},
    LetterMove{LetterState::Signed, LetterState::Void},
};
constexpr bool can_move(LetterState from, LetterState to) {
    for (auto const& move : kLetterMoves)
        if (move.from == from && move.to == to) return true;
    return false;
}
static_assert(!can_move(LetterState::Published, LetterState::Void)); // a mistake then needs a new letter (ralat)
static_assert(!can_move(LetterState::Void, LetterState::Numbered));

/// Gives the stored letter its next state, with an entry of who and why. Conflict: it cannot go there from where it
/// stands; the message names both.
Result<> move_letter(store::Transaction& transaction, store::DocumentSummary const& letter, LetterState to,
                     std::string_view note, std::string_view actor, Instant now);

/// The newest version of the letter with that number as printed. NotFound: no letter has it.
Result<store::DocumentSummary> letter_with_number(store::Reader& reader, std::string_view number);

} // namespace alur::service
