#include "core/text.hpp"
#include "http/handlers.hpp"
#include "service/backdate_letter.hpp"
#include "service/view_letters.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Response backdate_page(Visit const& visit, Error const* error) {
    auto shown = service::view_letters(visit.site.desk(), visit.officer().officer, {}, visit.now);
    if (!shown) return refused(visit, shown.error());
    auto const typed = [&](char const* name) { return text(visit.request.sent(name)); };
    return page(visit, {"surat_sisip", "Nomor sisipan", "surat", error ? status_of(error->kind) : 200, ""},
                shown->with("galat", text(error ? error->message : ""))
                    .with("isian", Value::context({{"surat", typed("surat")},
                                                   {"perkara", typed("perkara")},
                                                   {"alasan", typed("alasan")},
                                                   {"tanggal", typed("tanggal")}})));
}

} // namespace

Response show_backdate(Visit const& visit) { return backdate_page(visit, nullptr); }

Response backdate_letter(Visit const& visit) {
    auto const& request = visit.request;
    auto const& desk = visit.site.desk();
    if (auto const allowed = service::require(desk.pack(), visit.officer().officer, service::Action::SeeLetters);
        !allowed)
        return refused(visit, allowed.error());
    auto const date = parse_day(request.sent("tanggal"));
    if (!date) {
        auto const wrong = invalid("isilah tanggal surat");
        return backdate_page(visit, &wrong);
    }
    auto const entry = service::backdate_letter(
        desk.office(),
        {request.sent("surat"), request.sent("perkara"), *date, request.sent("alasan"), visit.officer().officer},
        visit.now);
    if (!entry) return backdate_page(visit, &entry.error());
    auto const settled = visit.site.settle();
    return see_other("/surat/" + percent_encoded(service::letter_name(*entry)) +
                     (settled ? "?pesan=disisipkan" : "?pesan=tertunda"));
}

} // namespace alur::http
