#include "http/handlers.hpp"
#include "service/view_board.hpp"

namespace alur::http {

Response show_board(Visit const& visit) {
    auto shown = service::view_board(visit.site.desk(), visit.officer().officer, visit.now);
    if (!shown) return refused(visit, shown.error());
    return page(visit, {"papan", "Papan", "papan", 200, ""}, std::move(*shown));
}

Response show_board_workbook(Visit const& visit) {
    auto const table = service::board_table(visit.part(2));
    if (!table) return refused(visit, not_found("tabel " + visit.part(2) + " tidak ada"));
    auto book = service::board_workbook(visit.site.desk(), visit.officer().officer, *table, visit.now);
    if (!book) return refused(visit, book.error());
    return file_response("papan-" + visit.part(2) + ".xlsx",
                         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", std::move(*book), false);
}

} // namespace alur::http
