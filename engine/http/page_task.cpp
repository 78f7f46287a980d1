#include "http/task_page.hpp"

namespace alur::http {

Response show_task(Visit const& visit) { return task_page(visit, std::nullopt, nullptr); }

/// What the rules say of the input so far; keeps it as a draft.
Response check_task(Visit const& visit) {
    auto const input = read_input(visit, KeepFiles::No);
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
    auto const input = read_input(visit, KeepFiles::Yes);
    if (!input) {
        auto const fields = read_input(visit, KeepFiles::No);
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
