#include "letter/syllables.hpp"

#include <algorithm>
#include <array>

namespace alur::letter {

namespace {

bool is_vowel(char c) { return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o'; }

bool starts(std::string_view word, std::string_view prefix) { return word.substr(0, prefix.size()) == prefix; }
bool ends(std::string_view word, std::string_view suffix) {
    return word.size() >= suffix.size() && word.substr(word.size() - suffix.size()) == suffix;
}

/// A letter, or two that are one consonant: ng, ny, kh, sy.
struct Unit {
    std::size_t at;
    std::string_view text;
    bool vowel;
};

std::vector<Unit> units_of(std::string_view word) {
    std::vector<Unit> out;
    for (std::size_t i = 0; i < word.size();) {
        auto const two = word.substr(i, 2);
        std::size_t const size = two == "ng" || two == "ny" || two == "kh" || two == "sy" ? 2 : 1;
        out.push_back({i, word.substr(i, size), size == 1 && is_vowel(word[i])});
        i += size;
    }
    return out;
}

bool can_begin(std::string_view a, std::string_view b) {
    static constexpr std::array<std::string_view, 22> kClusters{"pr", "tr", "kr", "br", "dr", "gr", "fr", "pl",
                                                                "kl", "bl", "gl", "fl", "sl", "sp", "st", "sk",
                                                                "sw", "sm", "sn", "ps", "kw", "dw"};
    if (a.size() != 1 || b.size() != 1) return false;
    char const both[2] = {a[0], b[0]};
    return std::find(kClusters.begin(), kClusters.end(), std::string_view(both, 2)) != kClusters.end();
}

bool may_be_diphthong(std::string_view a, std::string_view b) {
    return (a == "a" && (b == "i" || b == "u")) || (a == "o" && b == "i") || (a == "e" && (b == "i" || b == "u"));
}

/// Places inside a stem, by syllables; doubtful ones are left out.
void syllable_points(std::string_view word, std::vector<std::size_t>& points) {
    auto const units = units_of(word);
    std::vector<std::size_t> vowels;
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i].vowel) vowels.push_back(i);
    for (std::size_t v = 0; v + 1 < vowels.size(); ++v) {
        auto const a = vowels[v], b = vowels[v + 1];
        auto const between = b - a - 1;
        if (between == 0) {
            if (!may_be_diphthong(units[a].text, units[b].text)) points.push_back(units[b].at);
        } else if (between == 1) {
            points.push_back(units[a + 1].at);
        } else if (between == 2) {
            bool const doubtful = can_begin(units[a + 1].text, units[a + 2].text) && a <= 1; // di-proses, dis-tribusi
            if (!doubtful) points.push_back(units[a + 2].at);
        } else if (between == 3) {
            if (a == 2 && starts(word, "trans"))
                points.push_back(units[a + 3].at);
            else if (can_begin(units[a + 2].text, units[a + 3].text))
                points.push_back(units[a + 2].at);
        } else if (between == 4) {
            if (units[a + 2].text == "s" && can_begin(units[a + 3].text, units[a + 4].text) && units[a + 1].text == "n")
                points.push_back(starts(word, "trans") && a == 2 ? units[a + 3].at : units[a + 2].at);
        }
    }
}

void forbid(std::vector<std::size_t>& points, std::size_t at) { std::erase(points, at); }

} // namespace

