#include "runtime/codec.hpp"

#include "feel/json.hpp"
#include "runtime/wire.hpp"

namespace alur::runtime {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr int kMostDepth = 120;

enum class Tag : std::uint8_t { Null, False, True, Integer, String, Date, List, Context, Json };

void put(Writer& w, feel::Value const& value) {
    switch (value.kind()) {
    case feel::Kind::Null:
    case feel::Kind::Function: w.byte(static_cast<std::uint8_t>(Tag::Null)); return;
    case feel::Kind::Boolean: w.byte(static_cast<std::uint8_t>(value.as_boolean() ? Tag::True : Tag::False)); return;
    case feel::Kind::Number:
        if (auto const whole = value.as_integer()) {
            w.byte(static_cast<std::uint8_t>(Tag::Integer));
            w.signed_number(*whole);
            return;
        }
        break;
    case feel::Kind::String:
        w.byte(static_cast<std::uint8_t>(Tag::String));
        w.text(value.as_string());
        return;
    case feel::Kind::Date:
        w.byte(static_cast<std::uint8_t>(Tag::Date));
        w.signed_number(value.as_day().time_since_epoch().count());
        return;
    case feel::Kind::List:
        w.byte(static_cast<std::uint8_t>(Tag::List));
        w.number(value.items().size());
        for (auto const& item : value.items()) put(w, item);
        return;
    case feel::Kind::Context:
        w.byte(static_cast<std::uint8_t>(Tag::Context));
        w.number(value.entries().size());
        for (auto const& [name, entry] : value.entries()) {
            w.text(name);
            put(w, entry);
        }
        return;
    default: break;
    }
    w.byte(static_cast<std::uint8_t>(Tag::Json));
    w.text(feel::to_json(value));
}

feel::Value get_value(Reader& r, int depth = 0) {
    if (depth > kMostDepth) {
        r.damage();
        return {};
    }
    switch (static_cast<Tag>(r.byte())) {
    case Tag::Null: return {};
    case Tag::False: return feel::Value::boolean(false);
    case Tag::True: return feel::Value::boolean(true);
    case Tag::Integer: return feel::Value::number(r.signed_number());
    case Tag::String: return feel::Value::string(r.text());
    case Tag::Date: {
        auto const days = r.signed_number();
        if (days < -800'000'000 || days > 800'000'000) r.damage();
        return r.ok() ? feel::Value::date(Day(std::chrono::days(days))) : feel::Value();
    }
    case Tag::List: {
        auto const count = r.count();
        std::vector<feel::Value> items;
        items.reserve(count);
        for (std::size_t i = 0; i < count && r.ok(); ++i) items.push_back(get_value(r, depth + 1));
        return feel::Value::list(std::move(items));
    }
    case Tag::Context: {
        auto const count = r.count();
        std::vector<feel::Value::Entry> entries;
        entries.reserve(count);
        for (std::size_t i = 0; i < count && r.ok(); ++i) {
            auto name = r.text();
            entries.emplace_back(std::move(name), get_value(r, depth + 1));
        }
        return feel::Value::context(std::move(entries));
    }
    case Tag::Json: {
        auto const parsed = feel::from_json(r.text());
        if (!parsed) r.damage();
        return parsed ? *parsed : feel::Value();
    }
    }
    r.damage();
    return {};
}

// One visitor writes, the other reads; each event lists its fields once.
struct Write {
    Writer& w;
    void operator()(std::uint8_t v) { w.byte(v); }
    void operator()(std::uint16_t v) { w.number(static_cast<std::uint16_t>(v + 1)); } // kNone becomes 0
    void operator()(std::uint32_t v) { w.number(v); }
    void operator()(std::int32_t v) { w.signed_number(v); }
    void operator()(ElementId v) { w.number(number(v)); }
    void operator()(WaitId v) { w.number(number(v)); }
    void operator()(Instant v) { w.signed_number(v.time_since_epoch().count()); }
    void operator()(std::string const& v) { w.text(v); }
    void operator()(feel::Value const& v) { put(w, v); }
    template <class E>
    requires std::is_enum_v<E>
    void operator()(E v) { w.byte(static_cast<std::uint8_t>(v)); }
};

struct Read {
    Reader& r;
    void operator()(std::uint8_t& v) { v = r.byte(); }
    void operator()(std::uint16_t& v) { v = static_cast<std::uint16_t>(r.number() - 1); }
    void operator()(std::uint32_t& v) { v = static_cast<std::uint32_t>(r.number()); }
    void operator()(std::int32_t& v) { v = static_cast<std::int32_t>(r.signed_number()); }
    void operator()(ElementId& v) { v = ElementId{static_cast<std::uint32_t>(r.number())}; }
    void operator()(WaitId& v) { v = WaitId{static_cast<std::uint32_t>(r.number())}; }
    void operator()(Instant& v) { v = Instant(std::chrono::milliseconds(r.signed_number())); }
    void operator()(std::string& v) { v = r.text(); }
    void operator()(feel::Value& v) { v = get_value(r); }
    template <class E>
    requires std::is_enum_v<E>
    void operator()(E& v) { v = static_cast<E>(r.byte()); }
};

template <class F, class... Xs> void each(F& f, Xs&... xs) { (f(xs), ...); }

template <class F> void fields(F& f, auto& e) {
    using E = std::remove_cvref_t<decltype(e)>;
    if constexpr (std::is_same_v<E, InstanceStarted>) each(f, e.process, e.variables);
    if constexpr (std::is_same_v<E, InstanceEnded>) each(f, e.ending, e.node, e.code);
    if constexpr (std::is_same_v<E, StateChanged>) each(f, e.state);
    if constexpr (std::is_same_v<E, ElementEntered>) each(f, e.id, e.parent, e.node, e.flow, e.role, e.index);
    if constexpr (std::is_same_v<E, ElementMoved>) each(f, e.id, e.to);
    if constexpr (std::is_same_v<E, ElementLeft>) each(f, e.id, e.node, e.outcome);
    if constexpr (std::is_same_v<E, TaskOpened>) each(f, e.element, e.node, e.roles, e.assignee, e.due);
    if constexpr (std::is_same_v<E, TaskClosed>) each(f, e.element, e.node, e.outcome);
    if constexpr (std::is_same_v<E, VariablesSet>) each(f, e.scope, e.variables);
    if constexpr (std::is_same_v<E, TimerSet>) each(f, e.id, e.element, e.node, e.trigger, e.due, e.repeats);
    if constexpr (std::is_same_v<E, TimerFired> || std::is_same_v<E, TimerCancelled> ||
                  std::is_same_v<E, SubscriptionClosed>)
        each(f, e.id);
    if constexpr (std::is_same_v<E, MessageAwaited>) each(f, e.id, e.element, e.node, e.trigger, e.name, e.key);
    if constexpr (std::is_same_v<E, SignalAwaited>) each(f, e.id, e.element, e.node, e.trigger, e.name);
    if constexpr (std::is_same_v<E, ConditionAwaited>) each(f, e.id, e.element, e.node, e.trigger);
    if constexpr (std::is_same_v<E, LoopStarted>) each(f, e.element, e.items, e.total);
    if constexpr (std::is_same_v<E, LoopItemEnded>) each(f, e.element, e.index, e.output);
    if constexpr (std::is_same_v<E, CompensationRecorded>) each(f, e.scope, e.activity, e.handler);
    if constexpr (std::is_same_v<E, CompensationTaken>) each(f, e.position);
    if constexpr (std::is_same_v<E, CompensationMoved>) each(f, e.from, e.to);
    if constexpr (std::is_same_v<E, CompensationStarted>) each(f, e.element, e.scope, e.activity);
    if constexpr (std::is_same_v<E, Logged>) each(f, e.word);
    if constexpr (std::is_same_v<E, Element>)
        each(f, e.id, e.parent, e.node, e.flow, e.state, e.role, e.index, e.variables);
    if constexpr (std::is_same_v<E, Wait>)
        each(f, e.id, e.element, e.node, e.trigger, e.kind, e.due, e.repeats, e.name, e.key);
    if constexpr (std::is_same_v<E, Compensation>) each(f, e.scope, e.activity, e.handler);
    if constexpr (std::is_same_v<E, Undoing>) each(f, e.element, e.scope, e.activity);
    if constexpr (std::is_same_v<E, Loop>) each(f, e.element, e.items, e.total, e.started, e.ended);
}

template <std::size_t I = 0> Event read_event(Reader& r, std::size_t index) {
    if constexpr (I < std::variant_size_v<Event>) {
        if (index != I) return read_event<I + 1>(r, index);
        std::variant_alternative_t<I, Event> event{};
        Read read{r};
        fields(read, event);
        return event;
    } else {
        r.damage();
        return Logged{};
    }
}

template <class T> void put_all(Writer& w, std::vector<T> const& items) {
    Write write{w};
    w.number(items.size());
    for (auto const& item : items) fields(write, item);
}

template <class T> void get_all(Reader& r, std::vector<T>& items) {
    Read read{r};
    auto const count = r.count();
    items.reserve(count);
    for (std::size_t i = 0; i < count && r.ok(); ++i) fields(read, items.emplace_back());
}

Error damaged() { return invalid("data tersimpan rusak atau dari versi program yang lain"); }

} // namespace

