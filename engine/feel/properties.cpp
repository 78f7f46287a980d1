#include "feel/properties.hpp"

#include "feel/value_rep.hpp"

namespace alur::feel {

namespace {

std::optional<Value> of_day(std::int64_t day, std::string_view name) {
    CivilDate const date = civil_from_days(day);
    if (name == "year") {
        return Value::number(date.year);
    }
    if (name == "month") {
        return Value::number(date.month);
    }
    if (name == "day") {
        return Value::number(date.day);
    }
    if (name == "weekday") {
        return Value::number(iso_weekday(day));
    }
    return std::nullopt;
}

std::optional<Value> of_time(std::int64_t nanos, ZoneMark const& zone, std::optional<std::int64_t> offset,
                             std::string_view name) {
    std::int64_t const seconds = nanos / kNanosPerSecond;
    if (name == "hour") {
        return Value::number(seconds / 3600);
    }
    if (name == "minute") {
        return Value::number(seconds / 60 % 60);
    }
    if (name == "second") {
        return Value::number(seconds % 60);
    }
    if (name == "time offset") {
        return offset ? Access::make_span({*offset, 0}) : Value();
    }
    if (name == "timezone") {
        return zone.kind == ZoneMark::Named ? Value::string(std::string(zone_name(zone.value))) : Value();
    }
    return std::nullopt;
}

std::optional<Value> of_span(Span span, std::string_view name) {
    bool const minus = span.seconds < 0;
    if (minus) {
        span = negated(span).value_or(span);
    }
    std::int64_t const sign = minus ? -1 : 1;
    if (name == "days") {
        return Value::number(sign * (span.seconds / 86'400));
    }
    if (name == "hours") {
        return Value::number(sign * (span.seconds / 3600 % 24));
    }
    if (name == "minutes") {
        return Value::number(sign * (span.seconds / 60 % 60));
    }
    if (name == "seconds") {
        auto const fraction = divide(Decimal(span.nanos), Decimal(kNanosPerSecond)).value_or(Decimal());
        Decimal const all = *add(Decimal(span.seconds % 60), fraction);
        return Value::number(minus ? negated(all) : all);
    }
    return std::nullopt;
}

std::optional<Value> of_range(RangeRep const& range, std::string_view name) {
    if (name == "start") {
        return range.low;
    }
    if (name == "end") {
        return range.high;
    }
    if (name == "start included") {
        return Value::boolean(range.low_included);
    }
    if (name == "end included") {
        return Value::boolean(range.high_included);
    }
    return std::nullopt;
}

} // namespace

std::optional<Value> property_of(Value const& value, std::string_view name) {
    switch (value.kind()) {
    case Kind::Date: {
        auto out = of_day(Access::day(value), name);
        return out ? out : of_time(0, {}, 0, name); // a date counts as its midnight in UTC
    }
    case Kind::DateTime: {
        DayTime const at = Access::date_time(value);
        auto out = of_day(at.day, name);
        return out ? out : of_time(at.nanos, at.zone, offset_of(at), name);
    }
    case Kind::Time: {
        TimeOfDay const time = Access::time(value);
        return of_time(time.nanos, time.zone, offset_of(time), name);
    }
    case Kind::DaysTimeDuration: return of_span(Access::span(value), name);
    case Kind::YearsMonthsDuration:
        if (name == "years") {
            return Value::number(Access::months(value) / 12);
        }
        return name == "months" ? std::optional(Value::number(Access::months(value) % 12)) : std::nullopt;
    case Kind::Range: return of_range(Access::range(value), name);
    default: return std::nullopt;
    }
}

} // namespace alur::feel
