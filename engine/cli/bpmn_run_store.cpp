#include "cli/bpmn_run_store.hpp"

#include "feel/json.hpp"
#include "runtime/codec.hpp"
#include "store/cases.hpp"
#include "store/definitions.hpp"
#include "store/journal.hpp"
#include "store/settings.hpp"

#include <algorithm>

namespace alur::cli {

using feel::Value;
using store::CaseId;

namespace {

constexpr std::string_view kActor = "bpmn run";

std::string setting_of(LoadedBpmn const& loaded) { return "bpmn-run-" + loaded.file.definitions.hash; }

} // namespace

Result<std::unique_ptr<BpmnRunStore>> BpmnRunStore::open(std::string const& path) {
    auto database = store::Database::open(path, {});
    if (!database) return database.error();
    return std::unique_ptr<BpmnRunStore>(new BpmnRunStore(std::move(database).value()));
}

void BpmnRunStore::follow(BpmnWorld& world, LoadedBpmn const& loaded) {
    world.keep = [this, &world, &loaded](std::size_t owner, runtime::Step const& step) {
        return keep_step(world, loaded, owner, step);
    };
}

Result<> BpmnRunStore::keep_step(BpmnWorld const& world, LoadedBpmn const& loaded, std::size_t owner,
                                 runtime::Step const& step) {
    auto const& definitions = loaded.file.definitions;
    auto cases = cases_;
    auto const done = database_->write([&](store::Transaction& transaction) -> Result<> {
        if (owner == cases.size()) {
            auto const kept =
                store::keep_definition(transaction, "bpmn", loaded.source.name, loaded.source.text, world.now());
            if (!kept) return kept.error();
            auto const count = store::count_up(transaction, "bpmn-run");
            if (!count) return count.error();
            store::NewCase fresh;
            fresh.process = definitions.processes[step.after.process()].id;
            fresh.number = fresh.process + "-" + std::to_string(*count);
            fresh.definition = *kept;
            fresh.opened_at = world.now();
            auto const added = store::add_case(transaction, fresh);
            if (!added) return added.error();
            cases.emplace_back(*added, 0);
        }
        auto& [id, version] = cases[owner];
        store::CaseChange change;
        change.state = step.after.state();
        if (!step.after.running()) change.ended_at = world.now();
        std::string snapshot;
        runtime::encode(step.after, snapshot);
        auto const updated = store::update_case(transaction, id, version, change, snapshot);
        if (!updated) return updated.error();
        version = *updated;
        store::JournalEntry entry;
        entry.case_id = id;
        entry.seq = version;
        entry.at = world.now();
        entry.actor = kActor;
        entry.reason = std::to_string(world.steps());
        runtime::encode(step.events, entry.events);
        if (auto appended = store::append_journal(transaction, entry); !appended) return appended;
        std::vector<Value> rows;
        for (auto const& [row, at] : cases) rows.push_back(Value::number(row.value));
        auto const pending = world.pending().with("cases", Value::list(std::move(rows)));
        return store::set_setting(transaction, setting_of(loaded), feel::to_json(pending), kActor, world.now());
    });
    if (done) cases_ = std::move(cases);
    return done;
}

Result<> BpmnRunStore::resume(BpmnWorld& world, LoadedBpmn const& loaded) {
    std::vector<runtime::Instance> instances;
    std::vector<std::pair<std::int64_t, KeptStep>> steps;
    Value pending;
    auto const read = database_->read([&](store::Reader& reader) -> Result<> {
        auto const setting = store::find_setting(reader, setting_of(loaded));
        if (!setting) return setting.error();
        if (!*setting) return not_found("tidak ada proses dari berkas ini yang dapat dilanjutkan");
        auto const parsed = feel::from_json(**setting);
        if (!parsed) return parsed.error();
        pending = *parsed;
        auto const* rows = pending.find("cases");
        if (!rows || !rows->is_list()) return invalid("catatan proses yang tersimpan rusak");
        for (auto const& row : rows->items()) {
            auto const found = store::find_case(reader, CaseId{row.as_integer().value_or(0)});
            if (!found) return found.error();
            auto instance = runtime::decode_instance(found->snapshot);
            if (!instance) return instance.error();
            auto const journal = store::journal_of(reader, found->id);
            if (!journal) return journal.error();
            for (auto const& entry : *journal) {
                auto events = runtime::decode_events(entry.events);
                if (!events) return events.error();
                steps.emplace_back(std::strtoll(entry.reason.c_str(), nullptr, 10),
                                   KeptStep{instances.size(), std::move(events).value(), entry.at});
            }
            cases_.emplace_back(found->id, found->version);
            instances.push_back(std::move(instance).value());
        }
        return Done{};
    });
    if (!read) return read;
    std::stable_sort(steps.begin(), steps.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    std::vector<KeptStep> in_order;
    for (auto& [number, step] : steps) in_order.push_back(std::move(step));
    world.restore(std::move(instances), in_order, pending);
    return Done{};
}

} // namespace alur::cli
