#include "service/void_letter.hpp"

#include "core/text.hpp"
#include "service/letter_state.hpp"

namespace alur::service {

Result<store::NumberEntry> void_letter(Office& office, VoidLetter const& command, Instant now) {
    if (trim(command.reason).empty()) return invalid("pembatalan nomor " + command.number + " memerlukan alasan");
    auto const& rules = office.pack().numbering;
    if (auto const may = allow(command.officer, rules.may_void, "membatalkan nomor"); !may) return may.error();
    return office.database().write([&](store::Transaction& transaction) -> Result<store::NumberEntry> {
        auto const found = store::numbers_printed_as(transaction, command.number);
        if (!found) return found.error();
        if (found->empty())
            return not_found("nomor " + command.number + " tidak ada dalam agenda; periksa dengan alur letter list");
        auto entry = found->back();
        if (entry.document) {
            auto const letter = letter_with_number(transaction, entry.text);
            if (!letter) return letter.error();
            auto const moved =
                move_letter(transaction, *letter, LetterState::Void, command.reason, command.officer.name, now);
            if (!moved) return moved.error();
        }
        if (auto const done = store::void_number(transaction, entry, command.reason); !done) return done.error();
        auto const recorded =
            store::record_act(transaction, entry, {"BATAL", command.reason, command.officer.name, now});
        if (!recorded) return recorded.error();
        entry.state = store::NumberState::Void;
        entry.reason = command.reason;
        return entry;
    });
}

} // namespace alur::service
