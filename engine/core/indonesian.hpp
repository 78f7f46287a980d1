#pragma once
#include "core/time.hpp"

#include <cstdint>
#include <string>

namespace alur {

/// A whole number in Indonesian words (terbilang): 0 `nol`, 11 `sebelas`, 1.000 `seribu`; negative: `minus …`.
/// Covers all 64-bit numbers.
std::string terbilang(std::int64_t number);
/// Digits grouped by points: 1234567 → `1.234.567`.
std::string grouped(std::int64_t number);
/// 1 → `I` … 3999 → `MMMCMXCIX`; "" outside 1..3999.
std::string roman(int number);

/// `Senin` … `Minggu`
std::string weekday_name(Day day);
/// `Januari` … `Desember`; month 1..12.
std::string month_name(unsigned month);
/// `12 Februari 2026`
std::string tanggal(Day day);
/// `12-02-2026`
std::string tanggal_angka(Day day);
/// `Kamis, 12 Februari 2026`
std::string hari_tanggal(Day day);
/// `Kamis, tanggal dua belas bulan Februari tahun dua ribu dua puluh enam (12-02-2026)`, the opening of minutes (berita
/// acara).
std::string tanggal_terbilang(Day day);
/// `13 s.d. 17 April 2026`, `30 April s.d. 2 Mei 2026`; one day alone when both are equal.
std::string rentang_tanggal(Day first, Day last);

/// Upper-case name without academic titles after a comma, without punctuation, single spaces.
std::string normalised_name(std::string_view name);
/// 1 - edit distance / longer length of the two normalised names; 1 when both are empty.
double name_similarity(std::string_view a, std::string_view b);

/// Identity number with all but its first 6 and last 4 digits masked: `332804******9001`; shorter texts are masked
/// whole.
std::string masked(std::string_view identity_number);

} // namespace alur
