#include "core/text.hpp"
#include "http/handlers.hpp"
#include "http/notices.hpp"
#include "service/reserve_number.hpp"
#include "service/view_letters.hpp"

#include <charconv>

namespace alur::http {

namespace {

using feel::Value;
using service::text;

service::LettersQuery query_of(Visit const& visit) {
    auto const& request = visit.request;
    service::LettersQuery query;
    auto const number = [](std::string const& word, int& into) {
        std::from_chars(word.data(), word.data() + word.size(), into);
    };
    number(request.asked("tahun"), query.year);
    number(request.asked("halaman"), query.page);
    query.series = request.asked("seri");
    query.state = request.asked("keadaan");
    query.words = request.asked("cari");
    query.unsigned_only = request.asked("menunggu") == "1";
    return query;
}

/// The register; `error` stands at the form named by `place`, with what was typed there.
Response letters_page(Visit const& visit, Error const* error, std::string_view place) {
    auto shown = service::view_letters(visit.site.desk(), visit.officer().officer, query_of(visit), visit.now);
    if (!shown) return refused(visit, shown.error());
    auto const typed = [&](char const* name) { return text(visit.request.sent(name)); };
    return page(visit, {"surat", "Surat", "surat", error ? status_of(error->kind) : 200, notice(visit)},
                shown->with("galat", text(error ? error->message : ""))
                    .with("tempat", text(place))
                    .with("isian", Value::context({{"surat", typed("surat")},
                                                   {"perkara", typed("perkara")},
                                                   {"alasan", typed("alasan")},
                                                   {"tanggal", typed("tanggal")}})));
}

} // namespace

Response show_letters(Visit const& visit) { return letters_page(visit, nullptr, ""); }

Response show_letters_workbook(Visit const& visit) {
    auto book = service::letters_workbook(visit.site.desk(), visit.officer().officer, query_of(visit), visit.now);
    if (!book) return refused(visit, book.error());
    return file_response("register-surat.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                         std::move(*book), false);
}

Response reserve_number(Visit const& visit) {
    auto const& request = visit.request;
    if (auto const allowed =
            service::require(visit.site.desk().pack(), visit.officer().officer, service::Action::SeeLetters);
        !allowed)
        return refused(visit, allowed.error());
    auto const entry = service::reserve_number(
        visit.site.desk().office(),
        {request.sent("surat"), request.sent("perkara"), request.sent("alasan"), visit.officer().officer}, visit.now);
    if (!entry) return letters_page(visit, &entry.error(), "pesan");
    return see_other("/surat/" + percent_encoded(service::letter_name(*entry)) + "?pesan=dipesan");
}

} // namespace alur::http
