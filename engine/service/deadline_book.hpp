#pragma once
#include "calendar/due_date.hpp"
#include "feel/feel.hpp"
#include "service/due_reason.hpp"
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
    /// The element was completed: the clock of every running deadline that it stops stands still from today on, and
    /// nobody is reminded until it goes on.
    Result<> stop_clock(std::string_view element, std::string_view why);
    /// The element was completed: the clocks it lets go on count again from tomorrow, the days between are left out,
    /// and the due dates move by them.
    Result<> restart_clock(std::string_view element, std::string_view actor);
    /// A later date for the running deadline of that id. NotFound: it does not run. Invalid: the date is not later than
    /// the one it has, or its cap does not allow one.
    Result<> extend(std::string_view deadline_id, Day until, std::string const& reason, std::string_view actor);
    /// The case has ended: what is still open is cancelled.
    Result<> cancel_all();

  private:
    Result<> move(store::Deadline deadline, DueReason const& reason, std::string_view why, std::string_view actor);
    Result<bool> runs_already(model::DeadlineRule const& rule);
    Result<> end(store::Deadline const& deadline, store::DeadlineState state, std::string_view why);

    Pack const& pack_;
    store::Transaction& transaction_;
    store::CaseRow const& row_;
    Instant now_;
};

} // namespace alur::service
