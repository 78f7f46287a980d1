#include "http/handlers.hpp"
#include "http/notices.hpp"
#include "service/collective.hpp"
#include "service/web_input.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Response step_page(Visit const& visit, service::CompleteMany const& command, service::CheckCases check,
                   Error const* error) {
    auto shown = service::view_collective_step(visit.site.desk(), visit.officer(), command, check, visit.now);
    if (!shown) return refused(visit, shown.error());
    std::vector<Value> wrong;
    if (error)
        for (auto const& one : error->found.all()) wrong.push_back(text(one.message));
    if (error && wrong.empty()) wrong.push_back(text(error->message));
    return page(visit,
                {"bersama_langkah", "Bersama: " + std::string(shown->at_path("nama").as_string()), "bersama",
                 error ? status_of(error->kind) : 200, ""},
                shown->with("galat", Value::list(std::move(wrong))));
}

} // namespace

Response show_collective(Visit const& visit) {
    auto shown = service::view_collective(visit.site.desk(), visit.officer().officer, visit.now);
    if (!shown) return refused(visit, shown.error());
    return page(visit, {"bersama", "Langkah bersama", "bersama", 200, notice(visit)}, std::move(*shown));
}

Response show_collective_step(Visit const& visit) {
    return step_page(visit, {{}, visit.part(1), {}, ""}, service::CheckCases::No, nullptr);
}

Response complete_collective(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto const fields = service::collective_fields(desk, visit.officer().officer, visit.part(1));
    if (!fields) return refused(visit, fields.error());
    service::CompleteMany command{
        {}, visit.part(1), service::read_web_input(*fields, visit.request.form), visit.request.sent("_alasan")};
    if (auto const chosen = visit.request.form.find("_perkara"); chosen != visit.request.form.end())
        command.numbers = chosen->second;
    for (auto const& field : *fields) // a tick that was left open stays open
        if (field.options == std::vector<std::string>{"ya", "tidak"})
            if (auto const* value = command.input.find(field.key); value && value->is_string())
                command.input = command.input.with(field.key, Value::boolean(value->as_string() == "ya"));
    if (!visit.request.sent("_periksa").empty()) return step_page(visit, command, service::CheckCases::Yes, nullptr);
    auto const done = service::complete_many(desk, visit.officer(), command, visit.now);
    if (!done) return step_page(visit, command, service::CheckCases::No, &done.error());
    auto const settled = visit.site.settle();
    return see_other(settled ? "/bersama?pesan=bersama" : "/bersama?pesan=tertunda");
}

} // namespace alur::http
