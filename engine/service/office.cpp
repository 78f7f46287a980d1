#include "service/office.hpp"

#include "model/bpmn_reader.hpp"
#include "runtime/codec.hpp"
#include "store/definitions.hpp"

#include <algorithm>

namespace alur::service {

bool Officer::holds(std::vector<std::string> const& wanted) const {
    return wanted.empty() || std::any_of(roles.begin(), roles.end(), [&](auto const& role) {
               return std::find(wanted.begin(), wanted.end(), role) != wanted.end();
           });
}

Result<std::shared_ptr<model::Definitions const>> Office::definitions(store::Reader& reader, store::DefinitionId id) {
    {
        std::lock_guard const lock(mutex_);
        if (auto const kept = definitions_.find(id.value); kept != definitions_.end()) return kept->second;
    }
    auto const stored = store::find_definition(reader, id);
    if (!stored) return stored.error();
    std::shared_ptr<model::Definitions const> found;
    for (auto const& process : pack_.processes)
        if (process.definitions->hash == stored->hash) found = process.definitions;
    if (!found) {
        auto file = model::read_bpmn({stored->name, stored->content});
        if (!file) return file.error();
        found = std::make_shared<model::Definitions const>(std::move(file->definitions));
    }
    std::lock_guard const lock(mutex_);
    definitions_.emplace(id.value, found);
    return found;
}

Result<LiveCase> Office::revive(store::Reader& reader, store::Case stored) {
    auto model = definitions(reader, stored.definition);
    if (!model) return model.error();
    LiveCase live{stored, std::move(*model), nullptr};
    {
        std::lock_guard const lock(mutex_);
        auto const kept = kept_.find(stored.id.value);
        if (kept != kept_.end() && kept->second.version == stored.version) live.instance = kept->second.instance;
    }
    if (live.instance) return live;
    if (stored.version == 0)
        live.instance = std::make_shared<runtime::Instance const>();
    else {
        auto instance = runtime::decode_instance(stored.snapshot);
        if (!instance) return unavailable("perkara " + stored.number + ": keadaan yang tersimpan rusak");
        live.instance = std::make_shared<runtime::Instance const>(std::move(*instance));
    }
    std::lock_guard const lock(mutex_);
    if (kept_.size() >= kMostKept) kept_.clear();
    kept_[stored.id.value] = {stored.version, live.instance};
    return live;
}

void Office::forget() {
    std::lock_guard const lock(mutex_);
    kept_.clear();
}

Result<LiveCase> Office::find(store::Reader& reader, store::CaseId id) {
    auto stored = store::find_case(reader, id);
    if (!stored) return stored.error();
    return revive(reader, std::move(*stored));
}

Result<LiveCase> Office::find(store::Reader& reader, std::string_view number) {
    auto stored = store::find_case_by_number(reader, number);
    if (!stored) return stored.error();
    return revive(reader, std::move(*stored));
}

Result<std::vector<LiveCase>> Office::children(store::Reader& reader, store::CaseId parent) {
    auto stored = store::children_of(reader, parent);
    if (!stored) return stored.error();
    std::vector<LiveCase> out;
    out.reserve(stored->size());
    for (auto& one : *stored) {
        auto live = revive(reader, std::move(one));
        if (!live) return live.error();
        out.push_back(std::move(*live));
    }
    return out;
}

feel::Value about_case(store::CaseRow const& row, model::Definitions const& definitions,
                       runtime::Instance const& instance, ZoneOffset zone) {
    std::vector<feel::Value> path;
    path.reserve(instance.path().size());
    for (auto const node : instance.path()) path.push_back(feel::Value::string(definitions.node(node).id));
    return feel::Value::context({{"id", feel::Value::string(row.number)},
                                 {"state", feel::Value::string(instance.state())},
                                 {"process", feel::Value::string(row.process)},
                                 {"path", feel::Value::list(std::move(path))},
                                 {"opened", feel::Value::date(day_of(row.opened_at, zone))}});
}

feel::Value case_context(LiveCase const& live, ZoneOffset zone) {
    auto const& variables = live.instance->variables();
    std::vector<feel::Value::Entry> entries;
    if (variables.is_context()) entries.assign(variables.entries().begin(), variables.entries().end());
    auto const about = about_case(live.row, *live.definitions, *live.instance, zone);
    for (auto const& entry : about.entries()) entries.push_back(entry);
    return feel::Value::context(std::move(entries));
}

} // namespace alur::service
