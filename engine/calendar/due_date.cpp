#include "calendar/due_date.hpp"

#include "core/indonesian.hpp"

#include <algorithm>

namespace alur::calendar {

namespace {

using std::chrono::days;

constexpr days kOne{1};

/// Counts days from a start in one direction and keeps what happened on the way.
class Counter {
  public:
    Counter(Calendar const& calendar, Derivation& derivation) : calendar_(calendar), derivation_(derivation) {}

    /// Nothing when the end lies beyond any sensible date.
    std::optional<Day> working_days(Day day, std::int64_t count, days step) {
        auto const start = day;
        while (count > 0) {
            day += step;
            if (too_far(start, day)) return {};
            if (stands_still(day)) {
                derivation_.suspended += calendar_.is_working_day(day) ? 1 : 0;
            } else if (auto closed = calendar_.why_closed(day)) {
                derivation_.skipped.push_back(*std::move(closed));
            } else
                --count;
        }
        return day;
    }

    std::optional<Day> calendar_days(Day day, std::int64_t count, days step) {
        auto const start = day;
        while (count > 0) {
            day += step;
            if (too_far(start, day)) return {};
            if (stands_still(day))
                ++derivation_.suspended;
            else
                --count;
        }
        return day;
    }

    Day shift(Day day, days step) {
        for (;; day += step) {
            if (auto closed = calendar_.why_closed(day))
                derivation_.shifted.push_back(*std::move(closed));
            else if (!stands_still(day))
                return day;
        }
    }

  private:
    bool stands_still(Day day) const {
        auto const direction = derivation_.rule.direction;
        if (direction != Direction::Forward && direction != Direction::Periodic) return false;
        auto const& all = derivation_.circumstances.suspensions;
        return std::any_of(all.begin(), all.end(), [&](auto const& s) { return s.from < day && day <= s.to; });
    }
    static bool too_far(Day start, Day day) {
        auto const distance = day > start ? day - start : start - day;
        return distance.count() > 4 * Calendar::kFarthest;
    }

    Calendar const& calendar_;
    Derivation& derivation_;
};

Day fixed_day(DueRule const& rule, Day start) {
    using namespace std::chrono;
    if (rule.month == 0) return start;
    auto const of_year = year_month_day{start}.year() + years{rule.year_offset};
    auto const date = of_year / month{rule.month} / std::chrono::day{rule.day};
    return date.ok() ? sys_days{date} : sys_days{of_year / month{rule.month} / last};
}

Result<> check(DueRule const& rule, Circumstances const& circumstances) {
    for (auto const& suspension : circumstances.suspensions)
        if (suspension.to < suspension.from)
            return invalid("penghentian waktu berakhir " + tanggal(suspension.to) + ", sebelum mulai " +
                           tanggal(suspension.from));
    if (circumstances.occurrence < 1) return invalid("urutan tenggat berkala dihitung dari 1");
    if (rule.direction == Direction::Fixed) return Done{};
    if (rule.unit == Unit::Date) return invalid("satuan DATE hanya untuk tenggat bertanggal tetap");
    if (rule.length < 1 || rule.length > Calendar::kFarthest)
        return invalid("lama tenggat " + grouped(rule.length) + " hari di luar batas 1 sampai " +
                       grouped(Calendar::kFarthest));
    return Done{};
}

} // namespace

Result<DueDate> due_date(DueRule const& rule, Day start, Calendar const& calendar, Circumstances circumstances) {
    if (auto const checked = check(rule, circumstances); !checked) return checked.error();
    DueDate out;
    auto& derivation = out.derivation;
    derivation.start = start;
    derivation.rule = rule;
    derivation.circumstances = std::move(circumstances);
    auto const& around = derivation.circumstances;
    Counter counter(calendar, derivation);

    auto const backward = rule.direction == Direction::Backward;
    auto const step = backward ? -kOne : kOne;
    std::optional<Day> reached;
    auto const times = rule.direction == Direction::Periodic ? around.occurrence : 1;
    if (rule.direction == Direction::Fixed)
        reached = fixed_day(rule, start);
    else if (rule.length * times <= Calendar::kFarthest)
        reached = rule.unit == Unit::WorkingDays ? counter.working_days(start, rule.length * times, step)
                                                 : counter.calendar_days(start, rule.length * times, step);
    if (!reached) return invalid("tenggat sejak " + tanggal(start) + " terlalu jauh untuk dihitung");
    derivation.reached = *reached;
    out.due = counter.shift(*reached, backward || rule.direction == Direction::Fixed ? -kOne : kOne);

    auto const counted_from = rule.unit == Unit::WorkingDays ? start + step : *reached;
    auto earliest = std::min(counted_from, out.due);
    auto latest = std::max(counted_from, out.due);
    if (around.extension)
        if (auto const until = calendar.on_or_before(around.extension->until); until > out.due) {
            out.due = until;
            derivation.extended = true;
            earliest = std::min(earliest, around.extension->until);
            latest = std::max(latest, around.extension->until);
        }
    if (around.cap && around.cap->due < out.due) {
        out.due = around.cap->due;
        derivation.capped = true;
    }
    derivation.missing_years = calendar.missing_years(earliest, latest);
    return out;
}

Result<DueDate> due_date_again(Derivation const& derivation, Calendar const& calendar) {
    return due_date(derivation.rule, derivation.start, calendar, derivation.circumstances);
}

} // namespace alur::calendar
