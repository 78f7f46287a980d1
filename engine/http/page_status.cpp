#include "http/handlers.hpp"
#include "service/view_status.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Response status_page(Visit const& visit, Value status, std::string_view wrong, int code) {
    return page(
        visit, {"cek", "Cek status", "", code, ""},
        Value::context(
            {{"perkara", std::move(status)}, {"nomor", text(visit.request.sent("nomor"))}, {"galat", text(wrong)}}));
}

} // namespace

Response show_status(Visit const& visit) { return status_page(visit, Value(), "", 200); }

Response ask_status(Visit const& visit) {
    auto& questions = visit.site.questions();
    if (!questions.allows(visit.request.peer, visit.now))
        return status_page(visit, Value(), "terlalu banyak pertanyaan dari alamat ini; tunggu beberapa menit", 429)
            .with("Retry-After", "300");
    questions.failed(visit.request.peer, visit.now);
    auto shown = service::view_status(visit.site.desk(), visit.request.sent("nomor"), visit.request.sent("kode"));
    if (!shown) return status_page(visit, Value(), shown.error().message, status_of(shown.error().kind));
    return status_page(visit, std::move(*shown), "", 200);
}

} // namespace alur::http
