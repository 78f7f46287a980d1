#include "http/handlers.hpp"
#include "http/notices.hpp"
#include "service/desk_tasks.hpp"
#include "service/web_input.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

std::string task_address(Visit const& visit) {
    return "/perkara/" + path_part(visit.part(1)) + "/tugas/" + path_part(visit.part(3));
}

std::string case_address(Visit const& visit) { return "/perkara/" + path_part(visit.part(1)); }

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

/// The input as it was sent, its files kept.
Result<Value> read_input(Visit const& visit, bool keep_files) {
    auto const fields = service::fields_of(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3));
    if (!fields) return fields.error();
    auto input = service::read_web_input(*fields, visit.request.form);
    for (auto const& upload : visit.request.uploads) {
        if (!keep_files || upload.bytes.empty()) continue;
        auto const kept = service::keep_upload(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3),
                                               upload.field, upload.file_name, upload.bytes, visit.now);
        if (!kept) return kept.error();
        input = input.with(upload.field, text(*kept));
    }
    return input;
}

} // namespace

Response show_task(Visit const& visit) { return task_page(visit, std::nullopt, nullptr); }

/// What the rules say of the input so far; keeps it as a draft.
Response check_task(Visit const& visit) {
    auto const input = read_input(visit, false);
    if (!input) return refused(visit, input.error());
    auto const& desk = visit.site.desk();
    if (auto const kept = service::keep_draft(desk, visit.officer(), visit.part(1), visit.part(3), *input, visit.now);
        !kept)
        return refused(visit, kept.error());
    auto shown =
        service::view_task(desk, visit.officer(), visit.part(1), visit.part(3), *input, Diagnostics(), visit.now);
    if (!shown) return refused(visit, shown.error());
    return page(visit, {"bagian_periksa", "", "", 200, ""}, std::move(*shown));
}

Response complete_task(Visit const& visit) {
    auto const& desk = visit.site.desk();
    auto const input = read_input(visit, true);
    if (!input) {
        auto const fields = read_input(visit, false);
        return fields ? task_page(visit, *fields, &input.error()) : refused(visit, input.error());
    }
    if (!visit.request.sent("_draf").empty()) {
        auto const kept = service::keep_draft(desk, visit.officer(), visit.part(1), visit.part(3), *input, visit.now);
        return kept ? see_other(task_address(visit) + "?pesan=draf") : refused(visit, kept.error());
    }
    auto const done = service::finish(desk, visit.officer(), visit.part(1), visit.part(3), *input,
                                      visit.request.sent("_alasan"), visit.now);
    if (!done) return task_page(visit, *input, &done.error());
    auto const settled = visit.site.settle();
    return see_other(case_address(visit) + (settled ? "?pesan=selesai" : "?pesan=tertunda"));
}

Response claim_task(Visit const& visit) {
    auto const done =
        service::claim(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3), visit.now);
    return done ? see_other(task_address(visit) + "?pesan=diambil") : refused(visit, done.error());
}

Response release_task(Visit const& visit) {
    auto const done = service::release(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3));
    return done ? see_other(task_address(visit) + "?pesan=dikembalikan") : refused(visit, done.error());
}

Response hand_over_task(Visit const& visit) {
    auto const done = service::hand_over(visit.site.desk(), visit.officer().officer, visit.part(1), visit.part(3),
                                         visit.request.sent("kepada"), visit.now);
    return done ? see_other(task_address(visit) + "?pesan=dialihkan") : refused(visit, done.error());
}

} // namespace alur::http
