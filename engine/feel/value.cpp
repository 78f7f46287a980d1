#include "feel/value.hpp"

#include "feel/value_rep.hpp"

#include <algorithm>
#include <cassert>

namespace alur::feel {

namespace {

constexpr std::size_t kSmallContext = 12;

std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2'166'136'261U;
    for (char const c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    }
    return hash ^ (hash >> 15U);
}

void build_index(ContextRep& rep) {
    std::size_t size = 1;
    while (size < rep.entries.size() * 2) {
        size *= 2;
    }
    rep.index.assign(size, 0);
    for (std::size_t i = 0; i < rep.entries.size(); ++i) {
        std::size_t at = hash_of(rep.entries[i].first) & (size - 1);
        while (rep.index[at] != 0) {
            at = (at + 1) & (size - 1);
        }
        rep.index[at] = static_cast<std::uint32_t>(i + 1);
    }
}

void merge_duplicates(std::vector<Value::Entry>& entries) {
    for (std::size_t i = 1; i < entries.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (entries[j].first == entries[i].first) {
                entries[j].second = std::move(entries[i].second);
                entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
                --i;
                break;
            }
        }
    }
}

/// For large contexts: by sorting, so that many entries cost no more than n log n.
void merge_duplicates_large(std::vector<Value::Entry>& entries) {
    std::vector<std::size_t> order(entries.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return entries[a].first < entries[b].first; });
    std::vector<bool> drop(entries.size(), false);
    bool any = false;
    for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
        if (entries[order[i]].first == entries[order[first]].first) {
            entries[order[first]].second = std::move(entries[order[i]].second);
            drop[order[i]] = any = true;
        } else {
            first = i;
        }
    }
    if (any) {
        std::vector<Value::Entry> kept;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!drop[i]) {
                kept.push_back(std::move(entries[i]));
            }
        }
        entries = std::move(kept);
    }
}

} // namespace

void Value::retain() const noexcept { Access::rep(*this)->count.fetch_add(1, std::memory_order_relaxed); }

void Value::release() noexcept {
    Rep* const rep = Access::rep(*this);
    if (rep->count.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete rep;
    }
}

Value Value::boolean(bool value) {
    Value out;
    out.kind_ = Kind::Boolean;
    out.a_ = value ? 1 : 0;
    return out;
}

Value Value::number(std::int64_t value) { return Access::make_number(Decimal(value)); }
Value Value::number(Decimal value) { return Access::make_number(value); }
Value Value::string(std::string value) { return Access::adopt(new StringRep(std::move(value))); }
Value Value::date(Day day) { return Access::make_date(day.time_since_epoch().count()); }

Value Value::date_time(Instant instant, ZoneOffset zone) {
    auto const local = instant.time_since_epoch() + zone.value;
    auto const day = std::chrono::floor<std::chrono::days>(local);
    auto const offset = std::chrono::duration_cast<std::chrono::seconds>(zone.value).count();
    return Access::make_date_time({day.count(),
                                   std::chrono::nanoseconds(local - day).count(),
                                   {ZoneMark::Offset, static_cast<std::int32_t>(offset)}});
}

Value Value::days_time_duration(std::int64_t seconds) { return Access::make_span({seconds, 0}); }
Value Value::years_months_duration(std::int64_t months) { return Access::make_months(months); }

Value Value::list(std::vector<Value> items) {
    std::int32_t depth = 0;
    std::uint64_t weight = 1;
    for (Value const& item : items) {
        depth = std::max(depth, Access::depth(item));
        weight += Access::weight(item);
    }
    if (depth >= kMaxDepth || weight > kMaxWeight) {
        return {};
    }
    auto* rep = new ListRep(std::move(items));
    rep->weight = static_cast<std::uint32_t>(weight);
    return Access::adopt(rep, depth + 1);
}

Value Value::context(std::vector<Entry> entries) {
    if (entries.size() <= kSmallContext) {
        merge_duplicates(entries);
    } else {
        merge_duplicates_large(entries);
    }
    std::int32_t depth = 0;
    std::uint64_t weight = 1;
    bool holds_function = false;
    for (Entry const& entry : entries) {
        depth = std::max(depth, Access::depth(entry.second));
        weight += Access::weight(entry.second);
        holds_function = holds_function || entry.second.kind() == Kind::Function;
    }
    if (depth >= kMaxDepth || weight > kMaxWeight) {
        return {};
    }
    auto* rep = new ContextRep(std::move(entries));
    rep->weight = static_cast<std::uint32_t>(weight);
    rep->holds_function = holds_function;
    if (rep->entries.size() > kSmallContext) {
        build_index(*rep);
    }
    return Access::adopt(rep, depth + 1);
}

