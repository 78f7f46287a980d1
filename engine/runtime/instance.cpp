#include "runtime/instance.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace alur::runtime {

namespace {

template <class... Fs> struct Overload : Fs... { using Fs::operator()...; };
template <class... Fs> Overload(Fs...) -> Overload<Fs...>;

feel::Value merged(feel::Value const& into, feel::Value const& more) {
    if (!more.is_context()) return into;
    if (!into.is_context()) return more;
    auto out = into;
    for (auto const& [name, value] : more.entries()) out = out.with(name, value);
    return out;
}

} // namespace

std::string_view event_name(Event const& event) {
    static constexpr std::array<std::string_view, std::variant_size_v<Event>> kNames{
        "InstanceStarted",    "InstanceEnded",       "StateChanged",   "ElementEntered",       "ElementMoved",
        "ElementLeft",        "TaskOpened",          "TaskClosed",     "VariablesSet",         "TimerSet",
        "TimerFired",         "TimerCancelled",      "MessageAwaited", "SignalAwaited",        "ConditionAwaited",
        "SubscriptionClosed", "LoopStarted",         "LoopItemEnded",  "CompensationRecorded", "CompensationTaken",
        "CompensationMoved",  "CompensationStarted", "Logged"};
    return kNames[event.index()];
}

Element* Instance::find_element(ElementId id) {
    auto const found = std::lower_bound(elements_.begin(), elements_.end(), id,
                                        [](Element const& e, ElementId wanted) { return e.id < wanted; });
    return found != elements_.end() && found->id == id ? &*found : nullptr;
}

Element const* Instance::find(ElementId id) const { return const_cast<Instance*>(this)->find_element(id); }

Wait const* Instance::find(WaitId id) const {
    for (auto const& wait : waits_)
        if (wait.id == id) return &wait;
    return nullptr;
}

Loop const* Instance::find_loop(ElementId id) const {
    for (auto const& loop : loops_)
        if (loop.element == id) return &loop;
    return nullptr;
}

void Instance::apply(Event const& event) {
    auto const listen = [this](auto const& e, WaitKind kind) -> Wait& {
        next_wait_ = number(e.id) + 1;
        Wait wait;
        wait.id = e.id;
        wait.element = e.element;
        wait.node = e.node;
        wait.trigger = e.trigger;
        wait.kind = kind;
        return waits_.emplace_back(std::move(wait));
    };
    auto const close = [this](WaitId id) { std::erase_if(waits_, [&](Wait const& w) { return w.id == id; }); };
    auto const loop_of = [this](ElementId id) -> Loop& {
        auto const found = std::find_if(loops_.begin(), loops_.end(), [&](Loop const& l) { return l.element == id; });
        assert(found != loops_.end());
        return *found;
    };
    std::visit(
        Overload{
            [&](InstanceStarted const& e) {
                process_ = e.process;
                variables_ = e.variables;
                next_element_ = number(kRoot) + 1;
            },
            [&](InstanceEnded const& e) {
                ending_ = e.ending;
                error_node_ = e.node;
                error_code_ = e.code;
            },
            [&](StateChanged const& e) { state_ = e.state; },
            [&](ElementEntered const& e) {
                next_element_ = number(e.id) + 1;
                elements_.push_back({e.id, e.parent, e.node, e.flow, ElementState::Arrived, e.role, e.index, {}});
                if (e.role == ElementRole::Item) ++loop_of(e.parent).started;
            },
            [&](ElementMoved const& e) {
                auto* element = find_element(e.id);
                assert(element && can_move(element->state, e.to));
                element->state = e.to;
            },
            [&](ElementLeft const& e) {
                std::erase_if(elements_, [&](Element const& x) { return x.id == e.id; });
                if (!loops_.empty()) std::erase_if(loops_, [&](Loop const& x) { return x.element == e.id; });
                if (!undoings_.empty()) std::erase_if(undoings_, [&](Undoing const& x) { return x.element == e.id; });
                if (!compensations_.empty())
                    std::erase_if(compensations_, [&](Compensation const& x) { return x.scope == e.id; });
            },
            [&](TaskOpened const& e) {
                auto* element = find_element(e.element);
                assert(element && can_move(element->state, ElementState::Waiting));
                element->state = ElementState::Waiting;
            },
            [&](TaskClosed const& e) {
                if (e.outcome == Outcome::Completed) path_.push_back(e.node);
            },
            [&](VariablesSet const& e) {
                if (e.scope == kRoot) {
                    variables_ = merged(variables_, e.variables);
                } else if (auto* element = find_element(e.scope)) {
                    element->variables = merged(element->variables, e.variables);
                }
            },
            [&](TimerSet const& e) {
                auto& wait = listen(e, WaitKind::Timer);
                wait.due = e.due;
                wait.repeats = e.repeats;
            },
            [&](TimerFired const& e) { close(e.id); },
            [&](TimerCancelled const& e) { close(e.id); },
            [&](MessageAwaited const& e) {
                auto& wait = listen(e, WaitKind::Message);
                wait.name = e.name;
                wait.key = e.key;
            },
            [&](SignalAwaited const& e) { listen(e, WaitKind::Signal).name = e.name; },
            [&](ConditionAwaited const& e) { listen(e, WaitKind::Condition); },
            [&](SubscriptionClosed const& e) { close(e.id); },
            [&](LoopStarted const& e) {
                Loop loop;
                loop.element = e.element;
                loop.items = e.items;
                loop.total = e.total;
                loops_.push_back(std::move(loop));
            },
            [&](LoopItemEnded const& e) {
                auto& loop = loop_of(e.element);
                ++loop.ended;
                if (e.output.is_null() && loop.outputs.empty()) return;
                if (loop.outputs.size() < e.index) loop.outputs.resize(e.index);
                loop.outputs[e.index - 1] = e.output;
            },
            [&](CompensationRecorded const& e) {
                compensations_.push_back({e.scope, e.activity, e.handler});
            },
            [&](CompensationTaken const& e) {
                assert(e.position < compensations_.size());
                compensations_.erase(compensations_.begin() + static_cast<std::ptrdiff_t>(e.position));
            },
            [&](CompensationMoved const& e) {
                for (auto& record : compensations_)
                    if (record.scope == e.from) record.scope = e.to;
            },
            [&](CompensationStarted const& e) {
                undoings_.push_back({e.element, e.scope, e.activity});
            },
            [&](Logged const& e) { log_.push_back(e.word); },
        },
        event);
}

} // namespace alur::runtime
