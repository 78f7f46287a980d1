#include "cli/bpmn_world.hpp"

namespace alur::cli {

using namespace runtime;
using feel::Value;

namespace {

Value number_of(std::int64_t value) { return Value::number(value); }

std::int64_t integer_at(Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    return found ? found->as_integer().value_or(0) : 0;
}

std::string text_at(Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

Value value_at(Value const& value, std::string_view name) {
    auto const* found = value.find(name);
    return found ? *found : Value();
}

Value message_value(char const* kind, std::size_t owner, std::string const& name, std::string const& key,
                    Value const& variables) {
    return Value::context({{"kind", Value::string(kind)},
                           {"owner", number_of(static_cast<std::int64_t>(owner))},
                           {"name", Value::string(name)},
                           {"key", Value::string(key)},
                           {"variables", variables}});
}

} // namespace

Value BpmnWorld::pending() const {
    std::vector<Value> work;
    for (auto const& [owner, request] : requests_) {
        if (auto const* call = std::get_if<ServiceCall>(&request))
            work.push_back(Value::context({{"kind", Value::string("service")},
                                           {"owner", number_of(static_cast<std::int64_t>(owner))},
                                           {"element", number_of(number(call->element))}}));
        if (auto const* sent = std::get_if<MessageSent>(&request))
            work.push_back(message_value("message", owner, sent->name, sent->key, sent->variables));
        if (auto const* signal = std::get_if<SignalSent>(&request))
            work.push_back(message_value("signal", owner, signal->name, "", signal->variables));
    }
    std::vector<Value> kept;
    for (auto const& message : kept_)
        kept.push_back(message_value("message", 0, message.name, message.key, message.variables));
    return Value::context({{"now", number_of(now_.time_since_epoch().count())},
                           {"steps", number_of(steps_)},
                           {"position", number_of(script_position)},
                           {"advancing", number_of(advancing_to.time_since_epoch().count())},
                           {"work", Value::list(std::move(work))},
                           {"kept", Value::list(std::move(kept))}});
}

void BpmnWorld::restore(std::vector<Instance> instances, std::vector<KeptStep> const& steps, Value const& pending) {
    now_ = Instant(std::chrono::milliseconds(integer_at(pending, "now")));
    steps_ = static_cast<int>(integer_at(pending, "steps"));
    script_position = integer_at(pending, "position");
    advancing_to = Instant(std::chrono::milliseconds(integer_at(pending, "advancing")));
    std::vector<Instance> played(instances.size());
    for (auto const& step : steps) {
        if (step.owner >= played.size()) continue;
        note(played[step.owner], step.events, step.at);
        for (auto const& event : step.events) played[step.owner].apply(event);
    }
    cases_.clear();
    for (auto& instance : instances) cases_.push_back({std::move(instance)});
    if (auto const work = value_at(pending, "work"); work.is_list())
        for (auto const& item : work.items()) {
            auto const owner = static_cast<std::size_t>(integer_at(item, "owner"));
            auto const kind = text_at(item, "kind");
            ServiceCall call;
            call.element = ElementId{static_cast<std::uint32_t>(integer_at(item, "element"))};
            if (kind == "service") requests_.emplace_back(owner, call);
            if (kind == "message")
                requests_.emplace_back(owner, MessageSent{model::kNone, text_at(item, "name"), text_at(item, "key"),
                                                          value_at(item, "variables")});
            if (kind == "signal")
                requests_.emplace_back(owner,
                                       SignalSent{model::kNone, text_at(item, "name"), value_at(item, "variables")});
        }
    if (auto const kept = value_at(pending, "kept"); kept.is_list())
        for (auto const& item : kept.items())
            kept_.push_back({text_at(item, "name"), text_at(item, "key"), value_at(item, "variables")});
}

} // namespace alur::cli
