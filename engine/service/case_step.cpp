#include "service/case_step.hpp"

#include "runtime/codec.hpp"
#include "service/deadline_book.hpp"
#include "service/decisions.hpp"
#include "service/desk.hpp"
#include "service/issue_documents.hpp"
#include "service/recheck.hpp"
#include "service/withdraw_drafts.hpp"
#include "store/messages.hpp"
#include "store/unique_keys.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

/// Nodes whose element was completed in this step, in order.
std::vector<model::NodeIndex> completed_nodes(runtime::Step const& step) {
    std::vector<model::NodeIndex> nodes;
    for (auto const& event : step.events)
        if (auto const* left = std::get_if<runtime::ElementLeft>(&event);
            left && left->outcome == runtime::Outcome::Completed)
            nodes.push_back(left->node);
    return nodes;
}

Value merged(Value base, Value const& extra) {
    if (!extra.is_context()) return base;
    if (base.is_null()) return extra;
    for (auto const& [name, value] : extra.entries()) base = base.with(name, value);
    return base;
}

} // namespace

Result<std::vector<Value>> surrounding_layers(Office& office, store::Reader& reader, LiveCase const& live,
                                              Value const& functions) {
    std::vector<Value> layers{office.pack().parameters, office.pack().reference, functions};
    auto const zone = office.pack().zone;
    if (live.row.parent) {
        auto parent = office.find(reader, *live.row.parent);
        if (!parent) return parent.error();
        layers.push_back(Value::context({{"program", case_context(*parent, zone)}}));
        return layers;
    }
    auto children = office.children(reader, live.row.id);
    if (!children) return children.error();
    std::vector<Value> groups;
    groups.reserve(children->size());
    for (auto const& child : *children) groups.push_back(case_context(child, zone));
    layers.push_back(
        Value::context({{"kelompok", Value::list(std::move(groups))}, {"program", case_context(live, zone)}}));
    return layers;
}

CaseStep::CaseStep(Office& office, store::Transaction& transaction, Instant now, std::string actor)
    : office_(office), transaction_(transaction), now_(now), actor_(std::move(actor)),
      lookup_(std::make_shared<Lookup>()) {
    lookup_->pack = &office.pack();
    lookup_->reader = &transaction;
    functions_ = host_functions(lookup_);
}

CaseStep::~CaseStep() { lookup_->reader = nullptr; }

Result<> CaseStep::load(store::CaseId id) {
    auto live = office_.find(transaction_, id);
    if (!live) return live.error();
    live_ = std::move(*live);
    lookup_->case_id = id;
    return Done{};
}

feel::Limits CaseStep::limits() const {
    feel::Limits limits;
    limits.now = now_;
    limits.zone = office_.pack().zone;
    return limits;
}

Result<std::vector<Value>> CaseStep::layers() { return surrounding_layers(office_, transaction_, live_, functions_); }

Result<feel::Scope> CaseStep::scope(Value const& extra) {
    auto around = layers();
    if (!around) return around.error();
    feel::Scope scope;
    for (auto& layer : *around) scope.push(std::move(layer));
    auto const& instance = *live_.instance;
    scope.push(Value::context({{"perkara", about_case(live_.row, *live_.definitions, instance, office_.pack().zone)}}));
    scope.push(merged(instance.variables(), extra));
    return scope;
}

