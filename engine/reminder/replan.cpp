#include "reminder/book.hpp"

#include <map>

namespace alur::reminder {

Changes replan(std::vector<Send> const& rows, std::vector<Send> const& wanted) {
    Changes changes;
    std::map<std::string_view, Send const*> there;
    for (auto const& row : rows) there.emplace(row.key, &row);
    std::map<std::string_view, bool> kept;
    for (auto const& want : wanted) {
        kept[want.key] = true;
        auto const at = there.find(want.key);
        if (at == there.end()) {
            changes.add.push_back(want);
            continue;
        }
        auto const& row = *at->second;
        if (row.state != SendState::Planned && row.state != SendState::Paused && row.state != SendState::Cancelled)
            continue;
        auto next = want;
        if (row.state == SendState::Paused) next.state = SendState::Paused;
        if (next != row) changes.update.push_back(std::move(next));
    }
    for (auto const& row : rows)
        if ((row.state == SendState::Planned || row.state == SendState::Paused) && !kept.contains(row.key))
            changes.cancel.push_back(row.key);
    return changes;
}

} // namespace alur::reminder