Value Value::function(std::string name, std::vector<std::string> parameters,
                      std::function<Value(std::span<Value const>)> body) {
    auto* rep = new FunctionRep;
    rep->name = std::move(name);
    rep->parameters = std::move(parameters);
    rep->body = std::move(body);
    return Access::adopt(rep, 1);
}

bool Value::as_boolean() const {
    assert(kind_ == Kind::Boolean);
    return a_ != 0;
}

Decimal Value::as_number() const {
    assert(kind_ == Kind::Number);
    return Access::number(*this);
}

std::string_view Value::as_string() const {
    assert(kind_ == Kind::String);
    return Access::text(*this);
}

Day Value::as_day() const {
    assert(kind_ == Kind::Date || kind_ == Kind::DateTime);
    return Day(std::chrono::days(static_cast<std::chrono::days::rep>(a_)));
}

Instant Value::as_instant(ZoneOffset zone) const {
    assert(kind_ == Kind::Date || kind_ == Kind::DateTime);
    if (kind_ == Kind::Date) {
        return Instant(std::chrono::days(static_cast<std::chrono::days::rep>(a_))) - zone.value;
    }
    DayTime const value = Access::date_time(*this);
    auto const offset = offset_of(value);
    auto const local = Instant(std::chrono::days(static_cast<std::chrono::days::rep>(value.day))) +
                       std::chrono::milliseconds(value.nanos / 1'000'000);
    return offset ? local - std::chrono::seconds(*offset) : local - zone.value;
}

std::span<Value const> Value::items() const {
    assert(kind_ == Kind::List);
    return Access::items(*this);
}

std::span<Value::Entry const> Value::entries() const {
    assert(kind_ == Kind::Context);
    return Access::context(*this).entries;
}

std::optional<std::int64_t> Value::as_integer() const {
    return kind_ == Kind::Number ? Access::number(*this).to_integer() : std::nullopt;
}

Value const* Value::find(std::string_view name) const {
    if (kind_ != Kind::Context) {
        return nullptr;
    }
    ContextRep const& rep = Access::context(*this);
    if (rep.index.empty()) {
        for (Entry const& entry : rep.entries) {
            if (entry.first == name) {
                return &entry.second;
            }
        }
        return nullptr;
    }
    std::size_t const mask = rep.index.size() - 1;
    for (std::size_t at = hash_of(name) & mask; rep.index[at] != 0; at = (at + 1) & mask) {
        Entry const& entry = rep.entries[rep.index[at] - 1];
        if (entry.first == name) {
            return &entry.second;
        }
    }
    return nullptr;
}

Value Value::at_path(std::string_view dotted) const {
    Value const* at = this;
    while (at != nullptr) {
        auto const dot = dotted.find('.');
        at = at->find(dotted.substr(0, dot));
        if (dot == std::string_view::npos) {
            break;
        }
        dotted.remove_prefix(dot + 1);
    }
    return at != nullptr ? *at : Value();
}

Value Value::with(std::string name, Value value) const {
    std::vector<Entry> all;
    if (kind_ == Kind::Context) {
        all = Access::context(*this).entries;
    }
    for (Entry& entry : all) {
        if (entry.first == name) {
            entry.second = std::move(value);
            return context(std::move(all));
        }
    }
    all.emplace_back(std::move(name), std::move(value));
    return context(std::move(all));
}

bool Value::equals(Value const& other) const { return equal(*this, other) == Truth::True; }

std::string_view kind_name(Kind kind) {
    switch (kind) {
    case Kind::Null: return "null";
    case Kind::Boolean: return "boolean";
    case Kind::Number: return "number";
    case Kind::String: return "string";
    case Kind::Date: return "date";
    case Kind::Time: return "time";
    case Kind::DateTime: return "date and time";
    case Kind::DaysTimeDuration: return "days and time duration";
    case Kind::YearsMonthsDuration: return "years and months duration";
    case Kind::List: return "list";
    case Kind::Context: return "context";
    case Kind::Range: return "range";
    case Kind::Function: break;
    }
    return "function";
}

} // namespace alur::feel
