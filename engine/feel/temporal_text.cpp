#include "feel/temporal.hpp"

#include <array>

namespace alur::feel {

namespace {

/// Reads a text from left to right.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool at_end() const { return at_ == text_.size(); }
    std::string_view rest() const { return text_.substr(at_); }
    bool skip(char c) {
        if (!at_end() && text_[at_] == c) {
            ++at_;
            return true;
        }
        return false;
    }
    /// As many digits as there are; nothing when there are fewer than `least` or more than `most`.
    std::optional<std::int64_t> digits(std::size_t least, std::size_t most) {
        std::size_t const from = at_;
        std::int64_t value = 0;
        while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9') {
            if (at_ - from == most) {
                return std::nullopt;
            }
            value = value * 10 + (text_[at_] - '0');
            ++at_;
        }
        if (at_ - from < least) {
            return std::nullopt;
        }
        count_ = at_ - from;
        return value;
    }
    std::size_t digit_count() const { return count_; }
    /// Digits behind a point as nanoseconds; more than nine are cut.
    std::int64_t nanos() {
        std::int64_t value = 0;
        std::size_t seen = 0;
        while (!at_end() && text_[at_] >= '0' && text_[at_] <= '9') {
            if (seen < 9) {
                value = value * 10 + (text_[at_] - '0');
            }
            ++seen;
            ++at_;
        }
        count_ = seen;
        for (; seen < 9; ++seen) {
            value *= 10;
        }
        return value;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t count_ = 0;
};

std::optional<ZoneMark> read_zone(Reader& in) {
    if (in.at_end()) {
        return ZoneMark{};
    }
    if (in.skip('Z') || in.skip('z')) {
        return in.at_end() ? std::optional(ZoneMark{ZoneMark::Offset, 0}) : std::nullopt;
    }
    if (in.skip('@')) {
        auto const zone = find_zone(in.rest());
        return zone ? std::optional(ZoneMark{ZoneMark::Named, *zone}) : std::nullopt;
    }
    bool const west = in.skip('-');
    if (!west && !in.skip('+')) {
        return std::nullopt;
    }
    auto const hours = in.digits(2, 2);
    if (!hours || !in.skip(':')) {
        return std::nullopt;
    }
    auto const minutes = in.digits(2, 2);
    std::optional<std::int64_t> seconds = 0;
    if (in.skip(':')) {
        seconds = in.digits(2, 2);
    }
    if (!minutes || !seconds || !in.at_end() || *minutes > 59 || *seconds > 59) {
        return std::nullopt;
    }
    std::int64_t const total = *hours * 3600 + *minutes * 60 + *seconds;
    if (total > 18 * 3600) {
        return std::nullopt;
    }
    return ZoneMark{ZoneMark::Offset, static_cast<std::int32_t>(west ? -total : total)};
}

std::string two(std::int64_t value) {
    std::string out = std::to_string(value);
    return value < 10 ? "0" + out : out;
}

/// `.5` for half a second, "" for none.
std::string fraction(std::int64_t nanos) {
    if (nanos == 0) {
        return {};
    }
    std::string digits = std::to_string(nanos);
    digits.insert(0, 9 - digits.size(), '0');
    while (digits.back() == '0') {
        digits.pop_back();
    }
    return "." + digits;
}

std::string zone_text(ZoneMark const& zone) {
    switch (zone.kind) {
    case ZoneMark::Local: return {};
    case ZoneMark::Named: return "@" + std::string(zone_name(zone.value));
    case ZoneMark::Offset: break;
    }
    if (zone.value == 0) {
        return "Z";
    }
    std::int32_t const all = zone.value < 0 ? -zone.value : zone.value;
    std::string out = (zone.value < 0 ? "-" : "+") + two(all / 3600) + ":" + two(all / 60 % 60);
    return all % 60 == 0 ? out : out + ":" + two(all % 60);
}

} // namespace

std::optional<std::int64_t> parse_date_text(std::string_view text) {
    Reader in(text);
    bool const before = in.skip('-');
    bool const leading_zero = in.rest().substr(0, 1) == "0";
    auto const year = in.digits(4, 9);
    if (!year || (leading_zero && in.digit_count() > 4) || !in.skip('-')) {
        return std::nullopt;
    }
    auto const month = in.digits(2, 2);
    if (!month || !in.skip('-')) {
        return std::nullopt;
    }
    auto const day = in.digits(2, 2);
    if (!day || !in.at_end()) {
        return std::nullopt;
    }
    return make_day(before ? -*year : *year, *month, *day);
}

