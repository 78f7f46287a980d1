#include "http/task_page.hpp"

#include "core/text.hpp"
#include "http/notices.hpp"
#include "service/web_input.hpp"

namespace alur::http {

using feel::Value;
using service::text;

std::string task_address(Visit const& visit) {
    return "/perkara/" + percent_encoded(visit.part(1)) + "/tugas/" + percent_encoded(visit.part(3));
}

std::string case_address(Visit const& visit) { return "/perkara/" + percent_encoded(visit.part(1)); }

Response task_page(Visit const& visit, std::optional<Value> const& input, Error const* error) {
    Diagnostics const none;
    auto shown = service::view_task(visit.site.desk(), visit.officer(), visit.part(1), visit.part(3), input,
                                    error ? error->found : none, visit.now);
    if (!shown) return refused(visit, shown.error());
    std::vector<Value> wrong;
    if (error)
        for (auto const& one : error->found.all())
            wrong.push_back(Value::context({{"kalimat", text(one.message)}, {"nama", text(one.element)}}));
    if (error && wrong.empty())
        wrong.push_back(Value::context({{"kalimat", text(error->message)}, {"nama", text("")}}));
    auto const names = service::takers(visit.site.desk(), visit.part(1), visit.part(3));
    std::vector<Value> takers;
    if (names)
        for (auto const& name : *names) takers.push_back(Value::string(name));
    return page(visit,
                {"tugas", std::string(shown->at_path("nama").as_string()), "meja", error ? status_of(error->kind) : 200,
                 notice(visit)},
                shown->with("galat", Value::list(std::move(wrong)))
                    .with("alasan", text(visit.request.sent("_alasan")))
                    .with("penerima", Value::list(std::move(takers))));
}

Result<Value> read_input(Visit const& visit, KeepFiles keep) {
    auto const fields = service::fields_of(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3));
    if (!fields) return fields.error();
    auto input = service::read_web_input(*fields, visit.request.form);
    for (auto const& upload : visit.request.uploads) {
        if (keep == KeepFiles::No || upload.bytes.empty()) continue;
        auto const kept = service::keep_upload(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3),
                                               upload.field, upload.file_name, upload.bytes, visit.now);
        if (!kept) return kept.error();
        input = input.with(upload.field, text(*kept));
    }
    return input;
}

} // namespace alur::http
