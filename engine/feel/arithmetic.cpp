#include "feel/arithmetic.hpp"

namespace alur::feel {

namespace {

std::string_view symbol(Op op) {
    switch (op) {
    case Op::Add: return "+";
    case Op::Subtract: return "-";
    case Op::Multiply: return "*";
    case Op::Divide: return "/";
    default: return "**";
    }
}

Value mismatch(Op op, Value const& a, Value const& b, std::string& why) {
    why = std::string(kind_name(a.kind())) + " " + std::string(symbol(op)) + " " + std::string(kind_name(b.kind())) +
          " tidak dapat dihitung";
    return {};
}

Value checked(std::optional<Decimal> const& number, std::string& why) {
    if (!number) {
        why = "hasil hitungan bukan bilangan (dibagi nol atau terlalu besar)";
        return {};
    }
    return Value::number(*number);
}

Value numbers(Op op, Decimal a, Decimal b, std::string& why) {
    switch (op) {
    case Op::Add: return checked(add(a, b), why);
    case Op::Subtract: return checked(subtract(a, b), why);
    case Op::Multiply: return checked(multiply(a, b), why);
    case Op::Divide: return checked(divide(a, b), why);
    default: return checked(power(a, b), why);
    }
}

Decimal nanos_of(Span span) {
    return *add(*multiply(Decimal(span.seconds), Decimal(kNanosPerSecond)), Decimal(span.nanos));
}

/// A span of so many nanoseconds, cut towards zero.
std::optional<Span> span_of(std::optional<Decimal> const& nanos) {
    if (!nanos) {
        return std::nullopt;
    }
    Decimal const whole = rounded(*nanos, 0, Rounding::Down);
    auto const rest = modulo(whole, Decimal(kNanosPerSecond));
    auto const seconds = divide(*subtract(whole, *rest), Decimal(kNanosPerSecond));
    auto const s = seconds ? seconds->to_integer() : std::nullopt;
    auto const n = rest->to_integer();
    if (!s || !n) {
        return std::nullopt;
    }
    return Span{*s, *n};
}

std::optional<std::int64_t> months_of(std::optional<Decimal> const& months) {
    return months ? rounded(*months, 0, Rounding::Down).to_integer() : std::nullopt;
}

template <class T, class Make> Value made(std::optional<T> const& value, Make make, std::string& why) {
    if (!value) {
        why = "hasil hitungan di luar jangkauan kalender";
        return {};
    }
    return make(*value);
}

std::int64_t seconds_of(DayTime const& at) { return at.day * 86'400 + at.nanos / kNanosPerSecond; }

/// In a named zone a span is added to the instant, so that the clock may change in between.
std::optional<DayTime> shifted(DayTime const& at, Span span) {
    if (at.zone.kind != ZoneMark::Named) {
        return add_span(at, span);
    }
    std::int64_t const before = zone_offset_of_local(at.zone.value, seconds_of(at));
    auto const utc = add_span(at, {span.seconds - before, span.nanos});
    return utc ? add_span(*utc, {zone_offset_at(at.zone.value, seconds_of(*utc)), 0}) : utc;
}

Value plus_span(Value const& at, Span span, std::string& why) {
    switch (at.kind()) {
    case Kind::Date: {
        auto const sum = add_span({Access::day(at), 0, {}}, span);
        return made(
            sum, [](DayTime const& v) { return Access::make_date(v.day); }, why);
    }
    case Kind::DateTime: return made(shifted(Access::date_time(at), span), Access::make_date_time, why);
    default: {
        TimeOfDay const time = Access::time(at);
        auto const sum = add_span({0, time.nanos, {}}, {span.seconds % 86'400, span.nanos});
        return Access::make_time({sum ? sum->nanos : 0, time.zone});
    }
    }
}

Value plus_months(Value const& at, std::int64_t months, std::string& why) {
    if (at.kind() == Kind::Date) {
        return made(add_months(Access::day(at), months), Access::make_date, why);
    }
    DayTime const value = Access::date_time(at);
    auto const day = add_months(value.day, months);
    return made(
        day,
        [&](std::int64_t d) {
            return Access::make_date_time({d, value.nanos, value.zone});
        },
        why);
}

bool is_moment(Kind kind) { return kind == Kind::Date || kind == Kind::DateTime; }

Value difference(Value const& a, Value const& b, std::string& why) {
    if (a.kind() == Kind::Time) {
        TimeOfDay const left = Access::time(a);
        TimeOfDay const right = Access::time(b);
        auto const from = offset_of(left);
        auto const to = offset_of(right);
        if (from.has_value() != to.has_value()) {
            why = "jam dengan zona waktu dan jam tanpa zona waktu tidak dapat dikurangkan";
            return {};
        }
        return Access::make_span(floor_seconds(to.value_or(0) - from.value_or(0), left.nanos - right.nanos));
    }
    auto const left = as_date_time(a);
    auto const right = as_date_time(b);
    bool const bare = a.kind() == Kind::Date && b.kind() == Kind::Date;
    auto const from = offset_of(*left);
    auto const to = offset_of(*right);
    if (!bare && from.has_value() != to.has_value()) {
        why = "waktu dengan zona dan waktu tanpa zona tidak dapat dikurangkan";
        return {};
    }
    std::int64_t const days = left->day - right->day;
    return Access::make_span(
        floor_seconds(days * 86'400 - from.value_or(0) + to.value_or(0), left->nanos - right->nanos));
}

Value durations(Op op, Value const& a, Value const& b, std::string& why) {
    bool const spans = a.kind() == Kind::DaysTimeDuration;
    if (op == Op::Divide) {
        Decimal const left = spans ? nanos_of(Access::span(a)) : Decimal(Access::months(a));
        Decimal const right = spans ? nanos_of(Access::span(b)) : Decimal(Access::months(b));
        return checked(divide(left, right), why);
    }
    if (spans) {
        auto const other = op == Op::Add ? std::optional(Access::span(b)) : negated(Access::span(b));
        return made(other ? add(Access::span(a), *other) : other, Access::make_span, why);
    }
    auto const months = numbers(op, Decimal(Access::months(a)), Decimal(Access::months(b)), why).as_integer();
    return made(months, Access::make_months, why);
}

Value scaled(Op op, Value const& duration, Decimal by, std::string& why) {
    auto const apply = [&](Decimal amount) { return op == Op::Multiply ? multiply(amount, by) : divide(amount, by); };
    if (duration.kind() == Kind::DaysTimeDuration) {
        return made(span_of(apply(nanos_of(Access::span(duration)))), Access::make_span, why);
    }
    return made(months_of(apply(Decimal(Access::months(duration)))), Access::make_months, why);
}

} // namespace

std::optional<DayTime> as_date_time(Value const& value) {
    if (value.kind() == Kind::Date) {
        return DayTime{Access::day(value), 0, {ZoneMark::Offset, 0}};
    }
    return value.kind() == Kind::DateTime ? std::optional(Access::date_time(value)) : std::nullopt;
}

Value arithmetic(Op op, Value const& a, Value const& b, std::string& why) {
    Kind const left = a.kind();
    Kind const right = b.kind();
    if (left == Kind::Number && right == Kind::Number) {
        return numbers(op, Access::number(a), Access::number(b), why);
    }
    bool const left_duration = left == Kind::DaysTimeDuration || left == Kind::YearsMonthsDuration;
    bool const right_duration = right == Kind::DaysTimeDuration || right == Kind::YearsMonthsDuration;
    if (op == Op::Add || op == Op::Subtract) {
        if (op == Op::Add && left == Kind::String && right == Kind::String) {
            return Value::string(Access::text(a) + Access::text(b));
        }
        if (left_duration && left == right) {
            return durations(op, a, b, why);
        }
        if (op == Op::Subtract && ((is_moment(left) && is_moment(right)) || (left == Kind::Time && right == left))) {
            return difference(a, b, why);
        }
        if (op == Op::Add && left_duration && (is_moment(right) || right == Kind::Time)) {
            return arithmetic(op, b, a, why);
        }
        if (right == Kind::DaysTimeDuration && (is_moment(left) || left == Kind::Time)) {
            auto const span = op == Op::Add ? std::optional(Access::span(b)) : negated(Access::span(b));
            return span ? plus_span(a, *span, why) : mismatch(op, a, b, why);
        }
        if (right == Kind::YearsMonthsDuration && is_moment(left)) {
            return plus_months(a, op == Op::Add ? Access::months(b) : -Access::months(b), why);
        }
        return mismatch(op, a, b, why);
    }
    if (op == Op::Multiply || op == Op::Divide) {
        if (left_duration && right == Kind::Number) {
            return scaled(op, a, Access::number(b), why);
        }
        if (op == Op::Multiply && left == Kind::Number && right_duration) {
            return scaled(op, b, Access::number(a), why);
        }
        if (op == Op::Divide && left_duration && left == right) {
            return durations(op, a, b, why);
        }
    }
    return mismatch(op, a, b, why);
}

Value negate(Value const& value, std::string& why) {
    switch (value.kind()) {
    case Kind::Number: return Value::number(negated(Access::number(value)));
    case Kind::DaysTimeDuration: return made(negated(Access::span(value)), Access::make_span, why);
    case Kind::YearsMonthsDuration: return Access::make_months(-Access::months(value));
    default:
        why = "tanda minus hanya untuk bilangan dan lama waktu, bukan " + std::string(kind_name(value.kind()));
        return {};
    }
}

} // namespace alur::feel
