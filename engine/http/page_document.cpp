#include "http/handlers.hpp"
#include "service/desk_tasks.hpp"

#include <charconv>

namespace alur::http {

Response show_document(Visit const& visit) {
    store::DocumentRow id;
    auto const& number = visit.part(3);
    std::from_chars(number.data(), number.data() + number.size(), id.value);
    auto document = service::document_of(visit.site.desk(), visit.officer().officer, visit.part(1), id);
    if (!document) return refused(visit, document.error());
    bool const inside = !visit.request.asked("lihat").empty() &&
                        (document->media_type == "application/pdf" || document->media_type.starts_with("image/"));
    Response response;
    response.type = document->media_type;
    response.body = std::move(document->content);
    response.with("Content-Disposition", std::string(inside ? "inline" : "attachment") + "; filename*=UTF-8''" +
                                             path_part(document->file_name));
    response.with("ETag", "\"" + document->sha256 + "\"");
    response.with("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; "
                                             "frame-ancestors 'self'");
    return response;
}

} // namespace alur::http
