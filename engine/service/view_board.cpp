#include "service/view_board.hpp"

#include "core/indonesian.hpp"
#include "service/show_value.hpp"
#include "service/workbook.hpp"
#include "store/board.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace alur::service {

namespace {

using feel::Value;
using form::FieldType;
using sheet::RecapColumn;

struct Table {
    std::string title;
    std::vector<RecapColumn> columns;
    std::vector<std::vector<Value>> rows;
};

constexpr std::array<std::pair<BoardTable, std::string_view>, 3> kWords{
    {{BoardTable::Stages, "tahap"}, {BoardTable::Areas, "wilayah"}, {BoardTable::Deadlines, "tenggat"}}};

RecapColumn words(std::string header, double width) { return {std::move(header), FieldType::Text, width, false}; }
RecapColumn amount(std::string header) { return {std::move(header), FieldType::Int, 14, true}; }
RecapColumn plain_number(std::string header) { return {std::move(header), FieldType::Int, 16, false}; }

Value number(std::int64_t value) { return Value::number(value); }

std::int64_t days_since(Instant then, Instant now) {
    return std::chrono::duration_cast<std::chrono::hours>(now - then).count() / 24;
}

/// `2026-03` → `Maret 2026`
std::string month_in_words(std::string_view month) {
    auto const first = parse_day(std::string(month) + "-01");
    if (!first) return std::string(month);
    return month_name(static_cast<unsigned>(std::chrono::year_month_day{*first}.month())) + " " +
           std::string(month.substr(0, 4));
}

/// Running cases by state, in the order of the pack's stages.
Result<Table> stages(Desk const& desk, store::Reader& reader, Instant now) {
    auto const& pack = desk.pack();
    auto const running = store::running_cases(reader);
    if (!running) return running.error();
    auto const late = store::late_cases(reader, day_of(now, pack.zone));
    if (!late) return late.error();
    Table table{"PERKARA BERJALAN MENURUT TAHAP",
                {words("Tahap", 22), words("Keadaan", 30), amount("Perkara"), amount("Lewat tenggat"),
                 plain_number("Umur rata-rata (hari)"), plain_number("Umur tertua (hari)")},
                {}};
    std::vector<std::pair<std::pair<std::size_t, int>, std::vector<Value>>> rows;
    for (auto const& one : *running) {
        auto const [stage, state] = pack.state_name(one.process, one.state);
        auto const process = std::find_if(pack.processes.begin(), pack.processes.end(),
                                          [&](auto const& known) { return known.id == one.process; });
        std::string stage_name;
        int index = 0;
        for (auto const& known : pack.stages)
            if (known.process == one.process && !known.name.empty() && index++ == stage) stage_name = known.name;
        auto const is_late = std::find_if(late->begin(), late->end(), [&](auto const& other) {
            return other.process == one.process && other.state == one.state;
        });
        auto const place = static_cast<std::size_t>(process - pack.processes.begin());
        rows.push_back({{place, stage},
                        {text(stage_name.empty() ? "—" : stage_name), text(state), number(one.count),
                         number(is_late == late->end() ? 0 : is_late->count), number(days_since(one.mean, now)),
                         number(days_since(one.oldest, now))}});
    }
    std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto& row : rows) table.rows.push_back(std::move(row.second));
    return table;
}

