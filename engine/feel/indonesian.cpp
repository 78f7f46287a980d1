// The functions of our own, for Indonesian offices. A date may be given as a date, a date and time, or ISO text.
#include "core/indonesian.hpp"

#include "core/rupiah.hpp"
#include "feel/builtin.hpp"

#include <algorithm>

namespace alur::feel {

namespace {

std::optional<alur::Day> day_of_value(Value const& value) {
    std::optional<std::int64_t> day;
    if (value.kind() == Kind::Date || value.kind() == Kind::DateTime) {
        day = Access::day(value);
    } else if (value.is_string()) {
        auto const at = parse_date_time_text(Access::text(value));
        day = at ? std::optional(at->day) : std::nullopt;
    }
    constexpr std::int64_t kFar = 10'000'000; // what the calendar of <chrono> holds
    if (!day || *day > kFar || *day < -kFar / 14) {
        return std::nullopt;
    }
    return alur::Day(std::chrono::days(static_cast<std::chrono::days::rep>(*day)));
}

Value no_date(Call& call) { return call.fail("di sini seharusnya ada tanggal, misalnya date(\"2026-02-12\")"); }
Value no_integer(Call& call) { return call.fail("di sini seharusnya ada bilangan bulat"); }

template <std::string (*write)(alur::Day)> Value with_day(Call& call, Arguments arguments) {
    auto const day = day_of_value(arguments[0]);
    return day ? Value::string(write(*day)) : no_date(call);
}
template <std::string (*write)(std::int64_t)> Value with_integer(Call& call, Arguments arguments) {
    auto const number = arguments[0].as_integer();
    return number ? Value::string(write(*number)) : no_integer(call);
}

std::string rupiah_text(std::int64_t amount) { return to_text(Rupiah(amount)); }

Value date_span(Call& call, Arguments arguments) {
    auto const first = day_of_value(arguments[0]);
    auto const last = day_of_value(arguments[1]);
    return first && last ? Value::string(rentang_tanggal(*first, *last)) : no_date(call);
}

/// 1..12, from a number or a date.
std::optional<unsigned> month_of_value(Value const& value) {
    if (auto const number = value.as_integer()) {
        return *number >= 1 && *number <= 12 ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
    }
    auto const day = day_of_value(value);
    return day ? std::optional(static_cast<unsigned>(std::chrono::year_month_day(*day).month())) : std::nullopt;
}

Value month_name_of(Call& call, Arguments arguments) {
    auto const month = month_of_value(arguments[0]);
    return month ? Value::string(month_name(*month)) : no_date(call);
}
Value roman_month(Call& call, Arguments arguments) {
    auto const month = month_of_value(arguments[0]);
    return month ? Value::string(roman(static_cast<int>(*month))) : no_date(call);
}
Value roman_number(Call& call, Arguments arguments) {
    auto const number = arguments[0].as_integer();
    bool const fine = number && *number >= 1 && *number <= 3999;
    return fine ? Value::string(roman(static_cast<int>(*number))) : call.fail("angka Romawi hanya untuk 1 sampai 3999");
}

Value plain_name(Call& /*call*/, Arguments arguments) {
    return Value::string(normalised_name(Access::text(arguments[0])));
}
Value likeness(Call& /*call*/, Arguments arguments) {
    double const share = name_similarity(Access::text(arguments[0]), Access::text(arguments[1]));
    auto const parts = static_cast<std::int64_t>(share * 10'000 + 0.5);
    return Value::number(*divide(Decimal(parts), Decimal(10'000)));
}

bool is_nik(std::string_view text) {
    return text.size() == 16 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
int digits_at(std::string_view nik, std::size_t at) { return (nik[at] - '0') * 10 + (nik[at + 1] - '0'); }

Value mask(Call& /*call*/, Arguments arguments) { return Value::string(masked(Access::text(arguments[0]))); }
Value valid_nik(Call& /*call*/, Arguments arguments) {
    return Value::boolean(arguments[0].is_string() && is_nik(Access::text(arguments[0])));
}
Value woman(Call& call, Arguments arguments) {
    std::string const& nik = Access::text(arguments[0]);
    return is_nik(nik) ? Value::boolean(digits_at(nik, 6) > 40) : call.fail("NIK harus terdiri atas 16 angka");
}
/// Digits 7 to 12 are day (women: + 40), month and year; of the two centuries the one that does not lie behind `pada`.
Value birth_date(Call& call, Arguments arguments) {
    std::string const& nik = Access::text(arguments[0]);
    auto const at = day_of_value(arguments[1]);
    if (!is_nik(nik)) {
        return call.fail("NIK harus terdiri atas 16 angka");
    }
    if (!at) {
        return no_date(call);
    }
    int const day = digits_at(nik, 6) > 40 ? digits_at(nik, 6) - 40 : digits_at(nik, 6);
    std::int64_t const now = at->time_since_epoch().count();
    std::int64_t const century = civil_from_days(now).year / 100 * 100;
    for (std::int64_t const base : {century, century - 100}) {
        auto const born = make_day(base + digits_at(nik, 10), digits_at(nik, 8), day);
        if (born && *born <= now) {
            return Access::make_date(*born);
        }
    }
    return call.fail("NIK ini tidak memuat tanggal lahir yang sah");
}

constexpr Builtin kTable[] = {
    {"terbilang", "n:n", with_integer<alur::terbilang>, Gives::Text, "bilangan bulat dengan kata",
     "terbilang(20000000) → dua puluh juta"},
    {"rupiah", "n:n", with_integer<rupiah_text>, Gives::Text, "bilangan bulat sebagai uang",
     "rupiah(20000000) → Rp20.000.000,00"},
    {"ribuan", "n:n", with_integer<grouped>, Gives::Text, "bilangan bulat dengan titik ribuan",
     "ribuan(20000000) → 20.000.000"},
    {"romawi", "n:n", roman_number, Gives::Text, "bilangan 1 sampai 3999 dengan angka Romawi", "romawi(14) → XIV"},
    {"tanggal", "d:a", with_day<alur::tanggal>, Gives::Text, "tanggal panjang",
     "tanggal(date(\"2026-02-12\")) → 12 Februari 2026"},
    {"tanggal angka", "d:a", with_day<tanggal_angka>, Gives::Text, "tanggal dengan angka",
     "tanggal angka(date(\"2026-02-12\")) → 12-02-2026"},
    {"hari tanggal", "d:a", with_day<hari_tanggal>, Gives::Text, "tanggal panjang dengan nama hari",
     "hari tanggal(date(\"2026-02-12\")) → Kamis, 12 Februari 2026"},
    {"tanggal terbilang", "d:a", with_day<tanggal_terbilang>, Gives::Text, "tanggal dengan kata, untuk berita acara",
     "tanggal terbilang(date(\"2026-02-12\")) → Kamis, tanggal dua belas bulan Februari tahun dua ribu dua puluh enam "
     "(12-02-2026)"},
    {"rentang tanggal", "a:a,b:a", date_span, Gives::Text, "dua tanggal sebagai rentang",
     "rentang tanggal(date(\"2026-04-13\"), date(\"2026-04-17\")) → 13 s.d. 17 April 2026"},
    {"nama hari", "d:a", with_day<weekday_name>, Gives::Text, "nama hari sebuah tanggal",
     "nama hari(date(\"2026-02-12\")) → Kamis"},
    {"nama bulan", "n:a", month_name_of, Gives::Text, "nama bulan dari nomornya atau dari tanggal",
     "nama bulan(2) → Februari"},
    {"bulan romawi", "n:a", roman_month, Gives::Text,
     "nomor bulan dengan angka Romawi, dari nomornya atau dari tanggal", "bulan romawi(date(\"2026-02-12\")) → II"},
    {"nama normal", "s:s", plain_name, Gives::Text,
     "nama untuk dibandingkan: huruf besar, tanpa gelar di belakang dan tanda baca, spasi tunggal",
     "nama normal(\"Hj. Siti  Aminah, S.E.\") → HJ SITI AMINAH"},
    {"kemiripan nama", "a:s,b:s", likeness, Gives::Number, "kemiripan dua nama, 0 sampai 1",
     "kemiripan nama(\"SITI AMINAH\", \"SITI AMINA\") → 0.9091"},
    {"samarkan", "nik:s", mask, Gives::Text, "NIK dengan angka tengah disamarkan",
     "samarkan(\"3328041203850001\") → 332804******0001"},
    {"nik sah", "s:a", valid_nik, Gives::Boolean, "apakah teks terdiri atas 16 angka",
     "nik sah(\"3328041203850001\") → true"},
    {"nik tanggal lahir", "nik:s,pada:a", birth_date, Gives::Date,
     "tanggal lahir menurut NIK, paling akhir pada tanggal yang disebut",
     "nik tanggal lahir(\"3328045203850001\", date(\"2026-01-01\")) → 1985-03-12"},
    {"nik perempuan", "nik:s", woman, Gives::Boolean, "apakah NIK milik perempuan (tanggal lahir ditambah 40)",
     "nik perempuan(\"3328045203850001\") → true"},
};

} // namespace

std::span<Builtin const> indonesian_builtins() { return kTable; }

} // namespace alur::feel
