#include "http/handlers.hpp"
#include "http/notices.hpp"
#include "service/desk_tasks.hpp"
#include "service/export_dossier.hpp"

namespace alur::http {

Response show_case(Visit const& visit) {
    auto shown = service::view_case(visit.site.desk(), visit.officer().officer, visit.part(1), service::Disclosed::No,
                                    visit.now);
    if (!shown) return refused(visit, shown.error());
    auto const title = std::string(shown->at_path("judul").as_string());
    return page(visit, {"perkara", title, "perkara", 200, notice(visit)}, std::move(*shown));
}

Response disclose(Visit const& visit) {
    auto shown = service::disclose_case(visit.site.desk(), visit.officer().officer, visit.part(1),
                                        visit.request.sent("alasan"), visit.now);
    if (!shown) return refused(visit, shown.error());
    auto const title = std::string(shown->at_path("judul").as_string());
    return page(visit,
                {"perkara", title, "perkara", 200, "Data pribadi ditampilkan; pembukaan ini dan alasannya dicatat."},
                std::move(*shown));
}

Response send_dossier(Visit const& visit) {
    auto dossier = service::export_dossier(visit.site.desk(), visit.officer().officer, visit.part(1),
                                           visit.request.sent("alasan"), visit.site.scratch(), visit.now);
    if (!dossier) return refused(visit, dossier.error());
    return file_response(dossier->name, "application/zip", std::move(dossier->bytes), false);
}

Response show_diagram(Visit const& visit) {
    auto diagram = service::diagram_of(visit.site.desk(), visit.officer().officer, visit.part(1));
    if (!diagram) return refused(visit, diagram.error());
    Response response;
    response.type = "application/xml; charset=utf-8";
    response.body = std::move(*diagram);
    return response;
}

} // namespace alur::http
