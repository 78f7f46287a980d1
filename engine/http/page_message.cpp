#include "http/handlers.hpp"

#include "core/text.hpp"
#include "service/desk_tasks.hpp"
#include "service/receive_message.hpp"
#include "service/web_input.hpp"

namespace alur::http {

namespace {

using feel::Value;

Response message_page(Visit const& visit, std::optional<Value> const& input, Error const* error) {
    Diagnostics const none;
    auto shown = service::view_message(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3), input,
                                       error ? error->found : none, visit.now);
    if (!shown) return refused(visit, shown.error());
    return page(visit,
                {"kejadian", std::string(shown->at_path("nama").as_string()), "perkara",
                 error ? status_of(error->kind) : 200, ""},
                shown->with("galat", service::text(error ? error->message : "")));
}

} // namespace

Response show_message(Visit const& visit) { return message_page(visit, std::nullopt, nullptr); }

Response record_message(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto const fields = service::message_fields(desk, visit.officer().officer, visit.part(1), visit.part(3));
    if (!fields) return refused(visit, fields.error());
    auto const input = service::read_web_input(*fields, visit.request.form);
    auto const done = service::receive_message(
        desk.office(), {visit.part(1), visit.part(3), input, visit.officer().officer}, visit.now);
    if (!done) return message_page(visit, input, &done.error());
    auto const settled = visit.site.settle();
    return see_other("/perkara/" + percent_encoded(visit.part(1)) + (settled ? "?pesan=tercatat" : "?pesan=tertunda"));
}

} // namespace alur::http
