#include "service/desk.hpp"

#include "core/text.hpp"
#include "store/case_words.hpp"
#include "store/deadlines.hpp"
#include "store/settings.hpp"
#include "store/task_roles.hpp"
#include "store/tasks.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::size_t kMostWords = 4'000;
constexpr char kIndexed[] = "meja/indeks";

using Labels = std::map<std::string, std::string, std::less<>>;

void add_labels(Labels& labels, std::vector<InputField> const& fields, std::string const& prefix) {
    for (auto const& field : fields) {
        labels.emplace(prefix + field.key, field.label);
        add_labels(labels, field.columns, prefix + field.key + ".");
    }
}

/// A field of a form that shows one plain path is the name of that path.
void add_labels(Labels& labels, std::vector<form::Field> const& fields) {
    for (auto const& field : fields) {
        auto const paths = field.from.empty() ? std::vector<std::string>{} : feel::free_paths(field.from);
        if (!field.label.empty() && paths.size() == 1) labels.emplace(paths.front(), field.label);
    }
}

/// The columns of a form's table name the entries of the list that fills it.
void add_labels(Labels& labels, form::Sheet const& sheet) {
    add_labels(labels, sheet.head);
    add_labels(labels, sheet.fields);
    if (sheet.rows.empty()) return;
    for (auto const& list : feel::free_names(sheet.rows))
        for (auto const& column : sheet.columns) {
            auto key = column.key;
            if (!column.from.empty()) {
                auto const paths = feel::free_paths(column.from);
                if (paths.size() != 1 || !paths.front().starts_with("item.")) continue;
                key = paths.front().substr(5);
            }
            labels.emplace(list + "." + key, column.label);
        }
}

/// Every short text in the data that is not masked.
void collect(Pack const& pack, Value const& value, std::set<std::string>& seen, std::string& out) {
    if (out.size() > kMostWords) return;
    if (value.is_string()) {
        auto const text = std::string(value.as_string());
        if (text.size() > 2 && text.size() < 80 && seen.insert(text).second) out += text + '\n';
    }
    if (value.is_list())
        for (auto const& item : value.items()) collect(pack, item, seen, out);
    if (value.is_context())
        for (auto const& [key, entry] : value.entries())
            if (std::find(pack.masked.begin(), pack.masked.end(), key) == pack.masked.end())
                collect(pack, entry, seen, out);
}

std::string area_of(Pack const& pack, LiveCase const& live) {
    auto const* process = pack.process(live.row.process);
    if (!process || process->area.empty()) return {};
    feel::Scope scope(pack.parameters);
    scope.push(live.instance->variables());
    auto const area = feel::evaluate(process->area, scope).value;
    return area.is_string() ? std::string(area.as_string()) : std::string();
}

/// The earliest open deadline that the task ends.
store::Deadline const* due_of(Pack const& pack, std::vector<store::Deadline> const& deadlines, LiveCase const& live,
                              std::string_view element) {
    store::Deadline const* found = nullptr;
    for (auto const& deadline : deadlines) {
        if (deadline.state != store::DeadlineState::Open) continue;
        auto const ends = std::any_of(pack.deadlines.begin(), pack.deadlines.end(), [&](auto const& rule) {
            return rule.id == deadline.deadline_id && rule.process == live.row.process &&
                   std::find(rule.ends.begin(), rule.ends.end(), element) != rule.ends.end();
        });
        if (ends && (!found || deadline.due_date < found->due_date)) found = &deadline;
    }
    return found;
}

} // namespace

Desk::Desk(Office& office) : office_(office) {
    for (auto const& [process, sections] : pack().inputs)
        for (auto const& [section, fields] : sections) add_labels(labels_, fields, "");
    for (auto const& [id, form] : pack().forms)
        for (auto const& sheet : form.form.sheets) add_labels(labels_, sheet);
    for (auto const& rule : pack().documents) papers_.emplace(rule.id, rule.name);
    for (auto const& [id, letter] : pack().letters) papers_.emplace(id, letter.form.name);
    for (auto const& [id, form] : pack().forms) papers_.emplace(id, form.form.title);
}

std::string Desk::label(std::string_view path) const {
    if (auto const found = labels_.find(path); found != labels_.end()) return found->second;
    auto const dot = path.rfind('.');
    auto text = replace_all(std::string(dot == std::string_view::npos ? path : path.substr(dot + 1)), "_", " ");
    if (!text.empty()) text[0] = upper_ascii(text.substr(0, 1))[0];
    return text;
}

bool Desk::masked(std::string_view key) const {
    return std::find(pack().masked.begin(), pack().masked.end(), key) != pack().masked.end();
}

std::string Desk::paper_name(std::string_view id) const {
    auto const found = papers_.find(id);
    return found == papers_.end() ? label(id) : found->second;
}

std::string Desk::role_title(std::string_view role) const {
    auto const found = pack().role_titles.find(role);
    return found == pack().role_titles.end() ? std::string(role) : found->second;
}

Result<> index_case(Office& office, store::Transaction& transaction, LiveCase const& live) {
    auto const& pack = office.pack();
    std::string words = live.row.number + '\n' + live.row.title + '\n';
    std::set<std::string> seen;
    collect(pack, live.instance->variables(), seen, words);
    if (auto const set = store::set_case_words(transaction, live.row.id, words, area_of(pack, live)); !set)
        return set.error();
    auto const tasks = store::tasks_of_case(transaction, live.row.id);
    if (!tasks) return tasks.error();
    if (tasks->empty()) return Done{};
    auto const deadlines = store::deadlines_of_case(transaction, live.row.id);
    if (!deadlines) return deadlines.error();
    for (auto const& task : *tasks) {
        auto const* due = due_of(pack, *deadlines, live, task.element);
        auto const set = store::set_task_due(transaction, live.row.id, task.id, due ? due->due_date : store::kNoDue,
                                             due ? std::optional(due->id) : std::nullopt);
        if (!set) return set.error();
    }
    return Done{};
}

Result<int> index_all_cases(Office& office, Instant now) {
    auto const there =
        office.database().read([](store::Reader& reader) { return store::find_setting(reader, kIndexed); });
    if (!there) return there.error();
    if (*there) return 0;
    int count = 0;
    store::CaseFilter filter;
    for (;;) {
        auto const rows =
            office.database().read([&](store::Reader& reader) { return store::list_cases(reader, filter); });
        if (!rows) return rows.error();
        auto const done = office.database().write([&](store::Transaction& transaction) -> Result<> {
            for (auto const& row : *rows) {
                auto const live = office.find(transaction, row.id);
                if (!live) return live.error();
                if (auto const indexed = index_case(office, transaction, *live); !indexed) return indexed.error();
            }
            if (!rows->empty()) return Done{};
            return store::set_setting(transaction, kIndexed, "1", "sistem", now);
        });
        if (!done) return done.error();
        if (rows->empty()) return count;
        count += static_cast<int>(rows->size());
        filter.after = rows->back().id;
    }
}

} // namespace alur::service
