#include "service/view_status.hpp"

#include "core/secret.hpp"
#include "core/text.hpp"
#include "service/verification_code.hpp"
#include "store/journal.hpp"
#include "store/settings.hpp"

namespace alur::service {

using feel::Value;

Result<std::string> status_code(store::Reader& reader, std::string_view case_number) {
    auto const secret = store::find_setting(reader, kCodeSecret);
    if (!secret) return secret.error();
    if (!*secret || (*secret)->empty()) return std::string();
    return public_code(**secret, "status|" + std::string(case_number));
}

Result<Value> view_status(Desk const& desk, std::string_view case_number, std::string_view code) {
    auto const unknown = not_found("nomor perkara dan kode itu tidak cocok; periksa keduanya pada tanda terima berkas, "
                                   "atau tanyakan kepada kantor");
    auto const typed = read_code(code);
    if (!typed) return unknown;
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto const number = upper_ascii(trim(case_number));
        auto row = store::find_case_by_number(reader, number);
        if (!row && row.error().kind == ErrorKind::NotFound)
            row = store::find_case_by_number(reader, trim(case_number));
        if (!row) return row.error().kind == ErrorKind::NotFound ? unknown : row.error();
        auto const right = status_code(reader, row->number);
        if (!right) return right.error();
        if (right->empty() || !same_secret(*right, *typed)) return unknown;
        auto const entries = store::journal_of(reader, row->id);
        if (!entries) return entries.error();
        auto const day = [&](Instant at) { return Value::date(day_of(at, desk.pack().zone)); };
        return Value::context({{"nomor", text(row->number)},
                               {"judul", text(row->title)},
                               {"bilah", stage_bar(desk, *row)},
                               {"dibuka", day(row->opened_at)},
                               {"berubah", entries->empty() ? day(row->opened_at) : day(entries->back().at)},
                               {"berakhir", row->ended_at ? day(*row->ended_at) : Value()}});
    });
}

} // namespace alur::service
