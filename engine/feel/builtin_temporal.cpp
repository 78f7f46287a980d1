#include "feel/arithmetic.hpp"
#include "feel/builtin.hpp"

#include <array>

namespace alur::feel {

namespace {

Value date_from(Call& call, Arguments arguments) {
    Value const& from = arguments[0];
    if (from.is_string()) {
        auto const day = parse_date_text(Access::text(from));
        return day ? Access::make_date(*day)
                   : call.fail("\"" + Access::text(from) + "\" bukan tanggal seperti 2026-02-12");
    }
    if (from.kind() == Kind::Date || from.kind() == Kind::DateTime) {
        return Access::make_date(Access::day(from));
    }
    return call.fail("date memerlukan teks atau tanggal, bukan " + std::string(kind_name(from.kind())));
}

std::optional<std::int64_t> day_of_parts(Arguments parts) {
    auto const year = parts[0].as_integer();
    auto const month = parts[1].as_integer();
    auto const day = parts[2].as_integer();
    return year && month && day ? make_day(*year, *month, *day) : std::nullopt;
}

Value date_of_parts(Call& call, Arguments arguments) {
    auto const day = day_of_parts(arguments);
    return day ? Access::make_date(*day) : call.fail("tanggal ini tidak ada dalam kalender");
}

Value time_from(Call& call, Arguments arguments) {
    Value const& from = arguments[0];
    if (from.is_string()) {
        auto const time = parse_time_text(Access::text(from));
        return time ? Access::make_time(*time) : call.fail("\"" + Access::text(from) + "\" bukan jam seperti 09:30:00");
    }
    if (from.kind() == Kind::Time) {
        return from;
    }
    if (auto const at = as_date_time(from)) {
        return Access::make_time({at->nanos, at->zone});
    }
    return call.fail("time memerlukan teks, jam, atau tanggal, bukan " + std::string(kind_name(from.kind())));
}

std::optional<std::int64_t> nanos_of_parts(Arguments parts) {
    std::int64_t const hour = parts[0].as_integer().value_or(-1);
    std::int64_t const minute = parts[1].as_integer().value_or(-1);
    auto const scaled = multiply(parts[2].as_number(), Decimal(kNanosPerSecond));
    std::int64_t const second = scaled ? rounded(*scaled, 0, Rounding::Down).to_integer().value_or(-1) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 60 * kNanosPerSecond) {
        return std::nullopt;
    }
    return (hour * 60 + minute) * 60 * kNanosPerSecond + second;
}

std::optional<ZoneMark> offset_mark(Value const& value) {
    if (value.is_null()) {
        return ZoneMark{};
    }
    if (value.is_string()) {
        auto const zone = find_zone(Access::text(value));
        return zone ? std::optional(ZoneMark{ZoneMark::Named, *zone}) : std::nullopt;
    }
    std::int64_t const seconds = Access::span(value).seconds;
    if (seconds < -18 * 3600 || seconds > 18 * 3600) {
        return std::nullopt;
    }
    return ZoneMark{ZoneMark::Offset, static_cast<std::int32_t>(seconds)};
}

Value time_of_parts(Call& call, Arguments arguments) {
    auto const nanos = nanos_of_parts(arguments);
    auto const zone = arguments.size() > 3 ? offset_mark(arguments[3]) : std::optional(ZoneMark{});
    return nanos && zone ? Access::make_time({*nanos, *zone}) : call.fail("jam ini tidak ada");
}

Value date_time_from(Call& call, Arguments arguments) {
    Value const& from = arguments[0];
    if (from.is_string()) {
        auto const at = parse_date_time_text(Access::text(from));
        return at ? Access::make_date_time(*at)
                  : call.fail("\"" + Access::text(from) + "\" bukan tanggal dan jam seperti 2026-02-12T09:30:00");
    }
    if (auto const at = as_date_time(from)) {
        return Access::make_date_time(*at);
    }
    return call.fail("date and time memerlukan teks atau tanggal, bukan " + std::string(kind_name(from.kind())));
}

Value date_with_time(Call& call, Arguments arguments) {
    if (arguments[1].kind() != Kind::Time) {
        return call.fail("bagian kedua date and time harus berupa jam");
    }
    TimeOfDay const time = Access::time(arguments[1]);
    return Access::make_date_time({Access::day(arguments[0]), time.nanos, time.zone});
}

Value date_time_of_parts(Call& call, Arguments arguments) {
    auto const day = day_of_parts(arguments);
    auto const nanos = nanos_of_parts(arguments.subspan(3));
    auto const zone = arguments.size() > 6 ? offset_mark(arguments[6]) : std::optional(ZoneMark{});
    return day && nanos && zone ? Access::make_date_time({*day, *nanos, *zone})
                                : call.fail("tanggal dan jam ini tidak ada");
}

Value duration(Call& call, Arguments arguments) {
    Value const& from = arguments[0];
    if (from.kind() == Kind::DaysTimeDuration || from.kind() == Kind::YearsMonthsDuration) {
        return from;
    }
    if (!from.is_string()) {
        return call.fail("duration memerlukan teks seperti P10D atau P1Y2M");
    }
    if (auto const months = parse_years_months_text(Access::text(from))) {
        return Access::make_months(*months);
    }
    auto const span = parse_days_time_text(Access::text(from));
    return span ? Access::make_span(*span)
                : call.fail("\"" + Access::text(from) + "\" bukan lama waktu seperti P10D atau P1Y2M");
}

/// Whole months between two days; towards zero.
Value years_and_months(Call& /*call*/, Arguments arguments) {
    auto const parts = [](Value const& value) {
        CivilDate const date = civil_from_days(Access::day(value));
        std::int64_t const nanos = value.kind() == Kind::DateTime ? Access::date_time(value).nanos : 0;
        return std::pair{date, nanos};
    };
    auto const [from, from_nanos] = parts(arguments[0]);
    auto const [to, to_nanos] = parts(arguments[1]);
    std::int64_t months = (to.year - from.year) * 12 + to.month - from.month;
    bool const both = arguments[0].kind() == arguments[1].kind();
    auto const rest = std::pair{to.day - from.day, both ? to_nanos - from_nanos : 0};
    auto const zero = std::pair{0, std::int64_t{0}};
    if (months > 0 && rest < zero) {
        --months;
    } else if (months < 0 && rest > zero) {
        ++months;
    }
    return Access::make_months(months);
}

Value day_of_year(Call& /*call*/, Arguments arguments) {
    std::int64_t const day = Access::day(arguments[0]);
    return Value::number(day - days_from_civil({civil_from_days(day).year, 1, 1}) + 1);
}

Value day_of_week(Call& /*call*/, Arguments arguments) {
    constexpr std::array<char const*, 7> kNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};
    return Value::string(kNames[static_cast<std::size_t>(iso_weekday(Access::day(arguments[0])) - 1)]);
}