/// Sees the private parts of an instance, to write and read them.
struct InstanceCodec {
    static void write(Writer& w, Instance const& i) {
        Write write{w};
        write(i.process_);
        w.byte(i.ending_ ? static_cast<std::uint8_t>(1 + static_cast<int>(*i.ending_)) : std::uint8_t{0});
        each(write, i.error_node_, i.next_element_, i.next_wait_, i.variables_, i.state_, i.error_code_);
        w.number(i.path_.size());
        for (auto const node : i.path_) write(node);
        put_all(w, i.elements_);
        put_all(w, i.waits_);
        put_all(w, i.loops_);
        for (auto const& loop : i.loops_) {
            w.number(loop.outputs.size());
            for (auto const& output : loop.outputs) put(w, output);
        }
        put_all(w, i.compensations_);
        put_all(w, i.undoings_);
        w.number(i.log_.size());
        for (auto const& word : i.log_) w.text(word);
    }
    static void read(Reader& r, Instance& i) {
        Read read{r};
        read(i.process_);
        auto const ending = r.byte();
        if (ending > 3) r.damage();
        if (ending > 0) i.ending_ = static_cast<Ending>(ending - 1);
        each(read, i.error_node_, i.next_element_, i.next_wait_, i.variables_, i.state_, i.error_code_);
        i.path_.resize(r.count());
        for (auto& node : i.path_) read(node);
        get_all(r, i.elements_);
        get_all(r, i.waits_);
        get_all(r, i.loops_);
        for (auto& loop : i.loops_) {
            loop.outputs.resize(r.count());
            for (auto& output : loop.outputs) output = get_value(r);
        }
        get_all(r, i.compensations_);
        get_all(r, i.undoings_);
        auto const words = r.count();
        for (std::size_t n = 0; n < words && r.ok(); ++n) i.log_.push_back(r.text());
    }
};

