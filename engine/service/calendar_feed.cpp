#include "service/calendar_feed.hpp"

#include "channel/icalendar.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/reminder_plan.hpp"
#include "service/rights.hpp"
#include "store/case_words.hpp"
#include "store/reminders.hpp"

#include <algorithm>
#include <map>

namespace alur::service {

namespace {

constexpr std::chrono::days kShownAfterwards{60};

bool concerns(store::Deadline const& deadline, std::vector<std::string> const& roles) {
    auto const named = [&](std::vector<std::string> const& held) {
        return std::find_first_of(held.begin(), held.end(), roles.begin(), roles.end()) != held.end();
    };
    return roles.empty() || named(deadline.owner) || named(deadline.superior);
}

std::string name_of(FeedFilter const& filter, Pack const& pack) {
    if (!filter.name.empty()) return filter.name;
    if (!filter.roles.empty()) return join(filter.roles, ", ");
    return filter.case_number.empty() ? pack.name : filter.case_number;
}

Result<channel::CalendarEntry> entry_of(Pack const& pack, store::Reader& reader, store::CaseRow const& row,
                                        store::Deadline const& deadline) {
    auto const moves = store::moves_of(reader, deadline.id);
    if (!moves) return moves.error();
    auto const* rule = rule_of(pack, row.process, deadline.deadline_id);
    auto const open = deadline.state == store::DeadlineState::Open;
    channel::CalendarEntry entry;
    entry.uid = row.number + '.' + deadline.deadline_id + '.' + std::to_string(deadline.seq) + '@' + pack.id + ".alur";
    entry.sequence = static_cast<int>(moves->size()) + (open ? 0 : 1);
    entry.due = deadline.due_date;
    entry.done = !open;
    entry.summary = (open ? "" : "Selesai: ") + (rule ? rule->name : deadline.deadline_id) + ", " +
                    (row.title.empty() ? row.number : row.title);
    auto const why = feel::from_json(deadline.derivation);
    entry.description = row.number + "\n" + deadline.deadline_id + ": " +
                        (why ? feel::to_text(why->at_path("sebab")) : std::string()) + '.';
    for (auto const& move : *moves)
        entry.description += "\nDahulu " + iso(move.old_due_date) + ": " + move.reason + '.';
    entry.changed = moves->empty() ? deadline.opened_at : moves->back().at;
    if (deadline.closed_at) entry.changed = *deadline.closed_at;
    auto const book = store::reminders_of_deadline(reader, deadline.id);
    if (!book) return book.error();
    for (auto const& reminder : *book)
        if (reminder.state == store::ReminderState::Planned) entry.alarms.push_back(reminder.planned_at);
    return entry;
}

} // namespace

Result<std::string> calendar_feed(Office& office, FeedFilter const& filter, Instant now) {
    auto const& pack = office.pack();
    return office.database().read([&](store::Reader& reader) -> Result<std::string> {
        std::vector<store::CaseRow> rows;
        if (!filter.case_number.empty()) {
            auto const one = store::find_case_by_number(reader, filter.case_number);
            if (!one) return one.error();
            rows.push_back(*one);
        } else {
            auto all = store::list_cases(reader, {.limit = 10'000'000});
            if (!all) return all.error();
            rows = std::move(*all);
        }
        std::vector<channel::CalendarEntry> entries;
        Officer const reads{"", filter.roles, filter.areas};
        for (auto const& row : rows) {
            if (!filter.areas.empty()) {
                auto const area = store::area_of_case(reader, row.id);
                if (!area) return area.error();
                if (!sees_area(reads, *area)) continue;
            }
            auto const deadlines = store::deadlines_of_case(reader, row.id);
            if (!deadlines) return deadlines.error();
            for (auto const& deadline : *deadlines) {
                if (!concerns(deadline, filter.roles)) continue;
                if (deadline.state == store::DeadlineState::Cancelled) continue;
                if (deadline.closed_at && *deadline.closed_at + kShownAfterwards < now) continue;
                auto entry = entry_of(pack, reader, row, deadline);
                if (!entry) return entry.error();
                entries.push_back(std::move(*entry));
            }
        }
        std::stable_sort(entries.begin(), entries.end(), [](auto const& a, auto const& b) { return a.due < b.due; });
        return channel::to_icalendar("Tenggat " + name_of(filter, pack), entries);
    });
}

} // namespace alur::service