std::optional<TimeOfDay> parse_time_text(std::string_view text) {
    Reader in(text);
    auto const hour = in.digits(2, 2);
    if (!hour || !in.skip(':')) {
        return std::nullopt;
    }
    auto const minute = in.digits(2, 2);
    std::optional<std::int64_t> second = 0;
    std::int64_t nanos = 0;
    if (in.skip(':')) {
        second = in.digits(2, 2);
        if (in.skip('.')) {
            nanos = in.nanos();
            if (in.digit_count() == 0) {
                return std::nullopt;
            }
        }
    }
    if (!minute || !second || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    bool const end_of_day = *hour == 24 && *minute == 0 && *second == 0 && nanos == 0;
    if (*hour > 23 && !end_of_day) {
        return std::nullopt;
    }
    auto const zone = read_zone(in);
    if (!zone) {
        return std::nullopt;
    }
    return TimeOfDay{((*hour % 24 * 60 + *minute) * 60 + *second) * kNanosPerSecond + nanos, *zone};
}

std::optional<DayTime> parse_date_time_text(std::string_view text) {
    auto const t = text.find('T');
    auto const day = parse_date_text(text.substr(0, t));
    if (!day) {
        return std::nullopt;
    }
    if (t == std::string_view::npos) {
        return DayTime{*day, 0, {}};
    }
    auto const time = parse_time_text(text.substr(t + 1));
    if (!time) {
        return std::nullopt;
    }
    DayTime const out{*day, time->nanos, time->zone};
    return text.substr(t + 1, 2) == "24" ? add_span(out, {86'400, 0}) : out;
}

std::optional<Span> parse_days_time_text(std::string_view text) {
    Reader in(text);
    bool const minus = in.skip('-');
    if (!in.skip('P')) {
        return std::nullopt;
    }
    std::int64_t seconds = 0;
    std::int64_t nanos = 0;
    bool any = false;
    if (!in.at_end() && in.rest().front() != 'T') {
        auto const days = in.digits(1, 12);
        if (!days || !in.skip('D')) {
            return std::nullopt;
        }
        seconds = *days * 86'400;
        any = true;
    }
    if (in.skip('T')) {
        bool part = false;
        int stage = 0; // hours, minutes, seconds, in this order
        while (!in.at_end()) {
            auto const number = in.digits(1, 15);
            if (!number) {
                return std::nullopt;
            }
            if (stage < 1 && in.skip('H')) {
                seconds += *number * 3600;
                stage = 1;
            } else if (stage < 2 && in.skip('M')) {
                seconds += *number * 60;
                stage = 2;
            } else {
                if (in.skip('.')) {
                    nanos = in.nanos();
                }
                if (stage > 2 || !in.skip('S')) {
                    return std::nullopt;
                }
                seconds += *number;
                stage = 3;
            }
            part = true;
        }
        if (!part) {
            return std::nullopt;
        }
        any = true;
    }
    if (!any || !in.at_end()) {
        return std::nullopt;
    }
    return minus ? floor_seconds(-seconds, -nanos) : Span{seconds, nanos};
}

std::optional<std::int64_t> parse_years_months_text(std::string_view text) {
    Reader in(text);
    bool const minus = in.skip('-');
    if (!in.skip('P')) {
        return std::nullopt;
    }
    std::int64_t months = 0;
    int stage = 0;
    while (!in.at_end()) {
        auto const number = in.digits(1, 15);
        if (!number) {
            return std::nullopt;
        }
        if (stage < 1 && in.skip('Y')) {
            months += *number * 12;
            stage = 1;
        } else if (stage < 2 && in.skip('M')) {
            months += *number;
            stage = 2;
        } else {
            return std::nullopt;
        }
    }
    if (stage == 0) {
        return std::nullopt;
    }
    return minus ? -months : months;
}

std::string date_text(std::int64_t day) {
    CivilDate const date = civil_from_days(day);
    std::string year = std::to_string(date.year < 0 ? -date.year : date.year);
    if (year.size() < 4) {
        year.insert(0, 4 - year.size(), '0');
    }
    return (date.year < 0 ? "-" : "") + year + "-" + two(date.month) + "-" + two(date.day);
}

std::string time_text(TimeOfDay const& time) {
    std::int64_t const seconds = time.nanos / kNanosPerSecond;
    return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60) +
           fraction(time.nanos % kNanosPerSecond) + zone_text(time.zone);
}

std::string date_time_text(DayTime const& value) {
    return date_text(value.day) + "T" + time_text({value.nanos, value.zone});
}

std::string days_time_text(Span span) {
    bool const minus = span.seconds < 0;
    if (minus) {
        span = floor_seconds(-span.seconds, -span.nanos);
    }
    std::int64_t const days = span.seconds / 86'400;
    std::int64_t const hours = span.seconds / 3600 % 24;
    std::int64_t const minutes = span.seconds / 60 % 60;
    std::int64_t const seconds = span.seconds % 60;
    std::string time;
    if (hours != 0) {
        time += std::to_string(hours) + "H";
    }
    if (minutes != 0) {
        time += std::to_string(minutes) + "M";
    }
    if (seconds != 0 || span.nanos != 0) {
        time += std::to_string(seconds) + fraction(span.nanos) + "S";
    }
    if (days == 0 && time.empty()) {
        return "PT0S";
    }
    return std::string(minus ? "-" : "") + "P" + (days != 0 ? std::to_string(days) + "D" : "") +
           (time.empty() ? "" : "T" + time);
}

std::string years_months_text(std::int64_t months) {
    if (months == 0) {
        return "P0M";
    }
    std::int64_t const all = months < 0 ? -months : months;
    return std::string(months < 0 ? "-" : "") + "P" + (all / 12 != 0 ? std::to_string(all / 12) + "Y" : "") +
           (all % 12 != 0 ? std::to_string(all % 12) + "M" : "");
}

} // namespace alur::feel
