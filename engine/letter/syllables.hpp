#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace alur::letter {

/// Bytes before which an Indonesian word may be broken at the end of a line (EYD V, I.F: syllables, affixes stay
/// whole). Only safe places are named: where the rules leave a doubt (a diphthong or two syllables, `meng-` before a
/// vowel, a root in `-an` or the suffix) the word is not broken there. At least two letters stay in front and three
/// behind. None for words with digits, with capitals (names) or other letters than a-z.
std::vector<std::uint8_t> hyphen_points(std::string_view word);
/// The same for a word that may begin with a capital: a last resort in narrow columns.
std::vector<std::uint8_t> hyphen_points_of_title(std::string_view word);

/// The text with no-break spaces (U+00A0) where a break would tear apart what is read as one: `Nomor 95`, `Yth.
/// Kepala`, `NIP 1970…`, `12 Februari 2026`, `9 (sembilan)`, `RT 001`, `pukul 09.00 WIB`, `Pasal 6`, `huruf a`, `Drs.
/// Bambang`.
std::string bind_phrases(std::string_view text);

} // namespace alur::letter
