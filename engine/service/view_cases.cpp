#include "core/text.hpp"
#include "service/views.hpp"
#include "store/case_words.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

Value row_value(Desk const& desk, store::FoundCase const& row) {
    auto const [stage, state] = desk.pack().state_name(row.process, row.state);
    auto const* process = desk.pack().process(row.process);
    return Value::context({{"id", Value::number(row.id.value)},
                           {"nomor", text(row.number)},
                           {"judul", text(row.title)},
                           {"proses", text(process ? process->name : row.process)},
                           {"keadaan", text(state)},
                           {"kode_keadaan", text(row.state)},
                           {"wilayah", text(row.area)},
                           {"berakhir", Value::boolean(row.ended_at.has_value())},
                           {"dibuka", Value::date(day_of(row.opened_at, desk.pack().zone))}});
}

} // namespace

Result<LiveCase> visible_case(Desk const& desk, store::Reader& reader, Officer const& officer,
                              std::string_view number) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeCases); !allowed) return allowed.error();
    auto live = desk.office().find(reader, number);
    if (!live) return live.error();
    if (officer.areas.empty()) return live;
    auto const area = store::area_of_case(reader, live->row.id);
    if (!area) return area.error();
    if (!sees_area(officer, *area)) return not_found("perkara '" + std::string(number) + "' tidak ditemukan");
    return live;
}

Value stage_bar(Desk const& desk, store::CaseRow const& row) {
    auto const [at, name] = desk.pack().state_name(row.process, row.state);
    std::vector<Value> stages;
    int index = 0;
    for (auto const& stage : desk.pack().stages) {
        if (stage.process != row.process || stage.name.empty()) continue;
        auto const* status = at < 0 ? "nanti" : index < at || row.ended_at ? "lalu" : index == at ? "kini" : "nanti";
        if (row.ended_at && at >= 0 && index > at) status = "nanti";
        stages.push_back(Value::context({{"nama", text(stage.name)}, {"status", text(status)}}));
        ++index;
    }
    return Value::context({{"tahap", Value::list(std::move(stages))},
                           {"keadaan", text(row.state)},
                           {"keadaan_nama", text(name)},
                           {"akhir", Value::boolean(row.ended_at.has_value())}});
}

Result<Value> view_cases(Desk const& desk, Officer const& officer, CasesQuery const& query) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeCases); !allowed) return allowed.error();
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        std::vector<store::FoundCase> seen;
        std::string next;
        auto before = store::CaseId{query.before};
        // Rows of other areas are left out, so a page may take several looks.
        for (int round = 0; round < 20; ++round) {
            auto rows = query.words.empty()
                            ? store::newest_cases(reader, query.process, query.state, before, query.limit + 1)
                            : store::search_cases(reader, query.words, 200);
            if (!rows) return rows.error();
            bool const full = query.words.empty() && static_cast<int>(rows->size()) > query.limit;
            if (!rows->empty()) before = rows->back().id;
            for (auto& row : *rows)
                if (sees_area(officer, row.area)) seen.push_back(std::move(row));
            if (!full || static_cast<int>(seen.size()) > query.limit) break;
        }
        if (static_cast<int>(seen.size()) > query.limit) {
            seen.resize(static_cast<std::size_t>(query.limit));
            if (query.words.empty()) next = std::to_string(seen.back().id.value);
        }
        std::vector<Value> list;
        for (auto const& row : seen) list.push_back(row_value(desk, row));
        auto const counts = store::count_cases(reader);
        if (!counts) return counts.error();
        std::vector<Value> states;
        for (auto const& count : *counts) {
            auto const [stage, name] = desk.pack().state_name(count.process, count.state);
            states.push_back(Value::context(
                {{"proses", text(count.process)},
                 {"keadaan", text(count.state)},
                 {"nama", text(name)},
                 {"jumlah", Value::number(count.count)},
                 {"dipilih", Value::boolean(count.process == query.process && count.state == query.state)}}));
        }
        return Value::context({{"perkara", Value::list(std::move(list))},
                               {"kata", text(query.words)},
                               {"keadaan", Value::list(std::move(states))},
                               {"selanjutnya", text(next)}});
    });
}

} // namespace alur::service
