#pragma once
#include "service/office.hpp"

#include <optional>

namespace alur::service {

/// Fires every timer that is due, one transaction each. Answers how many.
Result<int> fire_timers(Office& office, Instant now);

/// The next instant at which a timer, a reminder, a message or queued work is due; nothing when none is.
Result<std::optional<Instant>> next_due(Office& office);

} // namespace alur::service
