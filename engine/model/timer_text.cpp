#include "model/timer_text.hpp"

#include "core/text.hpp"

#include <charconv>

namespace alur::model {

namespace {

constexpr std::int64_t kMost = 1'000'000'000;

/// A number with a unit: `10S`, `1.5H`. The rest of the text moves on.
struct Part {
    std::int64_t whole = 0;
    std::int64_t thousandths = 0;
    char unit = 0;
};

std::optional<Part> next_part(std::string_view& text) {
    Part part;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), part.whole);
    if (error != std::errc{} || part.whole < 0 || part.whole > kMost || text.front() == '-') return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
        text.remove_prefix(1);
        std::int64_t scale = 100;
        if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            part.thousandths += scale * (text.front() - '0');
            scale /= 10;
            text.remove_prefix(1);
        }
    }
    if (text.empty()) return std::nullopt;
    part.unit = text.front();
    text.remove_prefix(1);
    return part;
}

std::int64_t unit_length(char unit, bool time) {
    switch (unit) {
    case 'W': return time ? 0 : 7LL * 86'400'000;
    case 'D': return time ? 0 : 86'400'000;
    case 'H': return time ? 3'600'000 : 0;
    case 'M': return time ? 60'000 : 0;
    case 'S': return time ? 1000 : 0;
    default: return 0;
    }
}

} // namespace

std::optional<Span> parse_span(std::string_view text) {
    auto const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (!text.starts_with('P')) return std::nullopt;
    text.remove_prefix(1);
    Span span;
    bool time = false;
    bool any = false;
    while (!text.empty()) {
        if (text.front() == 'T' && !time) {
            time = true;
            text.remove_prefix(1);
            if (text.empty()) return std::nullopt;
            continue;
        }
        auto const part = next_part(text);
        if (!part) return std::nullopt;
        any = true;
        if (!time && (part->unit == 'Y' || part->unit == 'M')) {
            if (part->thousandths != 0) return std::nullopt;
            span.months += part->whole * (part->unit == 'Y' ? 12 : 1);
            continue;
        }
        auto const length = unit_length(part->unit, time);
        if (length == 0 || part->whole > 1'000'000'000'000'000 / length) return std::nullopt;
        span.rest += std::chrono::milliseconds(part->whole * length + part->thousandths * length / 1000);
    }
    if (!any || span.months > 120'000) return std::nullopt;
    if (negative) {
        span.months = -span.months;
        span.rest = -span.rest;
    }
    return span;
}

Instant add(Instant start, Span const& span, ZoneOffset zone) {
    if (span.months == 0) return start + span.rest;
    auto const local = start + zone.value;
    auto const day = std::chrono::floor<std::chrono::days>(local);
    auto const time = local - day;
    auto const date = std::chrono::year_month_day(day) + std::chrono::months(span.months);
    auto const last = std::chrono::year_month_day_last(date.year(), std::chrono::month_day_last(date.month()));
    auto const moved = date.ok() ? std::chrono::sys_days(date) : std::chrono::sys_days(last);
    return Instant(moved.time_since_epoch()) + time - zone.value + span.rest;
}

std::optional<Cycle> parse_cycle(std::string_view text, ZoneOffset zone) {
    Cycle cycle;
    auto parts = split(text, '/');
    if (parts.size() > 1 || text.starts_with('R')) {
        auto const& repeat = parts.front();
        if (!repeat.starts_with('R')) return std::nullopt;
        if (repeat.size() > 1) {
            auto const [end, error] = std::from_chars(repeat.data() + 1, repeat.data() + repeat.size(), cycle.times);
            if (error != std::errc{} || end != repeat.data() + repeat.size() || cycle.times < -1) return std::nullopt;
        }
        parts.erase(parts.begin());
    }
    if (parts.size() == 2) {
        auto const start = parse_instant(parts.front(), zone);
        if (!start) return std::nullopt;
        cycle.start = *start;
        parts.erase(parts.begin());
    }
    if (parts.size() != 1) return std::nullopt;
    auto const every = parse_span(parts.front());
    if (!every || every->months < 0 || every->rest.count() < 0 || (every->months == 0 && every->rest.count() == 0))
        return std::nullopt;
    cycle.every = *every;
    return cycle;
}

std::optional<Instant> instant_of(feel::Value const& value, Instant now, ZoneOffset zone) {
    switch (value.kind()) {
    case feel::Kind::Date: return at(value.as_day(), std::chrono::minutes{0}, zone);
    case feel::Kind::DateTime: return value.as_instant(zone);
    case feel::Kind::String:
    case feel::Kind::DaysTimeDuration:
    case feel::Kind::YearsMonthsDuration: {
        auto const text = feel::to_text(value);
        if (auto const span = parse_span(text)) return add(now, *span, zone);
        auto const parsed = parse_instant(text, zone);
        if (parsed) return *parsed;
        return std::nullopt;
    }
    default: return std::nullopt;
    }
}

} // namespace alur::model
