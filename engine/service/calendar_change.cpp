#include "service/calendar_change.hpp"

#include "core/indonesian.hpp"
#include "core/text.hpp"
#include "service/due_reason.hpp"
#include "service/reminder_plan.hpp"
#include "store/decrees.hpp"
#include "store/reminders.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace alur::service {

namespace {

using calendar::Calendar;
using calendar::HolidayDecree;
using std::chrono::days;

/// A day that is closed in one of two calendars only.
struct Difference {
    Day day;
    std::string text;
};

std::vector<Difference> differences(Calendar const& before, Calendar const& after, HolidayDecree const& decree) {
    std::set<int> years;
    for (auto const& off : decree.days) years.insert(static_cast<int>(std::chrono::year_month_day{off.date}.year()));
    std::vector<Difference> out;
    for (auto const year : years)
        for (Day day = std::chrono::year{year} / 1 / 1; day < Day{std::chrono::year{year + 1} / 1 / 1};
             day += days{1}) {
            auto const was = before.why_closed(day);
            auto const is = after.why_closed(day);
            if (was.has_value() == is.has_value()) continue;
            out.push_back({day, tanggal(day) +
                                    (is ? " menjadi libur (" + calendar::reason(*is)
                                        : " menjadi hari kerja (dahulu " + calendar::reason(*was)) +
                                    ')'});
        }
    return out;
}

/// Compares every open deadline under two calendars.
class Comparison {
  public:
    Comparison(Pack const& pack, store::Reader& reader, HolidayDecree const& decree, Calendar const& after, Instant now)
        : pack_(pack), reader_(reader), decree_(decree), after_(after), now_(now),
          different_(differences(pack.calendar, after, decree)) {}

    Result<CalendarChange> run() {
        auto const open = store::open_deadlines_until(reader_, Day{std::chrono::year{9999} / 12 / 31});
        if (!open) return open.error();
        auto const rows = store::list_cases(reader_, {.limit = 10'000'000});
        if (!rows) return rows.error();
        for (auto const& row : *rows) cases_.emplace(row.id.value, &row);
        out_.looked_at = static_cast<int>(open->size());
        // A deadline that others never pass is counted before them.
        for (auto const& deadline : *open)
            if (auto const done = compare(deadline, false); !done) return done.error();
        for (auto const& deadline : *open)
            if (auto const done = compare(deadline, true); !done) return done.error();
        std::sort(out_.moved.begin(), out_.moved.end(), [](auto const& a, auto const& b) {
            return std::tuple(a.case_number, a.stored.deadline_id, a.stored.seq) <
                   std::tuple(b.case_number, b.stored.deadline_id, b.stored.seq);
        });
        for (auto const& [year, count] : missing_) out_.missing_years.emplace_back(year, count);
        return std::move(out_);
    }

  private:
    Result<> compare(store::Deadline const& deadline, bool capped) {
        auto const row = cases_.find(deadline.case_id.value);
        if (row == cases_.end()) return Done{};
        auto const* rule = rule_of(pack_, row->second->process, deadline.deadline_id);
        if (!rule || rule->cap.empty() == capped) return Done{};
        auto reason = read_due_reason(deadline.derivation);
        if (!reason)
            return unavailable("perkara " + row->second->number + ", tenggat " + deadline.deadline_id + ": " +
                               reason.error().message);
        auto& cap = reason->due.derivation.circumstances.cap;
        if (cap)
            if (auto const other = due_.find({deadline.case_id.value, rule->cap}); other != due_.end())
                cap->due = other->second;
        auto due = calendar::due_date_again(reason->due.derivation, after_);
        if (!due) return due.error();
        reason->due = std::move(*due);
        auto const moved_to = reason->due.due;
        due_[{deadline.case_id.value, deadline.deadline_id}] = moved_to;
        for (auto const year : reason->due.derivation.missing_years) ++missing_[year];
        if (different_.empty() && moved_to == deadline.due_date) return Done{};
        MovedDeadline moved{deadline, row->second->number, row->second->title, rule->name, moved_to, "", "", {}};
        if (auto const sends = compare_reminders(moved, *rule, *row->second, reason->stopped.has_value()); !sends)
            return sends.error();
        if (moved_to == deadline.due_date && moved.reminders.empty()) return Done{};
        moved.cause = cause(deadline, moved);
        moved.derivation = to_json(*reason);
        out_.moved.push_back(std::move(moved));
        return Done{};
    }

    Result<> compare_reminders(MovedDeadline& moved, model::DeadlineRule const& rule, store::CaseRow const& row,
                               bool stopped) {
        if (stopped) return Done{};
        auto const book = store::reminders_of_deadline(reader_, moved.stored.id);
        if (!book) return book.error();
        auto later = moved.stored;
        later.due_date = moved.after;
        auto const wanted = wanted_reminders(pack_, after_, rule, row, later, now_);
        if (!wanted) return wanted.error();
        std::map<std::string, MovedReminder> moments;
        for (auto const& reminder : *book)
            if (reminder.state == store::ReminderState::Planned || reminder.state == store::ReminderState::Paused) {
                auto& one = moments[reminder.moment];
                one.before = reminder.planned_at;
                if (reminder.edited && moved.after == moved.stored.due_date) one.after = reminder.planned_at;
            }
        for (auto const& send : *wanted) {
            auto const known = std::any_of(book->begin(), book->end(), [&](auto const& r) {
                return r.moment == send.moment && r.due_date == moved.after &&
                       (r.edited ||
                        (r.state != store::ReminderState::Planned && r.state != store::ReminderState::Paused &&
                         r.state != store::ReminderState::Cancelled));
            });
            if (!known) moments[send.moment].after = send.planned;
        }
        for (auto& [moment, one] : moments) {
            if (one.before == one.after) continue;
            one.moment = moment;
            moved.reminders.push_back(std::move(one));
        }
        std::sort(moved.reminders.begin(), moved.reminders.end(), [](auto const& a, auto const& b) {
            return (a.after ? a.after : a.before) < (b.after ? b.after : b.before);
        });
        return Done{};
    }

