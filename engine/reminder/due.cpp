#include "reminder/book.hpp"

#include "core/indonesian.hpp"

#include <map>

namespace alur::reminder {

bool is_open(calendar::Calendar const& calendar, Hours const& hours, Instant now) {
    auto const today = day_of(now, hours.zone);
    return calendar.is_working_day(today) && now >= at(today, hours.opens, hours.zone) &&
           now < at(today, hours.closes, hours.zone);
}

Decision due(std::vector<Send> const& rows, calendar::Calendar const& calendar, Hours const& hours, Instant now) {
    Decision decision;
    if (!is_open(calendar, hours, now)) return decision;
    std::map<std::string_view, Send const*> newest;
    auto const ready = [&](Send const& row) { return row.state == SendState::Planned && row.planned <= now; };
    for (auto const& row : rows) {
        if (!ready(row)) continue;
        auto& best = newest[row.deadline];
        if (best == nullptr || best->planned < row.planned) best = &row;
    }
    auto const today = day_of(now, hours.zone);
    for (auto const& row : rows) {
        if (!ready(row)) continue;
        if (newest[row.deadline] != &row) {
            decision.skipped.push_back(row.key);
            continue;
        }
        auto& send = decision.send.emplace_back(row);
        if (auto const planned = day_of(row.planned, hours.zone); planned < today)
            send.text = "[Terlambat terkirim, dijadwalkan " + tanggal(planned) + "] " + send.text;
    }
    return decision;
}

} // namespace alur::reminder
