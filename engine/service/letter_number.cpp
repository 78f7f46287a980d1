#include "service/letter_number.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "service/signatories.hpp"

namespace alur::service {

namespace {

/// `{klasifikasi}/{urut:4}/{kode_unit}/{tahun}` filled; an unknown field stays as it is, the pack's check has refused
/// it. A suffix follows the running number behind a stop: `0147.a`.
std::string format_number(std::string pattern, store::NumberEntry const& entry) {
    auto const digits = std::to_string(entry.number);
    auto const tail = entry.suffix.empty() ? std::string() : "." + entry.suffix;
    pattern = replace_all(std::move(pattern), "{klasifikasi}", entry.classification);
    pattern = replace_all(std::move(pattern), "{kode_unit}", entry.unit);
    pattern = replace_all(std::move(pattern), "{tahun}", std::to_string(entry.year));
    for (std::size_t width = 1; width <= 6; ++width)
        pattern = replace_all(std::move(pattern), "{urut:" + std::to_string(width) + "}",
                              std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits + tail);
    return replace_all(std::move(pattern), "{urut}", digits + tail);
}

/// The oldest number reserved for this letter and case, or for the letter alone.
Result<std::optional<store::NumberEntry>> reserved_for(store::Reader& reader, store::NumberEntry const& wanted,
                                                       store::CaseId case_id) {
    auto const all = store::reserved_numbers(reader);
    if (!all) return all.error();
    for (auto const& one : *all) {
        bool const fits = one.series == wanted.series && one.unit == wanted.unit && one.year == wanted.year &&
                          one.letter == wanted.letter && (!one.case_id || *one.case_id == case_id);
        if (fits) return std::optional(one);
    }
    return std::optional<store::NumberEntry>{};
}

} // namespace

std::string unit_code(Pack const& pack) { return feel::to_text(pack.reference.at_path("office.unit_code")); }

Result<> allow(Officer const& officer, std::vector<std::string> const& roles, std::string_view what) {
    if (officer.holds(roles)) return Done{};
    return forbidden(std::string(what) + " hanya oleh " + join(roles, ", "));
}

Result<store::NumberEntry> blank_entry(Pack const& pack, PackLetter const& letter, int number, std::string suffix,
                                       Day date) {
    auto const& form = letter.form;
    store::NumberEntry entry;
    entry.series = std::string(letter::to_text(form.series));
    entry.unit = unit_code(pack);
    entry.year = static_cast<int>(std::chrono::year_month_day(date).year());
    entry.number = number;
    entry.suffix = std::move(suffix);
    entry.classification = form.classification;
    entry.letter = form.id;
    entry.date = date;
    entry.subject = form.name;
    entry.mode = form.signing == letter::SigningMode::Electronic ? "TTE" : "BASAH";
    if (!form.signatories.empty())
        if (auto const* signer = official_on(pack, form.signatories.front(), date)) entry.signer = signer->name;
    auto const pattern = pack.number_patterns.find(entry.series);
    if (form.series == letter::Series::None || pattern == pack.number_patterns.end())
        return invalid("surat " + form.id + " (" + form.name + ") tidak memakai nomor dari agenda kantor");
    entry.text = format_number(pattern->second, entry);
    return entry;
}

Result<store::NumberEntry> take_number(Office& office, store::Transaction& transaction, NumberWish const& wish,
                                       Instant now) {
    auto const& pack = office.pack();
    if (auto const may = check_signatories(pack, wish.letter.form, wish.date); !may) return may.error();
    auto wanted = blank_entry(pack, wish.letter, 0, "", wish.date);
    if (!wanted) return wanted.error();
    auto const reserved = reserved_for(transaction, *wanted, wish.case_id);
    if (!reserved) return reserved.error();
    auto const next = store::next_number(transaction, wanted->series, wanted->unit, wanted->year);
    if (!next) return next.error();
    auto date = wish.date;
    if (*reserved) {
        // Later numbers may be out already; then this one keeps the day on which it was reserved.
        if ((*reserved)->number + 1 < *next) date = (*reserved)->date;
    } else {
        auto const last =
            store::last_number_until(transaction, wanted->series, wanted->unit, wanted->year,
                                     Day(std::chrono::sys_days(std::chrono::year(wanted->year) / 12 / 31)));
        if (!last) return last.error();
        if (*last && (*last)->date > date)
            return conflict("surat " + wanted->letter + " bertanggal " + tanggal(date) +
                            " tidak dapat diberi nomor berikutnya: nomor " + (*last)->text + " sudah bertanggal " +
                            tanggal((*last)->date) + ". Gunakan nomor sisipan (alur letter backdate)");
    }
    auto entry = blank_entry(pack, wish.letter, *reserved ? (*reserved)->number : *next, "", date);
    if (!entry) return entry.error();
    if (*reserved)
        if (auto const may = check_signatories(pack, wish.letter.form, date); !may) return may.error();
    entry->addressee = wish.addressee;
    entry->case_id = wish.case_id;
    entry->taken_at = now;
    entry->actor = wish.actor;
    auto const done = *reserved ? store::issue_number(transaction, *entry) : store::add_number(transaction, *entry);
    if (!done) return done.error();
    auto const recorded = store::record_act(transaction, *entry,
                                            {"TERBIT", *reserved ? "memakai nomor yang dipesan" : "", wish.actor, now});
    if (!recorded) return recorded.error();
    return *entry;
}

} // namespace alur::service
