#pragma once
#include "service/office.hpp"

#include <string>

namespace alur::service {

/// Whose deadlines a calendar shows: those one of the roles owns or oversees, those of some areas, those of one case.
/// Each narrows; none means all.
struct FeedFilter {
    std::vector<std::string> roles = {};
    std::string case_number = {};
    std::vector<std::string> areas = {}; ///< a case without an area is in all of them
    std::string name = {};               ///< of the calendar, after `Tenggat`; empty: the roles or the case
};

/// The open deadlines, and those closed in the last sixty days, as an iCalendar file to subscribe to: an entry keeps
/// its UID for ever and counts its SEQUENCE up each time its date moves; what is planned to be reminded rings an alarm.
/// NotFound: no such case.
Result<std::string> calendar_feed(Office& office, FeedFilter const& filter, Instant now);

} // namespace alur::service
