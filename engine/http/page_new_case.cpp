#include "feel/json.hpp"

#include "core/text.hpp"
#include "http/handlers.hpp"
#include "service/start_case.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Response new_case_page(Visit const& visit, Error const* error) {
    auto const& pack = visit.site.desk().pack();
    if (auto const allowed = service::require(pack, visit.officer().officer, service::Action::OpenCase); !allowed)
        return refused(visit, allowed.error());
    std::vector<Value> processes;
    for (auto const& process : pack.processes)
        processes.push_back(
            Value::context({{"id", text(process.id)},
                            {"nama", text(process.name.empty() ? process.id : process.name)},
                            {"perlu_berkas", Value::boolean(!pack.fields(process.id, "awal").empty())}}));
    std::vector<Value> wrong;
    if (error) {
        for (auto const& one : error->found.all()) wrong.push_back(text(one.message));
        if (wrong.empty()) wrong.push_back(text(error->message));
    }
    return page(
        visit, {"perkara_baru", "Perkara baru", "perkara", error ? status_of(error->kind) : 200, ""},
        Value::context({{"proses", Value::list(std::move(processes))}, {"galat", Value::list(std::move(wrong))}}));
}

/// The data of the cases in the file that was sent: one object, a list of them, or an object that holds one list.
Result<std::vector<Value>> sent_cases(Visit const& visit) {
    if (visit.request.uploads.empty() || visit.request.uploads.front().bytes.empty())
        return std::vector<Value>{Value::context({})};
    auto value = feel::from_json(visit.request.uploads.front().bytes);
    if (!value) return value.error();
    if (value->is_context())
        for (auto const& [name, entry] : value->entries())
            if (entry.is_list() && value->entries().size() <= 4 && !entry.items().empty() &&
                entry.items()[0].is_context() && entry.items()[0].entries().size() > 4) {
                auto list = entry;
                value = std::move(list);
                break;
            }
    if (value->is_list()) return std::vector<Value>(value->items().begin(), value->items().end());
    return std::vector<Value>{*value};
}

} // namespace

Response show_new_case(Visit const& visit) { return new_case_page(visit, nullptr); }

Response open_case(Visit const& visit) {
    auto& office = visit.site.desk().office();
    if (auto const allowed = service::require(office.pack(), visit.officer().officer, service::Action::OpenCase);
        !allowed)
        return refused(visit, allowed.error());
    auto const cases = sent_cases(visit);
    if (!cases) return new_case_page(visit, &cases.error());
    std::string last;
    for (auto const& data : *cases) {
        auto const number =
            service::start_case(office, {visit.request.sent("proses"), data, visit.officer().officer.name}, visit.now);
        if (!number) return new_case_page(visit, &number.error());
        last = *number;
    }
    static_cast<void>(visit.site.settle());
    return see_other(cases->size() == 1 ? "/perkara/" + percent_encoded(last) + "?pesan=dibuka" : "/perkara");
}

} // namespace alur::http
