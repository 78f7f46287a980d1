#include "core/text.hpp"
#include "http/handlers.hpp"
#include "http/notices.hpp"
#include "service/sign_letter.hpp"
#include "service/view_letters.hpp"
#include "service/void_letter.hpp"

#include <charconv>

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Response letter_page(Visit const& visit, Error const* error, std::string_view place) {
    auto shown = service::view_letter(visit.site.desk(), visit.officer().officer, visit.part(1));
    if (!shown) return refused(visit, shown.error());
    return page(visit,
                {"surat_rinci", std::string(shown->at_path("nomor").as_string()), "surat",
                 error ? status_of(error->kind) : 200, notice(visit)},
                shown->with("galat", text(error ? error->message : ""))
                    .with("tempat", text(place))
                    .with("alasan", text(visit.request.sent("alasan"))));
}

Response back(Visit const& visit, std::string_view word) {
    return see_other("/surat/" + percent_encoded(visit.part(1)) + "?pesan=" + std::string(word));
}

} // namespace

Response show_letter(Visit const& visit) { return letter_page(visit, nullptr, ""); }

Response show_letter_file(Visit const& visit) {
    store::DocumentRow id;
    auto const& number = visit.part(3);
    std::from_chars(number.data(), number.data() + number.size(), id.value);
    auto document = service::letter_file(visit.site.desk(), visit.officer().officer, visit.part(1), id);
    if (!document) return refused(visit, document.error());
    auto response = file_response(document->file_name, document->media_type, std::move(document->content),
                                  !visit.request.asked("lihat").empty());
    response.with("ETag", "\"" + document->sha256 + "\"");
    return response;
}

Response void_letter(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto const shown = service::view_letter(desk, visit.officer().officer, visit.part(1));
    if (!shown) return refused(visit, shown.error());
    auto const done = service::void_letter(
        desk.office(),
        {std::string(shown->at_path("nomor").as_string()), visit.request.sent("alasan"), visit.officer().officer},
        visit.now);
    if (!done) return letter_page(visit, &done.error(), "batal");
    return back(visit, "dibatalkan");
}

Response attach_scan(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto number = service::handled_number(desk, visit.officer().officer, visit.part(1));
    if (!number) return refused(visit, number.error());
    std::string scan;
    if (!visit.request.uploads.empty()) scan = visit.request.uploads.front().bytes;
    auto const done =
        service::attach_scan(desk.office(), {*number, "", "", std::move(scan), visit.officer().officer}, visit.now);
    if (!done) return letter_page(visit, &done.error(), "pindai");
    return back(visit, "dipindai");
}

Response publish_letter(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto const number = service::handled_number(desk, visit.officer().officer, visit.part(1));
    if (!number) return refused(visit, number.error());
    auto const done = service::publish_letter(desk.office(), *number, visit.officer().officer, visit.now);
    if (!done) return letter_page(visit, &done.error(), "terbit");
    return back(visit, "terbit");
}

} // namespace alur::http
