#pragma once
#include "calendar/due_date.hpp"
#include "feel/feel.hpp"
#include "service/pack.hpp"
#include "store/cases.hpp"
#include "store/deadlines.hpp"

#include <map>
#include <string>
#include <vector>

namespace alur::service {

/// The deadlines of one case and their reminders: opened, closed and planned by the rules of the pack.
class DeadlineBook {
  public:
    DeadlineBook(Pack const& pack, store::Transaction& transaction, store::CaseRow const& row, Instant now)
        : pack_(pack), transaction_(transaction), row_(row), now_(now) {}

    struct Dated {
        Day trigger;
        calendar::DueDate due;
    };
    /// The due dates that the rule gives now: none when its date is null, several when it is a list. `pending` are due
    /// dates of the same step that are not stored yet; a rule's cap is looked up there first.
    Result<std::vector<Dated>> dates(model::DeadlineRule const& rule, feel::Scope const& scope,
                                     feel::Limits const& limits, std::map<std::string, Day> const& pending);
    /// Opens one run for each date and plans its reminders.
    Result<> open(model::DeadlineRule const& rule, std::vector<Dated> const& dates);
    /// The element was completed: the oldest open run of every deadline it ends is met, or missed when it is too late.
    Result<> close(std::string_view element);
    /// The case has ended: what is still open is cancelled.
    Result<> cancel_all();

  private:
    Result<> plan_reminders(model::DeadlineRule const& rule, store::Deadline const& deadline);
    Result<> end(store::Deadline const& deadline, store::DeadlineState state, std::string_view why);

    Pack const& pack_;
    store::Transaction& transaction_;
    store::CaseRow const& row_;
    Instant now_;
};

} // namespace alur::service
