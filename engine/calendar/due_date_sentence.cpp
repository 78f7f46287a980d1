#include "calendar/due_date.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"

namespace alur::calendar {

namespace {

using std::chrono::days;

/// More groups of days off than this are counted, not named.
constexpr std::size_t kMostGroups = 8;

/// Days off in a row with the same reason.
struct Group {
    Day first;
    Day last;
    std::string reason;
};

/// `16 Februari`, `21 s.d. 22 Maret`; with the year when it is not `year`.
std::string days_of(Group const& group, std::chrono::year year) {
    auto text = rentang_tanggal(group.first, group.last);
    auto const suffix = ' ' + std::to_string(static_cast<int>(year));
    auto const same = std::chrono::year_month_day{group.first}.year() == year &&
                      std::chrono::year_month_day{group.last}.year() == year;
    return same ? text.substr(0, text.size() - suffix.size()) : text;
}

std::string list_of(std::vector<Closed> const& closed, Day start) {
    std::vector<Group> groups;
    std::size_t weekend_days = 0;
    for (auto const& day : closed) {
        if (day.kind == ClosedKind::Weekend) {
            ++weekend_days;
            continue;
        }
        auto why = reason(day);
        if (!groups.empty() && groups.back().reason == why) {
            if (day.day == groups.back().last + days{1}) {
                groups.back().last = day.day;
                continue;
            }
            if (day.day == groups.back().first - days{1}) {
                groups.back().first = day.day;
                continue;
            }
        }
        groups.push_back({day.day, day.day, std::move(why)});
    }
    std::vector<std::string> parts;
    std::int64_t unnamed = 0;
    auto const year = std::chrono::year_month_day{start}.year();
    for (auto const& group : groups) {
        if (parts.size() < kMostGroups)
            parts.push_back(days_of(group, year) + " (" + group.reason + ')');
        else
            unnamed += (group.last - group.first).count() + 1;
    }
    auto out = join(parts, ", ");
    auto const add = [&](std::string const& more) { out += (out.empty() ? "" : ", serta ") + more; };
    if (unnamed > 0) add(std::to_string(unnamed) + " hari libur lain");
    if (weekend_days > 0) add("akhir pekan (" + std::to_string(weekend_days) + " hari)");
    return out;
}

std::string rule_part(Derivation const& derivation) {
    auto const& rule = derivation.rule;
    if (rule.direction == Direction::Fixed) return "tanggal tetap " + tanggal(derivation.reached);
    auto const length = grouped(rule.length) + (rule.unit == Unit::WorkingDays ? " hari kerja" : " hari kalender");
    if (rule.direction == Direction::Backward) return length + " sebelum " + tanggal(derivation.start);
    if (rule.direction == Direction::Forward) return length + " sejak " + tanggal(derivation.start);
    return "setiap " + length + " sejak " + tanggal(derivation.start) + ", kali ke-" +
           std::to_string(derivation.circumstances.occurrence);
}

std::string suspension_part(Derivation const& derivation) {
    std::vector<std::string> parts;
    for (auto const& s : derivation.circumstances.suspensions)
        if (s.from < s.to && s.to > derivation.start && s.from < derivation.reached)
            parts.push_back(rentang_tanggal(s.from + days{1}, s.to) + " (" + s.reason + ')');
    return "waktu berhenti " + join(parts, ", ");
}

std::string shift_part(Derivation const& derivation) {
    auto const& shifted = derivation.shifted;
    auto const direction = derivation.rule.direction;
    auto const back = direction == Direction::Fixed || direction == Direction::Backward;
    auto out = "digeser dari " + tanggal(shifted.front().day) + " (" + reason(shifted.front()) + ") ke hari kerja " +
               (back ? "sebelumnya" : "berikutnya");
    std::vector<Closed> more;
    for (auto const& closed : shifted)
        if (closed.day != shifted.front().day && closed.kind != ClosedKind::Weekend) more.push_back(closed);
    if (!more.empty()) out += " melewati " + list_of(more, derivation.start);
    return out;
}

} // namespace

std::string sentence(DueDate const& due) {
    auto const& derivation = due.derivation;
    auto const& around = derivation.circumstances;
    auto out = rule_part(derivation);
    if (!derivation.skipped.empty()) out += "; dilewati: " + list_of(derivation.skipped, derivation.start);
    if (derivation.suspended > 0) out += "; " + suspension_part(derivation);
    if (!derivation.shifted.empty()) out += "; " + shift_part(derivation);
    if (derivation.extended)
        out += "; dispensasi sampai " + tanggal(around.extension->until) + " (" + around.extension->reason + ')';
    if (derivation.capped) out += "; tidak melewati " + around.cap->name + " (" + tanggal(around.cap->due) + ')';
    for (auto const year : derivation.missing_years) out += "; peringatan: " + missing_year_warning(year);
    return out;
}

} // namespace alur::calendar
