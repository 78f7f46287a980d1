#include "service/collective.hpp"

#include "runtime/step.hpp"
#include "service/fields_view.hpp"
#include "service/foresee.hpp"
#include "store/drafts.hpp"
#include "store/task_roles.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

constexpr int kMostRows = 1'000;

/// Tasks that wait for the officer's roles in cases they see, each once.
Result<std::vector<store::InboxRow>> waiting_rows(Desk const& desk, store::Reader& reader, Officer const& officer) {
    if (auto const allowed = require(desk.pack(), officer, Action::SeeCases); !allowed) return allowed.error();
    std::vector<store::InboxRow> out;
    for (auto const& role : officer.roles) {
        auto rows = store::inbox_of_role(reader, role, {}, kMostRows);
        if (!rows) return rows.error();
        for (auto& row : *rows) {
            bool const known = std::any_of(out.begin(), out.end(), [&](auto const& one) {
                return one.case_id == row.case_id && one.task == row.task;
            });
            if (!known && sees_area(officer, row.area)) out.push_back(std::move(row));
        }
    }
    return out;
}

/// The fields that may be the same for many cases; nothing is preset, a tick is a choice that may stay open.
std::vector<InputField> shared_fields(std::vector<InputField> fields) {
    std::erase_if(fields, [](InputField const& field) {
        return (field.type == InputType::List && !field.columns.empty()) || field.type == InputType::File ||
               field.type == InputType::Record;
    });
    for (auto& field : fields) {
        field.preset = {};
        if (field.type != InputType::Boolean) continue;
        field.type = InputType::Choice;
        field.options = {"ya", "tidak"};
    }
    return fields;
}

std::string name_of_row(store::InboxRow const& row) { return row.name.empty() ? row.element : row.name; }

Value case_value(Desk const& desk, store::InboxRow const& row, bool chosen, Instant now) {
    return Value::context({{"nomor", text(row.number)},
                           {"judul", text(row.title)},
                           {"wilayah", text(row.area)},
                           {"keadaan", text(desk.pack().state_name(row.process, row.state).second)},
                           {"sisa", urgency(desk, row.due, now)},
                           {"dipilih", Value::boolean(chosen)}});
}

bool contains(std::vector<std::string> const& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

Error about(Error error, std::string const& number, std::string_view title) {
    error.message = number + " " + std::string(title) + ": " + error.message;
    if (!error.found.all().empty()) {
        Diagnostics found;
        for (auto one : error.found.all()) {
            one.message = number + ": " + one.message;
            found.add(std::move(one));
        }
        error.found = std::move(found);
    }
    return error;
}

} // namespace

Result<int> complete_many(Desk const& desk, SignedIn const& who, CompleteMany const& command, Instant now) {
    if (command.numbers.empty()) return invalid("pilih paling sedikit satu perkara");
    if (command.numbers.size() > kMostTogether)
        return invalid("paling banyak " + std::to_string(kMostTogether) +
                       " perkara sekali jalan; bagi menjadi beberapa kali");
    return desk.office().database().write([&](store::Transaction& transaction) -> Result<int> {
        for (auto const& number : command.numbers) {
            auto const live = visible_case(desk, transaction, who.officer, number);
            if (!live) return live.error();
            auto const* element = runtime::find_open(*live->definitions, *live->instance, command.step);
            if (!element) return about(conflict("langkah ini tidak lagi menunggu"), number, live->row.title);
            auto const task = store::find_task(transaction, live->row.id, element->id);
            if (!task) return task.error();
            if (task->claimed_by && *task->claimed_by != who.officer.name)
                return about(conflict("tugasnya sudah diambil " + *task->claimed_by), number, live->row.title);
            auto const done = complete_task(desk.office(), transaction,
                                            {number, command.step, command.input, command.reason, who.officer}, now);
            if (!done) return about(done.error(), number, live->row.title);
            if (auto const dropped = store::drop_draft(transaction, task->case_id, task->id, who.id); !dropped)
                return dropped.error();
        }
        return static_cast<int>(command.numbers.size());
    });
}

