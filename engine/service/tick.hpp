#pragma once
#include "service/deliver.hpp"
#include "service/papers.hpp"

namespace alur::service {

/// What one tick of the scheduler did.
struct TickReport {
    int timers = 0;
    int papers = 0; ///< and other queued work
    int reminders = 0;
    DeliverCount messages;
};

/// One tick, for cron, a systemd timer and the server alike: fires timers that are due, does queued work, claims
/// reminders that are due and carries messages. Called twice, or by two programs, it never sends twice: the database
/// belongs to one process, and everything is claimed before it is tried. The first failure ends it; what was done
/// stays.
Result<TickReport> tick(Office& office, Papers& papers, Instant now);

} // namespace alur::service
