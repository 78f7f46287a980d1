#pragma once
#include "core/time.hpp"
#include "feel/value.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace alur::model {

/// A length of time as ISO 8601 writes it; months keep to the calendar.
struct Span {
    std::int64_t months = 0;
    std::chrono::milliseconds rest{};
};

/// `PT5S`, `P1DT2H`, `P1Y2M`, `P2W`, with a leading minus. Nothing when it is none.
std::optional<Span> parse_span(std::string_view text);
Instant add(Instant start, Span const& span, ZoneOffset zone);

/// `R3/PT10S`, `R/2026-01-01T00:00:00Z/P1D`, `PT1H` (without end).
struct Cycle {
    std::int32_t times = -1; ///< -1: without end
    std::optional<Instant> start;
    Span every;
};
std::optional<Cycle> parse_cycle(std::string_view text, ZoneOffset zone);

/// A date, a date and time, or a text that is one; a duration counts from `now`.
std::optional<Instant> instant_of(feel::Value const& value, Instant now, ZoneOffset zone);

} // namespace alur::model
