#include "feel/temporal.hpp"

#include <algorithm>
#include <array>

namespace alur::feel {

namespace {

__extension__ typedef __int128 Wide;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    std::int64_t const quotient = a / b;
    return (a % b != 0 && (a % b < 0) != (b < 0)) ? quotient - 1 : quotient;
}

std::optional<std::int64_t> narrow(Wide value) {
    constexpr std::int64_t kMost = std::int64_t{1} << 62U;
    if (value > kMost || value < -kMost) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

bool day_in_range(std::int64_t day) {
    static std::int64_t const first = days_from_civil({-kMaxYear, 1, 1});
    static std::int64_t const last = days_from_civil({kMaxYear, 12, 31});
    return day >= first && day <= last;
}

} // namespace

// After Howard Hinnant, "chrono-compatible low-level date algorithms".
std::int64_t days_from_civil(CivilDate date) {
    std::int64_t const y = date.month <= 2 ? date.year - 1 : date.year;
    std::int64_t const era = floor_div(y, 400);
    std::int64_t const year_of_era = y - era * 400;
    std::int64_t const month = date.month > 2 ? date.month - 3 : date.month + 9;
    std::int64_t const day_of_year = (153 * month + 2) / 5 + date.day - 1;
    std::int64_t const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146'097 + day_of_era - 719'468;
}

CivilDate civil_from_days(std::int64_t days) {
    days += 719'468;
    std::int64_t const era = floor_div(days, 146'097);
    std::int64_t const day_of_era = days - era * 146'097;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const month = (5 * day_of_year + 2) / 153;
    CivilDate out;
    out.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
    out.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
    out.year = year_of_era + era * 400 + (out.month <= 2 ? 1 : 0);
    return out;
}

int days_in_month(std::int64_t year, int month) {
    constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<std::int64_t> make_day(std::int64_t year, std::int64_t month, std::int64_t day) {
    if (year < -kMaxYear || year > kMaxYear || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, static_cast<int>(month))) {
        return std::nullopt;
    }
    return days_from_civil({year, static_cast<int>(month), static_cast<int>(day)});
}

int iso_weekday(std::int64_t day) {
    std::int64_t const since_monday = (day + 3) % 7; // 1970-01-01 was a Thursday
    return static_cast<int>((since_monday + 7) % 7) + 1;
}

int iso_week(std::int64_t day) {
    std::int64_t const thursday = day - (iso_weekday(day) - 4);
    std::int64_t const new_year = days_from_civil({civil_from_days(thursday).year, 1, 1});
    return static_cast<int>((thursday - new_year) / 7) + 1;
}

std::optional<std::int64_t> add_months(std::int64_t day, std::int64_t months) {
    CivilDate const from = civil_from_days(day);
    auto const total = narrow(Wide{from.year} * 12 + (from.month - 1) + months);
    if (!total) {
        return std::nullopt;
    }
    std::int64_t const year = floor_div(*total, 12);
    int const month = static_cast<int>(*total - year * 12) + 1;
    if (year < -kMaxYear || year > kMaxYear) {
        return std::nullopt;
    }
    return days_from_civil({year, month, std::min(from.day, days_in_month(year, month))});
}

Span floor_seconds(std::int64_t seconds, std::int64_t nanos) {
    std::int64_t const carry = floor_div(nanos, kNanosPerSecond);
    return {seconds + carry, nanos - carry * kNanosPerSecond};
}

std::optional<DayTime> add_span(DayTime const& to, Span span) {
    std::int64_t const whole = floor_div(span.seconds, 86'400);
    std::int64_t nanos = to.nanos + (span.seconds - whole * 86'400) * kNanosPerSecond + span.nanos;
    std::int64_t day = to.day + whole;
    std::int64_t const carry = floor_div(nanos, kNanosPerDay);
    nanos -= carry * kNanosPerDay;
    day += carry;
    if (!day_in_range(day)) {
        return std::nullopt;
    }
    return DayTime{day, nanos, to.zone};
}

std::optional<Span> add(Span a, Span b) {
    auto const seconds = narrow(Wide{a.seconds} + b.seconds);
    if (!seconds) {
        return std::nullopt;
    }
    return floor_seconds(*seconds, a.nanos + b.nanos);
}

std::optional<Span> negated(Span span) {
    auto const seconds = narrow(-Wide{span.seconds});
    if (!seconds) {
        return std::nullopt;
    }
    return floor_seconds(*seconds, -span.nanos);
}

} // namespace alur::feel
