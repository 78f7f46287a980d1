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
    auto response = file_response(document->file_name, document->media_type, std::move(document->content),
                                  !visit.request.asked("lihat").empty());
    response.with("ETag", "\"" + document->sha256 + "\"");
    return response;
}

} // namespace alur::http
