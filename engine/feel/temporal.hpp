#pragma once
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace alur::feel {

// Dates, times and durations as FEEL has them (DMN 1.4, 10.3.2.3.4 to .8): years of up to nine digits, nanoseconds,
// offsets with seconds, zone names. Pure calendar arithmetic; zone names are looked up in the system's tz database.

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
constexpr std::int64_t kNanosPerDay = 86'400 * kNanosPerSecond;
constexpr std::int64_t kMaxYear = 999'999'999;

/// Where a time is: nowhere (local), at an offset in seconds, or in a named zone (its number).
struct ZoneMark {
    enum Kind : std::uint8_t { Local, Offset, Named };
    Kind kind = Local;
    std::int32_t value = 0;
    bool operator==(ZoneMark const&) const = default;
};

struct CivilDate {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
};
struct TimeOfDay {
    std::int64_t nanos = 0; ///< since midnight
    ZoneMark zone;
};
struct DayTime {
    std::int64_t day = 0; ///< days since 1970-01-01
    std::int64_t nanos = 0;
    ZoneMark zone;
};
/// Days and time duration; `nanos` is 0..999999999, so -0.5 s is {-1, 500000000}.
struct Span {
    std::int64_t seconds = 0;
    std::int64_t nanos = 0;
    auto operator<=>(Span const&) const = default;
};

std::int64_t days_from_civil(CivilDate date);
CivilDate civil_from_days(std::int64_t days);
int days_in_month(std::int64_t year, int month);
/// Nothing when the month or day does not exist or the year has more than nine digits.
std::optional<std::int64_t> make_day(std::int64_t year, std::int64_t month, std::int64_t day);
int iso_weekday(std::int64_t day); ///< 1 = Monday
int iso_week(std::int64_t day);
/// The same day of the month so many months away, or the month's last day.
std::optional<std::int64_t> add_months(std::int64_t day, std::int64_t months);
std::optional<DayTime> add_span(DayTime const& to, Span span);
std::optional<Span> add(Span a, Span b);
std::optional<Span> negated(Span span);
Span floor_seconds(std::int64_t seconds, std::int64_t nanos); ///< any nanos → normal form

/// Seconds east of UTC; a named zone is asked at that local time. Nothing for a local time.
std::optional<std::int64_t> offset_of(DayTime const& value);
/// Of a time without a date a named zone's standard offset is taken.
std::optional<std::int64_t> offset_of(TimeOfDay const& value);
/// Number of the zone in the system's tz database; nothing when there is no such zone.
std::optional<std::int32_t> find_zone(std::string_view name);
std::string_view zone_name(std::int32_t number);
/// Offset of the zone at an instant (seconds since 1970, UTC) and at a local time.
std::int64_t zone_offset_at(std::int32_t number, std::int64_t utc_seconds);
std::int64_t zone_offset_of_local(std::int32_t number, std::int64_t local_seconds);

// Text, exactly in the forms of the standard; nothing for any other text.
std::optional<std::int64_t> parse_date_text(std::string_view text);
std::optional<TimeOfDay> parse_time_text(std::string_view text);
std::optional<DayTime> parse_date_time_text(std::string_view text); ///< a bare date is its midnight
std::optional<Span> parse_days_time_text(std::string_view text);
std::optional<std::int64_t> parse_years_months_text(std::string_view text); ///< months

std::string date_text(std::int64_t day);
std::string time_text(TimeOfDay const& time);
std::string date_time_text(DayTime const& value);
std::string days_time_text(Span span);
std::string years_months_text(std::int64_t months);

} // namespace alur::feel