Value month_of_year(Call& /*call*/, Arguments arguments) {
    constexpr std::array<char const*, 12> kNames{"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};
    return Value::string(kNames[static_cast<std::size_t>(civil_from_days(Access::day(arguments[0])).month - 1)]);
}

Value week_of_year(Call& /*call*/, Arguments arguments) { return Value::number(iso_week(Access::day(arguments[0]))); }

Value now(Call& call, Arguments /*arguments*/) { return call.now(); }
Value today(Call& call, Arguments /*arguments*/) { return Access::make_date(Access::day(call.now())); }

constexpr Builtin kTable[] = {
    {"date", "from:a", date_from, Gives::Date},
    {"date", "year:n,month:n,day:n", date_of_parts, Gives::Date},
    {"time", "from:a", time_from, Gives::Time},
    {"time", "hour:n,minute:n,second:n,offset:u~", time_of_parts, Gives::Time},
    {"date and time", "from:a", date_time_from, Gives::DateTime},
    {"date and time", "date:d,time:a", date_with_time, Gives::DateTime},
    {"date and time", "year:n,month:n,day:n,hour:n,minute:n,second:n,offset:u~", date_time_of_parts, Gives::DateTime},
    {"date and time", "year:n,month:n,day:n,hour:n,minute:n,second:n,timezone:s", date_time_of_parts, Gives::DateTime},
    {"duration", "from:a", duration, Gives::Duration},
    {"years and months duration", "from:d,to:d", years_and_months, Gives::Months},
    {"day of year", "date:d", day_of_year, Gives::Number},
    {"day of week", "date:d", day_of_week, Gives::Text},
    {"month of year", "date:d", month_of_year, Gives::Text},
    {"week of year", "date:d", week_of_year, Gives::Number},
    {"now", "", now, Gives::DateTime},
    {"today", "", today, Gives::Date},
};

} // namespace

std::span<Builtin const> temporal_builtins() { return kTable; }

} // namespace alur::feel