Result<Value> view_collective(Desk const& desk, Officer const& officer, Instant now) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<Value> {
        auto const rows = waiting_rows(desk, reader, officer);
        if (!rows) return rows.error();
        std::vector<std::pair<std::string, std::vector<store::InboxRow const*>>> steps;
        for (auto const& row : *rows) {
            auto const found = std::find_if(steps.begin(), steps.end(), [&](auto const& step) {
                return step.second.front()->process == row.process && step.first == row.element;
            });
            if (found == steps.end())
                steps.push_back({row.element, {&row}});
            else
                found->second.push_back(&row);
        }
        std::stable_sort(steps.begin(), steps.end(),
                         [](auto const& a, auto const& b) { return a.second.size() > b.second.size(); });
        std::vector<Value> out;
        for (auto const& [step, waiting] : steps) {
            std::vector<Value> cases;
            for (auto const* row : waiting) cases.push_back(case_value(desk, *row, false, now));
            out.push_back(Value::context({{"langkah", text(step)},
                                          {"nama", text(name_of_row(*waiting.front()))},
                                          {"jumlah", Value::number(static_cast<std::int64_t>(waiting.size()))},
                                          {"perkara", Value::list(std::move(cases))}}));
        }
        return Value::context({{"langkah", Value::list(std::move(out))}});
    });
}

Result<std::vector<InputField>> collective_fields(Desk const& desk, Officer const& officer, std::string_view step) {
    return desk.office().database().read([&](store::Reader& reader) -> Result<std::vector<InputField>> {
        auto const rows = waiting_rows(desk, reader, officer);
        if (!rows) return rows.error();
        for (auto const& row : *rows)
            if (row.element == step) return shared_fields(desk.pack().fields(row.process, step));
        return not_found("tidak ada perkara yang menunggu Anda pada langkah " + std::string(step));
    });
}

Result<Value> view_collective_step(Desk const& desk, SignedIn const& who, CompleteMany const& command, CheckCases check,
                                   Instant now) {
    auto const rows =
        desk.office().database().read([&](store::Reader& reader) { return waiting_rows(desk, reader, who.officer); });
    if (!rows) return rows.error();
    auto const fields = collective_fields(desk, who.officer, command.step);
    if (!fields) return fields.error();
    std::vector<Value> cases;
    std::vector<Value> results;
    std::string name;
    for (auto const& row : *rows) {
        if (row.element != command.step) continue;
        name = name_of_row(row);
        bool const chosen = contains(command.numbers, row.number);
        cases.push_back(case_value(desk, row, chosen, now));
        if (!chosen || check == CheckCases::No) continue;
        auto const seen =
            foresee(desk.office(), {row.number, command.step, command.input, command.reason, who.officer}, now);
        std::string sentence = seen ? seen->obstacle : seen.error().message;
        bool warns = false;
        if (seen)
            for (auto const& finding : seen->findings) {
                if (finding.effect != model::GuardEffect::Block) continue;
                warns = warns || finding.weight == model::Weight::Warning;
                if (finding.weight == model::Weight::Error && sentence.empty()) sentence = finding.detail;
            }
        bool const good = sentence.empty();
        if (good) sentence = warns ? "dapat diselesaikan dengan alasan" : "dapat diselesaikan";
        results.push_back(Value::context({{"nomor", text(row.number)},
                                          {"judul", text(row.title)},
                                          {"baik", Value::boolean(good)},
                                          {"kalimat", text(sentence)}}));
    }
    feel::Scope scope(desk.pack().parameters);
    scope.push(desk.pack().reference);
    feel::Limits limits;
    limits.now = now;
    limits.zone = desk.pack().zone;
    return Value::context(
        {{"langkah", text(command.step)},
         {"nama", text(name)},
         {"alasan", text(command.reason)},
         {"perkara", Value::list(std::move(cases))},
         {"hasil", Value::list(std::move(results))},
         {"fields", view_fields(*fields, command.input.is_context() ? command.input : Value::context({}), scope, limits,
                                Diagnostics())}});
}

} // namespace alur::service
