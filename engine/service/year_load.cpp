#include "service/year_load.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/reminder_plan.hpp"
#include "store/reminders.hpp"

#include <algorithm>
#include <set>

namespace alur::service {

namespace {

using std::chrono::days;

constexpr int kLongHoliday = 5;
constexpr std::size_t kMostDays = 10;

Day monday_of(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

std::vector<LongHoliday> long_holidays(calendar::Calendar const& calendar, Day begin, Day end) {
    std::vector<LongHoliday> out;
    for (auto day = begin; day <= end; day += days{1}) {
        if (calendar.is_working_day(day)) continue;
        LongHoliday one{day, day, "", {}};
        std::vector<std::string> names;
        for (; !calendar.is_working_day(day); day += days{1}) {
            one.last = day;
            auto const closed = calendar.why_closed(day);
            if (closed->kind == calendar::ClosedKind::Weekend) continue;
            auto name = calendar::reason(*closed);
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
        }
        one.name = join(names, ", ");
        if ((one.last - one.first).count() + 1 >= kLongHoliday) out.push_back(std::move(one));
    }
    return out;
}

/// Counts, case by case, what the database holds.
class Counting {
  public:
    Counting(Office& office, store::Reader& reader, YearLoad& load) : office_(office), reader_(reader), load_(load) {}

    Result<> run() {
        auto const rows = store::list_cases(reader_, {.limit = 10'000'000});
        if (!rows) return rows.error();
        for (auto const& row : *rows)
            if (auto const counted = count(row); !counted) return counted.error();
        for (auto const& [role, told] : told_) roles_[role].messages = static_cast<int>(told.size());
        for (auto& [role, one] : roles_) {
            one.role = role;
            for (auto const& [week, count] : one.by_week)
                if (count > one.fullest.second) one.fullest = {week, count};
            load_.roles.push_back(std::move(one));
        }
        return Done{};
    }

  private:
    Result<> count(store::CaseRow const& row) {
        auto const deadlines = store::deadlines_of_case(reader_, row.id);
        if (!deadlines) return deadlines.error();
        for (auto const& deadline : *deadlines) {
            if (deadline.state == store::DeadlineState::Cancelled) continue;
            if (deadline.due_date < load_.begin || deadline.due_date > load_.end) continue;
            auto const* rule = rule_of(office_.pack(), row.process, deadline.deadline_id);
            load_.entries.push_back({deadline.due_date, row.number, row.title, deadline.deadline_id,
                                     rule ? rule->name : deadline.deadline_id, deadline.owner,
                                     deadline.state == store::DeadlineState::Missed});
            for (auto const& role : deadline.owner) {
                ++roles_[role].deadlines;
                ++roles_[role].by_week[monday_of(deadline.due_date)];
            }
        }
        auto const reminders = store::reminders_of_case(reader_, row.id);
        if (!reminders) return reminders.error();
        for (auto const& reminder : *reminders) {
            if (!reminder.sent_at) continue;
            auto const to = feel::from_json(reminder.recipients);
            if (!to || !to->is_list()) continue;
            for (auto const& role : to->items())
                told_[feel::to_text(role)].insert(day_of(*reminder.sent_at, office_.pack().zone));
        }
        return Done{};
    }

    Office& office_;
    store::Reader& reader_;
    YearLoad& load_;
    std::map<std::string, RoleLoad> roles_;
    std::map<std::string, std::set<Day>> told_;
};

void find_fullest_days(YearLoad& load) {
    std::map<Day, int> counts;
    for (auto const& entry : load.entries) ++counts[entry.due];
    load.fullest_days.assign(counts.begin(), counts.end());
    std::stable_sort(load.fullest_days.begin(), load.fullest_days.end(),
                     [](auto const& a, auto const& b) { return a.second > b.second; });
    std::erase_if(load.fullest_days, [](auto const& one) { return one.second < 2; });
    if (load.fullest_days.size() > kMostDays) load.fullest_days.resize(kMostDays);
}

void find_long_holidays(YearLoad& load, calendar::Calendar const& calendar) {
    for (auto& holiday : long_holidays(calendar, load.begin, load.end)) {
        auto const first = calendar.add_working_days(holiday.first, -2);
        auto const last = calendar.add_working_days(holiday.last, 2);
        if (!first || !last) continue;
        for (std::size_t i = 0; i < load.entries.size(); ++i)
            if (*first <= load.entries[i].due && load.entries[i].due <= *last) holiday.entries.push_back(i);
        if (!holiday.entries.empty()) load.long_holidays.push_back(std::move(holiday));
    }
}

std::string padded(std::string text, std::size_t width) {
    auto const count = code_point_count(text);
    return count < width ? text + std::string(width - count, ' ') : text;
}

std::string right(std::string const& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

} // namespace

Result<YearLoad> year_load(Office& office, Day begin, Day end) {
    YearLoad load;
    load.begin = begin;
    load.end = end;
    auto const counted =
        office.database().read([&](store::Reader& reader) { return Counting(office, reader, load).run(); });
    if (!counted) return counted.error();
    std::stable_sort(load.entries.begin(), load.entries.end(),
                     [](auto const& a, auto const& b) { return a.due < b.due; });
    std::stable_sort(load.roles.begin(), load.roles.end(), [](auto const& a, auto const& b) {
        return std::pair(a.deadlines, a.messages) > std::pair(b.deadlines, b.messages);
    });
    find_fullest_days(load);
    find_long_holidays(load, office.pack().calendar);
    return load;
}

std::string to_text(YearLoad const& load) {
    std::string out = "Hari yang menumpuk\n";
    for (auto const& [day, count] : load.fullest_days) {
        std::map<std::string, int> what;
        for (auto const& entry : load.entries)
            if (entry.due == day) ++what[entry.name];
        std::vector<std::string> parts;
        for (auto const& [name, times] : what)
            parts.push_back(name + (times > 1 ? " " + std::to_string(times) + " kali" : ""));
        out += "  " + padded(hari_tanggal(day), 28) + right(std::to_string(count), 3) +
               " tenggat: " + join(parts, ", ") + '\n';
    }
    out += "\n" + padded("Beban menurut peran", 22) + "Tenggat  Hari diingatkan  Minggu terpadat\n";
    for (auto const& role : load.roles)
        if (role.deadlines > 0 || role.messages > 0)
            out += "  " + padded(role.role, 20) + right(std::to_string(role.deadlines), 7) +
                   right(std::to_string(role.messages), 17) + "  " +
                   (role.fullest.second > 0
                        ? std::to_string(role.fullest.second) + " dalam minggu " + tanggal(role.fullest.first)
                        : "") +
                   '\n';
    for (auto const& holiday : load.long_holidays) {
        out += "\nDi sekitar libur " + rentang_tanggal(holiday.first, holiday.last) + " (" + holiday.name + ")\n";
        std::map<std::pair<Day, std::string>, int> lines;
        for (auto const i : holiday.entries) ++lines[{load.entries[i].due, load.entries[i].name}];
        for (auto const& [line, count] : lines)
            out += "  " + padded(hari_tanggal(line.first), 28) + line.second +
                   (count > 1 ? ", " + std::to_string(count) + " perkara" : "") + '\n';
    }
    return out;
}

} // namespace alur::service
