#pragma once
#include "service/office.hpp"

#include <string>

namespace alur::service {

/// Whose deadlines a calendar shows: those a role owns or oversees, or those of one case. Both narrow; none means all.
struct FeedFilter {
    std::string role;
    std::string case_number;
};

/// The open deadlines, and those closed in the last sixty days, as an iCalendar file to subscribe to: an entry keeps
/// its UID for ever and counts its SEQUENCE up each time its date moves; what is planned to be reminded rings an alarm.
/// NotFound: no such case.
Result<std::string> calendar_feed(Office& office, FeedFilter const& filter, Instant now);

} // namespace alur::service