void encode(std::span<Event const> events, std::string& out) {
    Writer w(out);
    w.byte(kVersion);
    w.number(events.size());
    Write write{w};
    for (auto const& event : events) {
        w.byte(static_cast<std::uint8_t>(event.index()));
        std::visit([&](auto const& e) { fields(write, e); }, event);
    }
}

Result<std::vector<Event>> decode_events(std::string_view bytes) {
    Reader r(bytes);
    if (r.byte() != kVersion) return damaged();
    auto const count = r.count();
    std::vector<Event> events;
    events.reserve(count);
    for (std::size_t i = 0; i < count && r.ok(); ++i) events.push_back(read_event(r, r.byte()));
    if (!r.at_end()) return damaged();
    return events;
}

void encode(Instance const& instance, std::string& out) {
    Writer w(out);
    w.byte(kVersion);
    InstanceCodec::write(w, instance);
}

Result<Instance> decode_instance(std::string_view bytes) {
    Reader r(bytes);
    if (r.byte() != kVersion) return damaged();
    Instance instance;
    InstanceCodec::read(r, instance);
    if (!r.at_end()) return damaged();
    return instance;
}

void encode(feel::Value const& value, std::string& out) {
    Writer w(out);
    w.byte(kVersion);
    put(w, value);
}

Result<feel::Value> decode_value(std::string_view bytes) {
    Reader r(bytes);
    if (r.byte() != kVersion) return damaged();
    auto value = get_value(r);
    if (!r.at_end()) return damaged();
    return value;
}

} // namespace alur::runtime
