#include "calendar/due_date.hpp"

#include "core/indonesian.hpp"

namespace alur::calendar {

namespace {

Result<> read_fixed(std::string_view text, DueRule& rule) {
    auto const wrong = [&] {
        return invalid("tanggal tetap \"" + std::string(text.substr(0, 40)) +
                       "\" tidak dikenal; bentuknya BB-HH+tahun, misalnya 01-10+1 untuk 10 Januari tahun berikutnya");
    };
    auto const digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 && text.size() != 7) return wrong();
    if (!digit(0) || !digit(1) || text[2] != '-' || !digit(3) || !digit(4)) return wrong();
    if (text.size() == 7 && (text[5] != '+' || !digit(6))) return wrong();
    auto const number = [&](std::size_t at) {
        return static_cast<unsigned>((text[at] - '0') * 10 + (text[at + 1] - '0'));
    };
    rule.month = number(0);
    rule.day = number(3);
    rule.year_offset = text.size() == 7 ? text[6] - '0' : 0;
    // In a leap year every day that some year has.
    if (!(std::chrono::year{2000} / static_cast<int>(rule.month) / static_cast<int>(rule.day)).ok()) return wrong();
    return Done{};
}

} // namespace

Result<DueRule> parse_due_rule(std::string_view direction, std::string_view unit, std::int64_t length,
                               std::string_view fixed) {
    DueRule rule;
    if (direction == "forward")
        rule.direction = Direction::Forward;
    else if (direction == "backward")
        rule.direction = Direction::Backward;
    else if (direction == "fixed")
        rule.direction = Direction::Fixed;
    else if (direction == "periodic")
        rule.direction = Direction::Periodic;
    else
        return invalid("arah tenggat \"" + std::string(direction.substr(0, 40)) +
                       "\" tidak dikenal; yang dikenal: forward, backward, fixed, periodic");
    if (unit == "WD")
        rule.unit = Unit::WorkingDays;
    else if (unit == "CD")
        rule.unit = Unit::CalendarDays;
    else if (unit == "DATE")
        rule.unit = Unit::Date;
    else
        return invalid("satuan tenggat \"" + std::string(unit.substr(0, 40)) +
                       "\" tidak dikenal; yang dikenal: WD (hari kerja), CD (hari kalender), DATE (tanggal tetap)");
    if ((rule.direction == Direction::Fixed) != (rule.unit == Unit::Date))
        return invalid("satuan DATE dan arah fixed hanya dipakai bersama-sama");
    if (rule.direction == Direction::Fixed) {
        if (fixed.empty()) return rule;
        if (auto const read = read_fixed(fixed, rule); !read) return read.error();
        return rule;
    }
    if (length < 1 || length > Calendar::kFarthest)
        return invalid("lama tenggat " + grouped(length) + " hari di luar batas 1 sampai " +
                       grouped(Calendar::kFarthest));
    rule.length = length;
    return rule;
}

} // namespace alur::calendar
