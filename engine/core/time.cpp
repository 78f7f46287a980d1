#include "core/time.hpp"

#include <array>
#include <cstdio>

namespace alur {

namespace {

/// Reads exactly `digits` decimal digits at `at`; -1 when they are not there.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool has(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

} // namespace

Result<Day> parse_day(std::string_view text) {
    using namespace std::chrono;
    auto const y = number_at(text, 0, 4);
    auto const m = number_at(text, 5, 2);
    auto const d = number_at(text, 8, 2);
    if (text.size() != 10 || y < 0 || m < 0 || d < 0 || !has(text, 4, '-') || !has(text, 7, '-'))
        return invalid("'" + std::string(text.substr(0, 40)) +
                       "' bukan tanggal; bentuknya TTTT-BB-HH, misalnya 2026-02-12");
    auto const date = year{y} / month{static_cast<unsigned>(m)} / day{static_cast<unsigned>(d)};
    if (!date.ok()) return invalid("tanggal " + std::string(text) + " tidak ada dalam kalender");
    return sys_days{date};
}

Result<Instant> parse_instant(std::string_view text, ZoneOffset zone) {
    using namespace std::chrono;
    auto const day = parse_day(text.substr(0, 10));
    if (!day) return day.error();
    if (text.size() == 10) return Instant{*day - zone.value};
    auto const wrong = [&] {
        return invalid("'" + std::string(text.substr(0, 40)) +
                       "' bukan waktu; bentuknya TTTT-BB-HHTjj:mm:dd+07:00, misalnya 2026-03-09T09:12:00+07:00");
    };
    auto const h = number_at(text, 11, 2);
    auto const m = number_at(text, 14, 2);
    if (!(has(text, 10, 'T') || has(text, 10, ' ')) || h < 0 || h > 23 || m < 0 || m > 59 || !has(text, 13, ':'))
        return wrong();
    std::size_t next = 16;
    milliseconds rest{0};
    if (has(text, next, ':')) {
        auto const s = number_at(text, next + 1, 2);
        if (s < 0 || s > 59) return wrong();
        rest = seconds{s};
        next += 3;
        if (has(text, next, '.')) {
            int scale = 100;
            ++next;
            if (number_at(text, next, 1) < 0) return wrong();
            for (; number_at(text, next, 1) >= 0; ++next, scale /= 10)
                rest += milliseconds{scale * number_at(text, next, 1)};
        }
    }
    auto offset = zone.value;
    if (next < text.size()) {
        if (text.substr(next) == "Z")
            offset = minutes{0};
        else {
            auto const oh = number_at(text, next + 1, 2);
            auto const om = number_at(text, next + 4, 2);
            auto const sign = has(text, next, '+') ? 1 : has(text, next, '-') ? -1 : 0;
            if (sign == 0 || oh < 0 || oh > 14 || om < 0 || om > 59 || !has(text, next + 3, ':') ||
                text.size() != next + 6)
                return wrong();
            offset = sign * (hours{oh} + minutes{om});
        }
    }
    return Instant{*day + hours{h} + minutes{m} + rest - offset};
}

std::string iso(Day day) {
    std::chrono::year_month_day const date{day};
    std::array<char, 32> text{};
    auto const n = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text.data(), static_cast<std::size_t>(n)};
}

std::string iso(Instant instant, ZoneOffset zone) {
    using namespace std::chrono;
    auto const local = instant + zone.value;
    auto const day = floor<days>(local);
    hh_mm_ss const time{duration_cast<milliseconds>(local - day)};
    std::array<char, 48> text{};
    auto n = std::snprintf(text.data(), text.size(), "T%02d:%02d:%02d", static_cast<int>(time.hours().count()),
                           static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
    std::string out = iso(day) + std::string(text.data(), static_cast<std::size_t>(n));
    if (auto const ms = time.subseconds().count(); ms != 0) {
        n = std::snprintf(text.data(), text.size(), ".%03d", static_cast<int>(ms));
        out.append(text.data(), static_cast<std::size_t>(n));
    }
    auto const offset = zone.value.count();
    if (offset == 0) return out + 'Z';
    auto const positive = offset < 0 ? -offset : offset;
    n = std::snprintf(text.data(), text.size(), "%c%02d:%02d", offset < 0 ? '-' : '+', static_cast<int>(positive / 60),
                      static_cast<int>(positive % 60));
    return out.append(text.data(), static_cast<std::size_t>(n));
}

Day day_of(Instant instant, ZoneOffset zone) { return std::chrono::floor<std::chrono::days>(instant + zone.value); }

Instant at(Day day, std::chrono::minutes time_of_day, ZoneOffset zone) {
    return Instant{day + time_of_day - zone.value};
}

} // namespace alur
