#include "service/reserve_number.hpp"

#include "core/text.hpp"

namespace alur::service {

Result<store::NumberEntry> reserve_number(Office& office, ReserveNumber const& command, Instant now) {
    auto const& pack = office.pack();
    if (trim(command.reason).empty()) return invalid("pemesanan nomor memerlukan alasan");
    auto const letter = pack.letters.find(command.letter);
    if (letter == pack.letters.end()) return not_found("surat '" + command.letter + "' tidak ada dalam paket");
    if (auto const may = allow(command.officer, pack.numbering.may_reserve, "memesan nomor"); !may) return may.error();
    auto const today = day_of(now, pack.zone);
    return office.database().write([&](store::Transaction& transaction) -> Result<store::NumberEntry> {
        auto entry = blank_entry(pack, letter->second, 0, "", today);
        if (!entry) return entry.error();
        auto const next = store::next_number(transaction, entry->series, entry->unit, entry->year);
        if (!next) return next.error();
        entry = blank_entry(pack, letter->second, *next, "", today);
        if (!entry) return entry.error();
        if (!command.case_number.empty()) {
            auto const found = store::find_case_by_number(transaction, command.case_number);
            if (!found) return found.error();
            entry->case_id = found->id;
        }
        entry->state = store::NumberState::Reserved;
        entry->reason = command.reason;
        entry->signer.clear();
        entry->taken_at = now;
        entry->actor = command.officer.name;
        if (auto const added = store::add_number(transaction, *entry); !added) return added.error();
        auto const recorded =
            store::record_act(transaction, *entry, {"DIPESAN", command.reason, command.officer.name, now});
        if (!recorded) return recorded.error();
        return *entry;
    });
}

Result<int> lapse_reservations(Office& office, Instant now) {
    auto const& pack = office.pack();
    auto const today = day_of(now, pack.zone);
    auto const waiting = office.database().read([](store::Reader& reader) { return store::reserved_numbers(reader); });
    if (!waiting) return waiting.error();
    int lapsed = 0;
    for (auto const& entry : *waiting) {
        auto const last = pack.calendar.add_working_days(entry.date, pack.numbering.reserved_days);
        if (!last || today <= *last) continue;
        auto const voided = office.database().write([&](store::Transaction& transaction) -> Result<> {
            auto const why = "dipesan untuk: " + entry.reason + "; lewat " +
                             std::to_string(pack.numbering.reserved_days) + " hari kerja tanpa dipakai";
            if (auto const done = store::void_number(transaction, entry, why); !done) return done.error();
            return store::record_act(transaction, entry, {"BATAL", why, "sistem", now});
        });
        // Somebody used it a moment ago: then it is not lapsed.
        if (!voided && voided.error().kind != ErrorKind::Conflict) return voided.error();
        lapsed += voided ? 1 : 0;
    }
    return lapsed;
}

} // namespace alur::service
