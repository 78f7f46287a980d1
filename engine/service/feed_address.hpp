#pragma once
#include "service/calendar_feed.hpp"
#include "service/desk.hpp"

namespace alur::service {

// A calendar program cannot sign in, so who knows the secret address reads the calendar. Of the secret only a hash is
// kept: it is shown once, and making another one ends the one before.

/// A secret for the deadlines of the officer's roles, within their areas as they are when the calendar is read.
/// Forbidden: the officer may not see cases.
Result<std::string> new_officer_feed(Desk const& desk, SignedIn const& who, Instant now);
/// A secret for the deadlines of one case, for its group. NotFound: no such case, or of another area.
Result<std::string> new_case_feed(Desk const& desk, SignedIn const& who, std::string_view number, Instant now);
/// The calendar behind a secret. NotFound: it was never given, was replaced, or its officer has left.
Result<std::string> feed_behind(Desk const& desk, std::string_view secret, Instant now);

} // namespace alur::service