std::vector<std::uint8_t> hyphen_points(std::string_view word) {
    if (word.size() < 6 || word.size() > 60) return {};
    for (char const c : word)
        if (c < 'a' || c > 'z') return {};
    // Particles and possessives behind a stem: anggota-nya, ada-lah.
    std::vector<std::size_t> points;
    std::string_view stem = word;
    for (std::string_view const suffix : {"nya", "lah", "kah", "pun"}) {
        if (ends(stem, suffix) && stem.size() >= suffix.size() + 4) {
            bool const splits_ng = suffix == "kah" && ends(stem.substr(0, stem.size() - 3), "s"); // -skah: leave it
            stem.remove_suffix(suffix.size());
            if (!splits_ng && suffix != "kah" && suffix != "pun") points.push_back(stem.size());
            break;
        }
    }
    syllable_points(stem, points);
    // -an behind one consonant: jabat-an, not jaba-tan; halaman is a root. Too short to stand alone, so no break there.
    if (ends(stem, "an") && stem.size() > 3 && !is_vowel(stem[stem.size() - 3])) {
        auto const digraph = stem.size() > 4 && units_of(stem.substr(stem.size() - 4)).front().text.size() == 2;
        auto const consonant = stem.size() - (digraph ? 4 : 3);
        if (consonant > 0 && is_vowel(stem[consonant - 1])) forbid(points, consonant);
    }
    // -i behind one consonant: penuh-i; -kan behind a vowel is caught above.
    if (ends(stem, "i") && stem.size() > 3) forbid(points, stem.size() - 2);
    // meng- peng- before a vowel: meng-ajar or me-ngirim.
    for (std::string_view const prefix : {"meng", "peng"})
        if (starts(stem, prefix) && stem.size() > 5 && is_vowel(stem[4])) forbid(points, 2);
    for (std::string_view const prefix : {"memper", "diper", "keter", "keber", "seper", "pember"}) {
        auto const r = prefix.size() - 1;
        if (starts(stem, prefix) && stem.size() > prefix.size() + 2 && is_vowel(stem[prefix.size()])) forbid(points, r);
    }
    // ber- ter- per- before a vowel: ber-akhir or be-ras.
    for (std::string_view const prefix : {"ber", "ter", "per"})
        if (starts(stem, prefix) && stem.size() > 4 && is_vowel(stem[3])) forbid(points, 2);
    std::vector<std::uint8_t> out;
    for (auto const p : points)
        if (p >= 2 && p + 3 <= word.size()) out.push_back(static_cast<std::uint8_t>(p));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<std::uint8_t> hyphen_points_of_title(std::string_view word) {
    std::string small(word);
    if (!small.empty() && small[0] >= 'A' && small[0] <= 'Z') small[0] = static_cast<char>(small[0] - 'A' + 'a');
    auto points = hyphen_points(small);
    std::erase_if(points, [&](std::uint8_t p) { return p < 3 || p + 4U > small.size(); });
    return points;
}

namespace {

constexpr std::array<std::string_view, 41> kBindsNext{
    "Nomor",    "nomor", "Yth.",  "NIP",   "NIK",   "Pasal", "pasal", "ayat", "huruf", "angka", "RT",
    "RW",       "RT/RW", "pukul", "Pukul", "Drs.",  "Dra.",  "Dr.",   "dr.",  "H.",    "Hj.",   "Ir.",
    "KH.",      "Sdr.",  "Sdri.", "a.n.",  "u.b.",  "u.p.",  "c.q.",  "Plt.", "Plh.",  "Rp",    "No.",
    "Lampiran", "butir", "Bab",   "Jl.",   "Prof.", "K.H.",  "hlm.",  "Tahap"};
constexpr std::array<std::string_view, 12> kMonths{"Januari",   "Februari", "Maret",    "April",
                                                   "Mei",       "Juni",     "Juli",     "Agustus",
                                                   "September", "Oktober",  "November", "Desember"};

bool all_digits(std::string_view w) {
    return !w.empty() && std::all_of(w.begin(), w.end(), [](char c) { return c >= '0' && c <= '9'; });
}
bool begins_with_digit(std::string_view w) { return !w.empty() && w[0] >= '0' && w[0] <= '9'; }
std::string_view bare(std::string_view w) {
    while (!w.empty() && std::string_view(".,;:)").find(w.back()) != std::string_view::npos) w.remove_suffix(1);
    return w;
}
bool is_month(std::string_view w) { return std::find(kMonths.begin(), kMonths.end(), bare(w)) != kMonths.end(); }

bool bind(std::string_view before, std::string_view left, std::string_view right) {
    auto open = left;
    while (!open.empty() && open.front() == '(') open.remove_prefix(1);
    auto const whole = open;
    // 001/RW 002: the word behind the slash counts.
    if (auto const slash = open.rfind('/'); slash != std::string_view::npos && open != "RT/RW")
        open.remove_prefix(slash + 1);
    if (open == "Lampiran" || open == "Tahap" || open == "Bab") {
        auto const r = bare(right);
        return !r.empty() && r.find_first_not_of("IVXL0123456789") == std::string_view::npos;
    }
    if (std::find(kBindsNext.begin(), kBindsNext.end(), open) != kBindsNext.end()) return true;
    if (all_digits(whole) && is_month(right)) return true;
    if (is_month(left) && all_digits(bare(right)) && begins_with_digit(before)) return true;
    if (all_digits(whole) && right.size() > 1 && right[0] == '(') return true; // 9 (sembilan)
    if (begins_with_digit(whole) && (bare(right) == "WIB" || bare(right) == "orang" || bare(right) == "hari"))
        return true;
    if (left == "s.d." || right == "s.d.") return begins_with_digit(right) || begins_with_digit(left);
    bool const year = open == "Tahun" || open == "tahun" || (open == "Anggaran" && before == "Tahun");
    return year && all_digits(bare(right)) && bare(right).size() == 4;
}

} // namespace

std::string bind_phrases(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 16);
    std::string_view before, left;
    std::size_t i = 0;
    while (i < text.size()) {
        auto const end = std::min(text.find(' ', i), text.size());
        auto const word = text.substr(i, end - i);
        if (i > 0)
            out += !left.empty() && !word.empty() && bind(before, left, word) ? std::string_view("\xC2\xA0")
                                                                              : std::string_view(" ");
        out += word;
        before = left;
        left = word;
        i = end + 1;
        if (end < text.size() && i == text.size()) out += ' ';
    }
    return out;
}

} // namespace alur::letter
