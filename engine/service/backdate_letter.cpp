#include "service/backdate_letter.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "service/letter_number.hpp"
#include "service/order_paper.hpp"
#include "service/signatories.hpp"

namespace alur::service {

namespace {

/// a … z, behind the ones that are taken; nothing when all are.
std::optional<std::string> next_suffix(std::string const& last) {
    if (last.empty()) return "a";
    if (last == "z") return std::nullopt;
    return std::string(1, static_cast<char>(last[0] + 1));
}

} // namespace

Result<store::NumberEntry> backdate_letter(Office& office, BackdateLetter const& command, Instant now) {
    auto const& pack = office.pack();
    if (trim(command.reason).empty()) return invalid("nomor sisipan memerlukan alasan");
    auto const letter = pack.letters.find(command.letter);
    if (letter == pack.letters.end()) return not_found("surat '" + command.letter + "' tidak ada dalam paket");
    if (auto const may = allow(command.officer, pack.numbering.may_insert, "nomor sisipan"); !may) return may.error();
    if (command.date > day_of(now, pack.zone)) return invalid("tanggal surat " + tanggal(command.date) + " belum tiba");
    if (auto const may = check_signatories(pack, letter->second.form, command.date); !may) return may.error();
    return office.database().write([&](store::Transaction& transaction) -> Result<store::NumberEntry> {
        auto order = order_for_case(office, transaction, command.letter, command.case_number);
        if (!order) return order.error();
        auto entry = blank_entry(pack, letter->second, 0, "", command.date);
        if (!entry) return entry.error();
        auto const before =
            store::last_number_until(transaction, entry->series, entry->unit, entry->year, command.date);
        if (!before) return before.error();
        auto const next = store::next_number(transaction, entry->series, entry->unit, entry->year);
        if (!next) return next.error();
        if (!*before)
            return conflict("belum ada nomor seri " + entry->series + " sampai " + tanggal(command.date) +
                            "; tidak ada nomor yang dapat disisipi");
        if ((*before)->number + 1 == *next)
            return conflict("sesudah " + tanggal(command.date) + " belum ada nomor seri " + entry->series +
                            " yang keluar; surat ini mengambil nomor berikutnya seperti biasa");
        auto const suffix = next_suffix((*before)->suffix);
        if (!suffix) return conflict("nomor " + (*before)->text + " sudah disisipi sampai huruf z");
        entry = blank_entry(pack, letter->second, (*before)->number, *suffix, command.date);
        if (!entry) return entry.error();
        auto const owner = store::find_case_by_number(transaction, command.case_number);
        if (!owner) return owner.error();
        entry->case_id = owner->id;
        entry->addressee = command.case_number;
        entry->reason = command.reason;
        entry->taken_at = now;
        entry->actor = command.officer.name;
        if (auto const added = store::add_number(transaction, *entry); !added) return added.error();
        auto const recorded =
            store::record_act(transaction, *entry, {"SISIPAN", command.reason, command.officer.name, now});
        if (!recorded) return recorded.error();
        order->actor = command.officer.name;
        if (auto const queued = queue_numbered(transaction, *order, *entry, now); !queued) return queued.error();
        return *entry;
    });
}

} // namespace alur::service