Result<> CaseStep::run(runtime::Command const& command, std::string_view element, Value const& input,
                       std::string_view reason) {
    if (!element.empty())
        if (auto const opened = open_deadlines(element, input, true); !opened) return opened.error();
    auto around = layers();
    if (!around) return around.error();
    runtime::Environment environment;
    environment.layers = std::move(*around);
    environment.limits = limits();
    environment.zone = office_.pack().zone;
    environment.decide = [this](std::string_view decision, feel::Scope const& asked) {
        return decide(office_.pack(), decision, asked, limits());
    };
    environment.about = [row = live_.row, definitions = live_.definitions,
                         zone = office_.pack().zone](runtime::Instance const& instance) {
        return Value::context({{"perkara", about_case(row, *definitions, instance, zone)}});
    };
    auto step = runtime::step(*live_.definitions, *live_.instance, command, now_, environment);
    if (!step) return step.error();
    auto const recorded = store::record_step(transaction_, *live_.definitions, live_.row.id, live_.row.version, *step,
                                             {actor_, reason, now_});
    if (!recorded) return recorded.error();
    live_.row.version = recorded->version;
    auto const before = std::exchange(live_.row.state, step->after.state());
    live_.instance = std::make_shared<runtime::Instance const>(step->after);
    lookup_->pending.clear();
    if (auto const followed = follow(*step); !followed) return followed.error();
    if (auto const told = tell_twins(before); !told) return told.error();
    if (auto const indexed = index_case(office_, transaction_, live_); !indexed) return indexed.error();
    return take_kept_messages();
}

Result<> CaseStep::follow(runtime::Step const& step) {
    if (auto const held = hold_unique_values(); !held) return held.error();
    for (auto const node : completed_nodes(step)) {
        auto const& id = live_.definitions->node(node).id;
        if (auto const closed = close_deadlines(id); !closed) return closed.error();
        if (auto const adjusted = adjust_deadlines(node); !adjusted) return adjusted.error();
        if (auto const opened = open_deadlines(id, {}, false); !opened) return opened.error();
        if (auto const gone = withdraw_drafts(office_.pack(), transaction_, live_.row, id); !gone) return gone.error();
        auto view = scope();
        if (!view) return view.error();
        auto const issued =
            issue_documents({office_, transaction_, live_, lookup_, functions_, now_, actor_}, id, *view);
        if (!issued) return issued.error();
    }
    return live_.instance->running() ? Result<>(Done{}) : cancel_deadlines();
}

Result<> CaseStep::issue(model::DocumentRule const& rule) {
    auto view = scope();
    if (!view) return view.error();
    return issue_document({office_, transaction_, live_, lookup_, functions_, now_, actor_}, rule, *view);
}

Result<> CaseStep::open_deadlines(std::string_view element, Value const& input, bool pending_only) {
    auto const& rules = office_.pack().deadlines;
    auto const starts = [&](model::DeadlineRule const& rule) {
        return rule.process == live_.row.process &&
               std::find(rule.starts.begin(), rule.starts.end(), element) != rule.starts.end();
    };
    if (std::none_of(rules.begin(), rules.end(), starts)) return Done{};
    auto view = scope(input);
    if (!view) return view.error();
    DeadlineBook book(office_.pack(), transaction_, live_.row, now_);
    auto const open = [&](model::DeadlineRule const& rule) -> Result<> {
        auto dates = book.dates(rule, *view, limits(), lookup_->pending);
        if (!dates) return dates.error();
        if (dates->empty()) return Done{};
        if (!pending_only) return book.open(rule, *dates);
        lookup_->pending[rule.id] = dates->back().due.due;
        return Done{};
    };
    // Those that others never pass first, whatever their order in the table.
    for (bool const capped : {false, true})
        for (auto const& rule : rules)
            if (starts(rule) && rule.cap.empty() != capped)
                if (auto const opened = open(rule); !opened) return opened.error();
    return Done{};
}

Result<> CaseStep::close_deadlines(std::string_view element) {
    return DeadlineBook(office_.pack(), transaction_, live_.row, now_).close(element);
}

