#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/views.hpp"
#include "store/case_words.hpp"
#include "store/deadlines.hpp"
#include "store/task_roles.hpp"

#include <algorithm>
#include <charconv>

namespace alur::service {

namespace {

using feel::Value;
using store::InboxRow;

std::string place_text(InboxRow const& row) {
    return iso(row.due) + "_" + std::to_string(row.case_id.value) + "_" + std::to_string(runtime::number(row.task));
}

/// What place_text() wrote; the very beginning for anything else.
store::InboxPlace parse_place(std::string_view text) {
    auto const parts = split(text, '_');
    if (parts.size() != 3) return {};
    auto const day = parse_day(parts[0]);
    std::int64_t id = 0;
    std::uint32_t task = 0;
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), id);
    std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), task);
    if (!day) return {};
    return {*day, {id}, runtime::ElementId{task}};
}

bool before(InboxRow const& a, InboxRow const& b) {
    return std::tuple(a.due, a.case_id, runtime::number(a.task)) <
           std::tuple(b.due, b.case_id, runtime::number(b.task));
}

bool same(InboxRow const& a, InboxRow const& b) { return a.case_id == b.case_id && a.task == b.task; }

/// The page: tasks of all roles in one order, each once, of the officer's areas only; one more than `limit` when there
/// are more.
Result<std::vector<InboxRow>> page(store::Reader& reader, Officer const& officer, std::vector<std::string> const& roles,
                                   store::InboxPlace place, int limit) {
    std::vector<InboxRow> out;
    for (int round = 0; round < 20 && static_cast<int>(out.size()) <= limit; ++round) {
        std::vector<InboxRow> found;
        for (auto const& role : roles) {
            auto rows = store::inbox_of_role(reader, role, place, limit + 1);
            if (!rows) return rows.error();
            found.insert(found.end(), std::make_move_iterator(rows->begin()), std::make_move_iterator(rows->end()));
        }
        if (found.empty()) break;
        std::sort(found.begin(), found.end(), before);
        found.erase(std::unique(found.begin(), found.end(), same), found.end());
        if (static_cast<int>(found.size()) > limit + 1) found.resize(static_cast<std::size_t>(limit) + 1);
        place = {found.back().due, found.back().case_id, found.back().task};
        bool const last = static_cast<int>(found.size()) <= limit;
        for (auto& row : found)
            if (sees_area(officer, row.area)) out.push_back(std::move(row));
        if (last) break;
    }
    return out;
}

Value row_value(Desk const& desk, store::Reader& reader, Officer const& officer, InboxRow const& row, Instant now) {
    std::vector<Value> roles;
    for (auto const& role : row.roles) roles.push_back(Value::string(desk.role_title(role)));
    auto const [stage, state] = desk.pack().state_name(row.process, row.state);
    std::string reason;
    if (row.deadline)
        if (auto const deadline = store::find_deadline(reader, *row.deadline)) {
            auto const why = feel::from_json(deadline->derivation);
            if (why && why->find("sebab")) reason = std::string(why->find("sebab")->as_string());
        }
    return Value::context({{"nomor", text(row.number)},
                           {"judul", text(row.title)},
                           {"langkah", text(row.element)},
                           {"nama", text(row.name.empty() ? row.element : row.name)},
                           {"keadaan", text(state)},
                           {"wilayah", text(row.area)},
                           {"peran", Value::list(std::move(roles))},
                           {"dibuka", Value::date(day_of(row.opened_at, desk.pack().zone))},
                           {"jatuh", row.due == store::kNoDue ? Value() : Value::date(row.due)},
                           {"sebab", text(reason)},
                           {"sisa", urgency(desk, row.due, now)},
                           {"diambil", row.claimed_by ? text(*row.claimed_by) : text("")},
                           {"milik_saya", Value::boolean(row.claimed_by && *row.claimed_by == officer.name)}});
}

/// Running cases by stage, of every process that has stages.
Result<Value> stages(Desk const& desk, store::Reader& reader) {
    auto const counts = store::count_cases(reader);
    if (!counts) return counts.error();
    std::vector<Value> out;
    for (auto const& stage : desk.pack().stages) {
        if (stage.name.empty()) continue;
        auto const* process = desk.pack().process(stage.process);
        if (!process || process->parent.empty()) continue;
        std::int64_t count = 0;
        for (auto const& one : *counts)
            if (one.process == stage.process && std::any_of(stage.states.begin(), stage.states.end(),
                                                            [&](auto& state) { return state.first == one.state; }))
                count += one.count;
        out.push_back(Value::context({{"nama", text(stage.name)}, {"jumlah", Value::number(count)}}));
    }
    return Value::list(std::move(out));
}

} // namespace

Value urgency(Desk const& desk, Day due, Instant now) {
    auto const today = day_of(now, desk.pack().zone);
    auto const value = [](std::string words, std::string_view degree, std::int64_t days) {
        return Value::context(
            {{"teks", Value::string(std::move(words))}, {"derajat", text(degree)}, {"hari", Value::number(days)}});
    };
    if (due == store::kNoDue) return value("tanpa tenggat", "tanpa", 0);
    auto const days = (due - today).count();
    if (days < 0) return value("lewat " + std::to_string(-days) + " hari", "lewat", days);
    if (days == 0) return value("hari ini", "dekat", 0);
    if (days == 1) return value("besok", "dekat", 1);
    return value(std::to_string(days) + " hari lagi", days <= 3 ? "dekat" : "aman", days);
}

Result<Value> view_inbox(Desk const& desk, Officer const& officer, InboxQuery const& query, Instant now) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeCases); !allowed) return allowed.error();
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto roles = officer.roles;
        if (std::find(roles.begin(), roles.end(), query.role) != roles.end()) roles = {query.role};
        auto rows = page(reader, officer, roles, parse_place(query.after), query.limit);
        if (!rows) return rows.error();
        std::string next;
        if (static_cast<int>(rows->size()) > query.limit) {
            rows->resize(static_cast<std::size_t>(query.limit));
            next = place_text(rows->back());
        }
        std::vector<Value> tasks;
        for (auto const& row : *rows) tasks.push_back(row_value(desk, reader, officer, row, now));
        std::int64_t open = 0;
        std::int64_t late = 0;
        std::vector<Value> choices;
        for (auto const& role : officer.roles) {
            auto const count = store::count_tasks(reader, role, day_of(now, desk.pack().zone));
            if (!count) return count.error();
            choices.push_back(Value::context({{"kode", text(role)},
                                              {"nama", text(desk.role_title(role))},
                                              {"jumlah", Value::number(count->open)},
                                              {"lewat", Value::number(count->late)},
                                              {"dipilih", Value::boolean(role == query.role)}}));
            if (std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
            open += count->open;
            late += count->late;
        }
        // On a page that shows all, every task counts once, however many of the officer's roles it is for.
        if (query.after.empty() && next.empty()) {
            open = static_cast<std::int64_t>(rows->size());
            auto const today = day_of(now, desk.pack().zone);
            late = std::count_if(rows->begin(), rows->end(), [&](auto const& row) { return row.due < today; });
        }
        auto stage_counts = stages(desk, reader);
        if (!stage_counts) return stage_counts.error();
        return Value::context({{"tugas", Value::list(std::move(tasks))},
                               {"selanjutnya", text(next)},
                               {"jumlah", Value::number(open)},
                               {"lewat", Value::number(late)},
                               {"peran", Value::list(std::move(choices))},
                               {"tahap", std::move(*stage_counts)}});
    });
}

} // namespace alur::service
