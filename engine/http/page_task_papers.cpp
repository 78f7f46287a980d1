#include "http/task_page.hpp"
#include "service/task_forms.hpp"

#include <charconv>

namespace alur::http {

using feel::Value;
using service::text;

Response send_workbook(Visit const& visit) {
    auto paper = service::task_workbook(visit.site.desk(), visit.site.papers(), visit.officer().officer, visit.part(1),
                                        visit.part(3), visit.part(5), visit.now);
    if (!paper) return refused(visit, paper.error());
    return file_response(visit.part(1) + " " + paper->name, paper->media_type, std::move(paper->bytes), false);
}

Response take_workbook(Visit const& visit) {
    if (visit.request.uploads.empty()) {
        auto const error = invalid("pilih dahulu buku kerja yang sudah diisi");
        return task_page(visit, std::nullopt, &error);
    }
    auto const& sent = visit.request.uploads.front();
    auto form = service::take_workbook(visit.site.desk(), visit.officer(), visit.part(1), visit.part(3), sent.file_name,
                                       sent.bytes, visit.now, visit.site.scratch());
    if (!form) return task_page(visit, std::nullopt, &form.error());
    if (form->accepted()) return see_other(task_address(visit) + "?pesan=buku");
    std::vector<Value> faults;
    for (auto const& fault : form->faults)
        faults.push_back(Value::context({{"lembar", text(fault.sheet)},
                                         {"sel", text(fault.cell)},
                                         {"label", text(fault.label)},
                                         {"isi", text(fault.found)},
                                         {"kalimat", text(fault.message)}}));
    visit.site.copies().keep({visit.officer().id.value, task_address(visit),
                              visit.part(1) + " " + form->identity.form + " bertanda.xlsx",
                              std::move(form->marked_copy)});
    return page(visit, {"buku_kerja", "Buku kerja belum dapat diterima", "meja", 400, ""},
                Value::context({{"nomor", text(visit.part(1))},
                                {"langkah", text(visit.part(3))},
                                {"formulir", text(form->identity.form)},
                                {"galat", Value::list(std::move(faults))}}));
}

Response send_marked_copy(Visit const& visit) {
    auto copy = visit.site.copies().find(visit.officer().id.value, task_address(visit));
    if (!copy)
        return refused(visit, not_found("salinan bertanda itu sudah tidak disimpan; unggah buku kerjanya sekali lagi"));
    return file_response(copy->name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                         std::move(copy->bytes), false);
}

Response begin_preview(Visit const& visit) {
    auto const input = read_input(visit, KeepFiles::No);
    if (!input) return refused(visit, input.error());
    auto const kept =
        service::keep_draft(visit.site.desk(), visit.officer(), visit.part(1), visit.part(3), *input, visit.now);
    return kept ? see_other(task_address(visit) + "/pratinjau") : refused(visit, kept.error());
}

Response show_preview(Visit const& visit) {
    auto shown = service::view_task(visit.site.desk(), visit.officer(), visit.part(1), visit.part(3), std::nullopt,
                                    Diagnostics(), visit.now);
    if (!shown) return refused(visit, shown.error());
    auto const title = "Pratinjau: " + std::string(shown->at_path("nama").as_string());
    auto const& chosen = visit.request.asked("dokumen");
    return page(visit, {"pratinjau", title, "meja", 200, ""}, shown->with("pilihan", text(chosen)));
}

Response send_preview(Visit const& visit) {
    std::size_t which = 0;
    auto const& digits = visit.part(5);
    std::from_chars(digits.data(), digits.data() + digits.size(), which);
    auto paper = service::preview_of_task(visit.site.desk(), visit.site.papers(), visit.officer(), visit.part(1),
                                          visit.part(3), which, visit.now);
    if (!paper) return refused(visit, paper.error());
    return file_response("DRAF " + paper->name, paper->media_type, std::move(paper->bytes), true);
}

} // namespace alur::http