/// A row an area: all cases, and those in each stage of the processes that have areas.
Result<Table> areas(Desk const& desk, store::Reader& reader, Officer const& officer) {
    auto const& pack = desk.pack();
    auto const counts = store::cases_by_area(reader);
    if (!counts) return counts.error();
    Table table{"REKAP MENURUT WILAYAH", {words("Wilayah", 26), amount("Semua perkara")}, {}};
    std::vector<PackStage const*> columns;
    for (auto const& stage : pack.stages) {
        auto const* process = pack.process(stage.process);
        if (stage.name.empty() || !process || process->area.empty()) continue;
        columns.push_back(&stage);
        table.columns.push_back(amount(stage.name));
    }
    std::map<std::string, std::vector<std::int64_t>> sums;
    for (auto const& one : *counts) {
        if (!sees_area(officer, one.area)) continue;
        auto& row = sums.try_emplace(one.area, columns.size() + 1).first->second;
        row[0] += one.count;
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i]->process == one.process &&
                std::any_of(columns[i]->states.begin(), columns[i]->states.end(),
                            [&](auto const& state) { return state.first == one.state; }))
                row[i + 1] += one.count;
    }
    for (auto const& [area, row] : sums) {
        std::vector<Value> values{text(area)};
        for (auto const count : row) values.push_back(number(count));
        table.rows.push_back(std::move(values));
    }
    return table;
}

/// A row a month: what became of the deadlines that were due in it.
Result<Table> deadlines(store::Reader& reader) {
    auto const counts = store::deadlines_by_month(reader);
    if (!counts) return counts.error();
    Table table{"TENGGAT MENURUT BULAN JATUH TEMPO",
                {words("Bulan", 14), amount("Dipenuhi"), amount("Terlewati"), amount("Berjalan"),
                 amount("Tidak berlaku"), plain_number("Dipenuhi (%)")},
                {}};
    std::map<std::string, std::map<std::string, std::int64_t, std::less<>>> months;
    for (auto const& one : *counts) months[one.month][one.state] += one.count;
    for (auto& [month, by_state] : months) {
        auto const met = by_state["MET"], missed = by_state["MISSED"];
        table.rows.push_back({text(month_in_words(month)), number(met), number(missed), number(by_state["OPEN"]),
                              number(by_state["CANCELLED"]),
                              met + missed == 0 ? Value() : number((met * 100 + (met + missed) / 2) / (met + missed))});
    }
    return table;
}

Result<Table> make(Desk const& desk, store::Reader& reader, Officer const& officer, BoardTable which, Instant now) {
    switch (which) {
    case BoardTable::Stages: return stages(desk, reader, now);
    case BoardTable::Areas: return areas(desk, reader, officer);
    case BoardTable::Deadlines: break;
    }
    return deadlines(reader);
}

Value shown_table(Table const& table) {
    std::vector<Value> columns, rows;
    for (auto const& column : table.columns)
        columns.push_back(
            Value::context({{"nama", text(column.header)}, {"angka", Value::boolean(column.type == FieldType::Int)}}));
    for (auto const& row : table.rows) {
        std::vector<Value> cells;
        for (std::size_t i = 0; i < row.size(); ++i)
            cells.push_back(Value::context({{"teks", Value::string(shown(row[i]))},
                                            {"angka", Value::boolean(table.columns[i].type == FieldType::Int)}}));
        rows.push_back(Value::list(std::move(cells)));
    }
    return Value::context({{"kolom", Value::list(std::move(columns))}, {"baris", Value::list(std::move(rows))}});
}

} // namespace

std::optional<BoardTable> board_table(std::string_view word) {
    for (auto const& [table, name] : kWords)
        if (name == word) return table;
    return std::nullopt;
}

Result<Value> view_board(Desk const& desk, Officer const& officer, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeBoard); !allowed) return allowed.error();
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        std::vector<Value::Entry> parts;
        for (auto const& [which, word] : kWords) {
            auto const table = make(desk, reader, officer, which, now);
            if (!table) return table.error();
            parts.emplace_back(std::string(word), shown_table(*table));
        }
        return Value::context(std::move(parts));
    });
}

Result<std::string> board_workbook(Desk const& desk, Officer const& officer, BoardTable table, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeBoard); !allowed) return allowed.error();
    auto const made =
        desk.office().database().read([&](store::Reader& reader) { return make(desk, reader, officer, table, now); });
    if (!made) return made.error();
    return table_workbook(desk.office(), made->title, made->columns, made->rows, now);
}

} // namespace alur::service
