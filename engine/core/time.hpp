#pragma once
#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace alur {

/// A calendar day.
using Day = std::chrono::sys_days;
/// A point in time, UTC, in milliseconds.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// The office's distance from UTC; Indonesian zones (WIB +7, WITA +8, WIT +9) have no summer time.
struct ZoneOffset {
    std::chrono::minutes value{7 * 60};
};

/// The only way to ask the time; `cli` makes the real one, rehearsals and tests a virtual one.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

/// A clock that stands still until it is moved.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }
    template <class D> void advance(D by) { at_ += std::chrono::duration_cast<std::chrono::milliseconds>(by); }

  private:
    Instant at_;
};

/// `2026-02-12`. Invalid: anything else, also 2026-02-30.
Result<Day> parse_day(std::string_view text);
/// `2026-03-09T09:12:00+07:00`, `…Z`, seconds and fraction optional; a bare date or a time without offset is taken in
/// `zone`.
Result<Instant> parse_instant(std::string_view text, ZoneOffset zone = {});
/// `2026-02-12`
std::string iso(Day day);
/// `2026-03-09T09:12:00+07:00` in the zone (`Z` when its offset is 0); milliseconds only when they are not 0.
std::string iso(Instant instant, ZoneOffset zone = {std::chrono::minutes{0}});
/// The day it is in the zone at that instant.
Day day_of(Instant instant, ZoneOffset zone);
/// The instant at which `day` has reached `time_of_day` in the zone.
Instant at(Day day, std::chrono::minutes time_of_day, ZoneOffset zone);

} // namespace alur
