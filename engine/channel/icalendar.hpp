#pragma once
#include "core/time.hpp"

#include <string>
#include <vector>

namespace alur::channel {

/// A due date as an all-day entry of a calendar.
struct CalendarEntry {
    std::string uid;  ///< the same for ever
    int sequence = 0; ///< goes up each time the date moves
    Day due{};
    std::string summary;
    std::string description;
    Instant changed{};           ///< when it became what it is
    std::vector<Instant> alarms; ///< none for what is done
    bool done = false;           ///< shown, but no longer waited for
};

/// The entries as one iCalendar file (RFC 5545) to subscribe to: CRLF line ends, lines folded at 75 octets. Same
/// entries, same bytes.
std::string to_icalendar(std::string const& name, std::vector<CalendarEntry> const& entries);

} // namespace alur::channel
