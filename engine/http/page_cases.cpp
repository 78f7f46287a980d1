#include "http/handlers.hpp"

#include <charconv>

namespace alur::http {

Response show_cases(Visit const& visit) {
    auto const& request = visit.request;
    service::CasesQuery query;
    query.words = request.asked("cari");
    auto const& choice = request.asked("keadaan"); // PROCESS.STATE
    if (auto const dot = choice.find('.'); dot != std::string::npos) {
        query.process = choice.substr(0, dot);
        query.state = choice.substr(dot + 1);
    }
    auto const& before = request.asked("sebelum");
    std::from_chars(before.data(), before.data() + before.size(), query.before);
    auto cases = service::view_cases(visit.site.desk(), visit.officer().officer, query);
    if (!cases) return refused(visit, cases.error());
    return page(visit, {"perkara_daftar", "Perkara", "perkara", 200, ""},
                cases->with("pilihan", service::text(choice)));
}

} // namespace alur::http