    std::string cause(store::Deadline const& deadline, MovedDeadline const& moved) const {
        auto first = std::min({deadline.trigger_date, deadline.due_date, moved.after});
        auto last = std::max({deadline.trigger_date, deadline.due_date, moved.after});
        for (auto const& reminder : moved.reminders)
            for (auto const& at : {reminder.before, reminder.after})
                if (at) {
                    first = std::min(first, day_of(*at, pack_.zone));
                    last = std::max(last, day_of(*at, pack_.zone));
                }
        std::vector<std::string> parts;
        for (auto const& one : different_)
            if (first <= one.day && one.day <= last) parts.push_back(one.text);
        return decree_.name + (parts.empty() ? "" : ": " + join(parts, ", "));
    }

    Pack const& pack_;
    store::Reader& reader_;
    HolidayDecree const& decree_;
    Calendar const& after_;
    Instant now_;
    std::vector<Difference> different_;
    std::map<std::int64_t, store::CaseRow const*> cases_;
    std::map<std::pair<std::int64_t, std::string>, Day> due_;
    std::map<int, int> missing_;
    CalendarChange out_;
};

} // namespace

Result<HolidayDecree> read_decree_file(format::SourceFile const& file, std::string name) {
    auto const csv = format::parse_csv(file);
    if (!csv) return csv.error();
    for (auto const* column : {"date", "name", "kind"})
        if (csv->column(column) < 0)
            return invalid(file.name + ": kolom '" + column + "' tidak ada; yang perlu ada: date, name, kind");
    std::vector<calendar::HolidayRow> rows;
    bool local = !csv->rows.empty();
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        auto const& decree = csv->at(row, "decree");
        if (name.empty()) name = decree;
        if (!decree.empty() && csv->at(0, "decree") != decree) {
            auto error = invalid(file.name + ": satu tabel hanya untuk satu keputusan");
            error.found.error("two-decrees", csv->place(row, "decree"),
                              "keputusan '" + decree + "' lain dari '" + csv->at(0, "decree") + "' di atasnya");
            return error;
        }
        local = local && csv->at(row, "kind") == "libur_daerah";
        rows.push_back({csv->at(row, "date"), csv->at(row, "name"), csv->at(row, "kind"), csv->place(row, "date")});
    }
    if (name.empty()) name = std::filesystem::path(file.name).stem().string();
    return calendar::read_decree(std::move(name), file.name, local ? calendar::Scope::Local : calendar::Scope::National,
                                 rows);
}

Result<CalendarChange> preview_decree(Office& office, HolidayDecree const& decree, Instant now) {
    auto const after = office.pack().calendar.with(decree);
    return office.database().read(
        [&](store::Reader& reader) { return Comparison(office.pack(), reader, decree, after, now).run(); });
}

Result<CalendarChange> apply_decree(Office& office, HolidayDecree const& decree, format::SourceFile const& file,
                                    std::string const& actor, Instant now) {
    auto const& pack = office.pack();
    auto const after = pack.calendar.with(decree);
    return office.database().write([&](store::Transaction& transaction) -> Result<CalendarChange> {
        auto const applied = store::applied_decrees(transaction);
        if (!applied) return applied.error();
        if (!applied->empty() && applied->back().content == file.text)
            return conflict(file.name + ": tabel ini sudah berlaku sejak " +
                            tanggal(day_of(applied->back().applied_at, pack.zone)));
        auto change = Comparison(pack, transaction, decree, after, now).run();
        if (!change) return change.error();
        for (auto const& moved : change->moved) {
            auto const why = "kalender libur berubah menurut " + moved.cause;
            auto later = moved.stored;
            later.due_date = moved.after;
            if (moved.after != moved.stored.due_date)
                if (auto const kept = store::move_deadline(transaction, moved.stored.id, moved.after, moved.derivation,
                                                           actor, why, now);
                    !kept)
                    return kept.error();
            auto const row = store::find_case(transaction, moved.stored.case_id);
            if (!row) return row.error();
            if (moved.reminders.empty()) continue;
            auto const planned = replan_reminders(transaction, pack, after, *row, later, why, now);
            if (!planned) return planned.error();
        }
        store::AppliedDecree kept{{}, decree.name, file.name, now, actor, file.text};
        if (auto const added = store::add_decree(transaction, kept); !added) return added.error();
        return change;
    });
}

Result<> load_applied_decrees(Pack& pack, store::Database& database) {
    auto const applied = database.read([](store::Reader& reader) { return store::applied_decrees(reader); });
    if (!applied) return applied.error();
    for (auto const& one : *applied) {
        auto decree = read_decree_file({one.file, one.content}, one.name);
        if (!decree) return decree.error();
        pack.calendar = pack.calendar.with(std::move(*decree));
    }
    return Done{};
}

} // namespace alur::service
