#include "feel/value_rep.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

Truth truth(bool value) { return value ? Truth::True : Truth::False; }

template <class T> int order(T const& a, T const& b) { return a < b ? -1 : (b < a ? 1 : 0); }

/// Milliseconds since an origin, and whether the value is bound to UTC: two are comparable when both are, or neither.
struct Moment {
    bool bound = false;
    std::int64_t seconds = 0;
    std::int64_t millis = 0;
    bool operator<(Moment const& other) const {
        return seconds != other.seconds ? seconds < other.seconds : millis < other.millis;
    }
};

Moment moment_of(Value const& value) {
    Moment out;
    if (value.kind() == Kind::Time) {
        TimeOfDay const time = Access::time(value);
        auto const offset = offset_of(time);
        out = {offset.has_value(), time.nanos / kNanosPerSecond - offset.value_or(0), 0};
        out.millis = time.nanos % kNanosPerSecond / 1'000'000;
        return out;
    }
    DayTime const at = Access::date_time(value);
    auto const offset = offset_of(at);
    out = {offset.has_value(), at.day * 86'400 + at.nanos / kNanosPerSecond - offset.value_or(0), 0};
    out.millis = at.nanos % kNanosPerSecond / 1'000'000;
    return out;
}

Truth equal_lists(Value const& a, Value const& b) {
    auto const left = a.items();
    auto const right = b.items();
    if (left.size() != right.size()) {
        return Truth::False;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (equal(left[i], right[i]) != Truth::True) {
            return Truth::False;
        }
    }
    return Truth::True;
}

Truth equal_contexts(Value const& a, Value const& b) {
    if (a.entries().size() != b.entries().size()) {
        return Truth::False;
    }
    for (auto const& [name, value] : a.entries()) {
        Value const* const other = b.find(name);
        if (other == nullptr || equal(value, *other) != Truth::True) {
            return Truth::False;
        }
    }
    return Truth::True;
}

Truth equal_ranges(Value const& a, Value const& b) {
    RangeRep const& left = Access::range(a);
    RangeRep const& right = Access::range(b);
    return truth(left.low_included == right.low_included && left.high_included == right.high_included &&
                 left.negated == right.negated && left.is_equality == right.is_equality &&
                 equal(left.low, right.low) == Truth::True && equal(left.high, right.high) == Truth::True);
}

} // namespace

Truth equal(Value const& a, Value const& b) {
    if (a.is_null() || b.is_null()) {
        return truth(a.is_null() && b.is_null());
    }
    if (a.kind() != b.kind()) {
        return Truth::Null;
    }
    switch (a.kind()) {
    case Kind::Null: return Truth::True;
    case Kind::Boolean: return truth(a.is_true() == b.is_true());
    case Kind::Number: return truth(Access::number(a) == Access::number(b));
    case Kind::String: return truth(Access::text(a) == Access::text(b));
    case Kind::Date: return truth(Access::day(a) == Access::day(b));
    case Kind::Time:
    case Kind::DateTime: {
        Moment const left = moment_of(a);
        Moment const right = moment_of(b);
        return truth(left.bound == right.bound && !(left < right) && !(right < left));
    }
    case Kind::DaysTimeDuration: return truth(Access::span(a) == Access::span(b));
    case Kind::YearsMonthsDuration: return truth(Access::months(a) == Access::months(b));
    case Kind::List: return equal_lists(a, b);
    case Kind::Context: return equal_contexts(a, b);
    case Kind::Range: return equal_ranges(a, b);
    case Kind::Function: break;
    }
    return truth(Access::rep(a) == Access::rep(b));
}

std::optional<int> compare(Value const& a, Value const& b) {
    if (a.kind() != b.kind()) {
        return std::nullopt;
    }
    switch (a.kind()) {
    case Kind::Number: {
        auto const way = Access::number(a) <=> Access::number(b);
        return way < 0 ? -1 : (way > 0 ? 1 : 0);
    }
    case Kind::String: // UTF-8 keeps the order of code points
        return order(Access::text(a), Access::text(b));
    case Kind::Date: return order(Access::day(a), Access::day(b));
    case Kind::Time:
    case Kind::DateTime: {
        Moment const left = moment_of(a);
        Moment const right = moment_of(b);
        return left.bound == right.bound ? std::optional(order(left, right)) : std::nullopt;
    }
    case Kind::DaysTimeDuration: return order(Access::span(a), Access::span(b));
    case Kind::YearsMonthsDuration: return order(Access::months(a), Access::months(b));
    default: return std::nullopt;
    }
}

bool identical(Value const& a, Value const& b) {
    if (a.kind() != b.kind()) {
        return false;
    }
    switch (a.kind()) {
    case Kind::Time: {
        TimeOfDay const left = Access::time(a);
        TimeOfDay const right = Access::time(b);
        return left.nanos == right.nanos && left.zone == right.zone;
    }
    case Kind::DateTime: {
        DayTime const left = Access::date_time(a);
        DayTime const right = Access::date_time(b);
        return left.day == right.day && left.nanos == right.nanos && left.zone == right.zone;
    }
    case Kind::List:
        return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), identical);
    default: return equal(a, b) == Truth::True;
    }
}

} // namespace alur::feel
