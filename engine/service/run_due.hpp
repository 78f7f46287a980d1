#pragma once
#include "service/office.hpp"

#include <optional>

namespace alur::service {

/// Fires every timer that is due, one transaction each. Answers how many.
Result<int> fire_timers(Office& office, Instant now);

/// Sends the reminders that are due, by the rules of reminder/book.hpp: within office hours, at most one late one a
/// deadline. Here "sent" means entered as sent into the book; each is claimed before. Answers how many went out.
Result<int> send_reminders(Office& office, Instant now);

/// The next instant at which a timer, a reminder or queued work is due; nothing when none is.
Result<std::optional<Instant>> next_due(Office& office);

} // namespace alur::service
