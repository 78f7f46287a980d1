#include "core/indonesian.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace alur {

namespace {

constexpr std::array<std::string_view, 12> kSmall{"nol",  "satu",  "dua",     "tiga",     "empat",   "lima",
                                                  "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};
constexpr std::array<std::string_view, 7> kScales{"",         " ribu",       " juta",      " miliar",
                                                  " triliun", " kuadriliun", " kuintiliun"};
constexpr std::array<std::string_view, 7> kWeekdays{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
constexpr std::array<std::string_view, 12> kMonths{"Januari",   "Februari", "Maret",    "April",
                                                   "Mei",       "Juni",     "Juli",     "Agustus",
                                                   "September", "Oktober",  "November", "Desember"};

/// 1..999
std::string words_below_thousand(unsigned number) {
    std::string out;
    auto const say = [&](std::string_view words) {
        if (!out.empty()) out += ' ';
        out += words;
    };
    if (number >= 200) {
        say(kSmall[number / 100]);
        say("ratus");
    } else if (number >= 100)
        say("seratus");
    auto const rest = number % 100;
    if (rest >= 20) {
        say(kSmall[rest / 10]);
        say("puluh");
        if (rest % 10 != 0) say(kSmall[rest % 10]);
    } else if (rest >= 12) {
        say(kSmall[rest - 10]);
        say("belas");
    } else if (rest > 0)
        say(kSmall[rest]);
    return out;
}

std::uint64_t magnitude(std::int64_t number) {
    return number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number);
}

std::chrono::year_month_day date_of(Day day) { return std::chrono::year_month_day{day}; }
unsigned month_of(Day day) { return static_cast<unsigned>(date_of(day).month()); }
int year_of(Day day) { return static_cast<int>(date_of(day).year()); }
std::string day_number(Day day) { return std::to_string(static_cast<unsigned>(date_of(day).day())); }

/// Punctuation of ASCII and of the General Punctuation block (curly quotes, dashes).
bool is_punctuation(char32_t c) {
    return (c > U' ' && c < U'0') || (c > U'9' && c < U'A') || (c > U'Z' && c < U'a') || (c > U'z' && c < 0x7F) ||
           c == 0xB4 || c == 0xB7 || (c >= 0x2010 && c <= 0x205E);
}

bool is_blank(char32_t c) {
    return c <= U' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x3000;
}

char32_t upper(char32_t c) {
    if (c >= U'a' && c <= U'z') return c - 32;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
    return c;
}

} // namespace

std::string terbilang(std::int64_t number) {
    if (number == 0) return "nol";
    std::string out;
    auto rest = magnitude(number);
    for (std::size_t scale = 0; rest > 0; ++scale, rest /= 1000) {
        auto const group = static_cast<unsigned>(rest % 1000);
        if (group == 0) continue;
        auto words = scale == 1 && group == 1 ? std::string("seribu")
                                              : words_below_thousand(group) + std::string(kScales[scale]);
        if (!out.empty()) words += ' ';
        out.insert(0, words);
    }
    return number < 0 ? "minus " + out : out;
}

std::string grouped(std::int64_t number) {
    auto digits = std::to_string(magnitude(number));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    return number < 0 ? '-' + digits : digits;
}

std::string roman(int number) {
    if (number < 1 || number > 3999) return {};
    struct Sign {
        int value;
        std::string_view text;
    };
    constexpr std::array kSigns{Sign{1000, "M"}, Sign{900, "CM"}, Sign{500, "D"}, Sign{400, "CD"}, Sign{100, "C"},
                                Sign{90, "XC"},  Sign{50, "L"},   Sign{40, "XL"}, Sign{10, "X"},   Sign{9, "IX"},
                                Sign{5, "V"},    Sign{4, "IV"},   Sign{1, "I"}};
    std::string out;
    for (auto const& sign : kSigns)
        for (; number >= sign.value; number -= sign.value) out += sign.text;
    return out;
}

std::string weekday_name(Day day) { return std::string(kWeekdays[std::chrono::weekday{day}.c_encoding()]); }

std::string month_name(unsigned month) { return month >= 1 && month <= 12 ? std::string(kMonths[month - 1]) : ""; }

std::string tanggal(Day day) {
    return day_number(day) + ' ' + month_name(month_of(day)) + ' ' + std::to_string(year_of(day));
}

std::string tanggal_angka(Day day) {
    std::array<char, 32> text{};
    auto const n = std::snprintf(text.data(), text.size(), "%02u-%02u-%04d", static_cast<unsigned>(date_of(day).day()),
                                 month_of(day), year_of(day));
    return {text.data(), static_cast<std::size_t>(n)};
}

std::string hari_tanggal(Day day) { return weekday_name(day) + ", " + tanggal(day); }

std::string tanggal_terbilang(Day day) {
    return weekday_name(day) + ", tanggal " + terbilang(static_cast<unsigned>(date_of(day).day())) + " bulan " +
           month_name(month_of(day)) + " tahun " + terbilang(year_of(day)) + " (" + tanggal_angka(day) + ')';
}

std::string rentang_tanggal(Day first, Day last) {
    if (first == last) return tanggal(first);
    if (year_of(first) != year_of(last)) return tanggal(first) + " s.d. " + tanggal(last);
    auto from = day_number(first);
    if (month_of(first) != month_of(last)) from += ' ' + month_name(month_of(first));
    return from + " s.d. " + tanggal(last);
}

std::string normalised_name(std::string_view name) {
    std::u32string out;
    for (auto const c : to_code_points(name.substr(0, name.find(',')))) {
        if (is_blank(c)) {
            if (!out.empty() && out.back() != U' ') out += U' ';
        } else if (!is_punctuation(c))
            out += upper(c);
    }
    if (!out.empty() && out.back() == U' ') out.pop_back();
    return to_utf8(out);
}

double name_similarity(std::string_view a, std::string_view b) {
    constexpr std::size_t kMost = 512; // edit_distance() looks no further
    auto const x = normalised_name(a);
    auto const y = normalised_name(b);
    auto const longer = std::min(kMost, std::max(code_point_count(x), code_point_count(y)));
    if (longer == 0) return 1.0;
    return 1.0 - static_cast<double>(edit_distance(x, y)) / static_cast<double>(longer);
}

std::string masked(std::string_view identity_number) {
    auto out = std::string(identity_number);
    auto const whole = out.size() <= 10;
    for (std::size_t i = whole ? 0 : 6; i < out.size() - (whole ? 0 : 4); ++i) out[i] = '*';
    return out;
}

} // namespace alur
