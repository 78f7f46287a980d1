#pragma once
#include "calendar/due_date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace alur::service {

/// Why a deadline of a case falls on its day, as its row in the store keeps it: the whole derivation, the one sentence
/// that officers read, and since when its clock stands still, if it does.
struct DueReason {
    calendar::DueDate due;
    std::optional<Day> stopped; ///< the clock stands still since this day
    std::string stopped_why;
};

/// The sentence alone: `7 hari kerja sejak …; dilewati: …`, without full stop.
std::string sentence(DueReason const& reason);
std::string to_json(DueReason const& reason);
/// What to_json() wrote. Only what went in is read back (start, rule, circumstances, due day); the days that were
/// skipped on the way come from counting again. Unavailable: what is stored is damaged.
Result<DueReason> read_due_reason(std::string_view stored);

} // namespace alur::service