Result<> CaseStep::adjust_deadlines(model::NodeIndex node) {
    auto const& pack = office_.pack();
    auto const& element = live_.definitions->node(node);
    DeadlineBook book(pack, transaction_, live_.row, now_);
    auto const why = element.name.empty() ? element.id : element.name;
    if (auto const stopped = book.stop_clock(element.id, why); !stopped) return stopped.error();
    if (auto const restarted = book.restart_clock(element.id, actor_); !restarted) return restarted.error();
    if (pack.extension.step.empty() || element.id != pack.extension.step) return Done{};
    auto const& variables = live_.instance->variables();
    auto const until = variables.at_path(pack.extension.until);
    if (until.kind() != feel::Kind::Date)
        return invalid("langkah " + element.id + ": isian " + pack.extension.until + " bukan tanggal");
    return book.extend(feel::to_text(variables.at_path(pack.extension.deadline)), until.as_day(),
                       feel::to_text(variables.at_path(pack.extension.reason)), actor_);
}

Result<> CaseStep::cancel_deadlines() {
    if (auto const gone = withdraw_all_drafts(office_.pack(), transaction_, live_.row); !gone) return gone.error();
    return DeadlineBook(office_.pack(), transaction_, live_.row, now_).cancel_all();
}

Result<> CaseStep::hold_unique_values() {
    auto const& unique = office_.pack().unique;
    if (unique.process != live_.row.process || unique.keys.empty()) return Done{};
    auto view = scope();
    if (!view) return view.error();
    auto const order = feel::evaluate(unique.order, *view, limits()).value;
    // A case holds its values from the instant its order begins with; before that it holds none.
    auto const first = order.is_list() && !order.items().empty() ? order.items()[0] : Value();
    auto const within =
        unique.within.empty() ? std::string() : feel::to_text(feel::evaluate(unique.within, *view, limits()).value);
    std::vector<store::UniqueValue> values;
    if (first.kind() == feel::Kind::DateTime)
        for (auto const& key : unique.keys) {
            auto const outcome = feel::evaluate(key.values, *view, limits());
            if (!outcome.value.is_list()) continue;
            for (auto const& item : outcome.value.items()) {
                auto const* value = item.find("nilai");
                auto const* number = item.find("nomor");
                if (!value || value->is_null()) continue;
                values.push_back(
                    {key.name, within, feel::to_text(*value), number ? number->as_integer().value_or(0) : 0});
            }
        }
    auto const held = store::unique_values_of(transaction_, live_.row.id);
    if (!held) return held.error();
    auto const same = [](store::UniqueValue const& a, store::UniqueValue const& b) {
        return a.key == b.key && a.scope == b.scope && a.value == b.value && a.item == b.item;
    };
    if (held->size() == values.size() && std::is_permutation(held->begin(), held->end(), values.begin(), same))
        return Done{};
    auto const since = values.empty() ? now_ : first.as_instant(office_.pack().zone);
    if (auto const replaced = store::replace_unique_values(transaction_, live_.row.id, values, since); !replaced)
        return replaced.error();
    values.insert(values.end(), held->begin(), held->end());
    return queue_rechecks(transaction_, office_.pack(), live_.row, values, now_);
}

Result<> CaseStep::tell_twins(std::string const& before) {
    auto const& unique = office_.pack().unique;
    auto const counts = [&](std::string const& state) {
        return std::find(unique.except.begin(), unique.except.end(), state) == unique.except.end();
    };
    if (unique.process != live_.row.process || counts(before) == counts(live_.row.state)) return Done{};
    auto const held = store::unique_values_of(transaction_, live_.row.id);
    if (!held) return held.error();
    return queue_rechecks(transaction_, office_.pack(), live_.row, *held, now_);
}

Result<> CaseStep::take_kept_messages() {
    for (auto const& wait : live_.instance->waits()) {
        if (wait.kind != runtime::WaitKind::Message) continue;
        auto kept = store::take_message(transaction_, wait.name, wait.key, now_);
        if (!kept) return kept.error();
        if (!*kept) continue;
        auto variables = runtime::decode_value((*kept)->payload);
        if (!variables) return variables.error();
        // The case has moved on after this, so its waits are looked at anew by the inner run.
        return run(runtime::CorrelateMessage{wait.name, wait.key, *variables}, live_.definitions->node(wait.node).id,
                   *variables, "pesan " + wait.name);
    }
    return Done{};
}

} // namespace alur::service
