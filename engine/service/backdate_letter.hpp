#pragma once
#include "service/issue_documents.hpp"
#include "store/number_register.hpp"

namespace alur::service {

/// A letter that must carry a day on which later numbers are out already.
struct BackdateLetter {
    std::string letter;
    std::string case_number;
    Day date{};
    std::string reason;
    Officer officer;
};

/// Takes an inserted number (`0147.a` behind the last number of that day) and orders the letter with it, from the case
/// as it stands now; the register marks it. The officer at the door must hold one of the pack's roles for it.
///
/// Invalid: no reason; a day in the future. Conflict: the day is not before the last number of the series (then the
/// letter takes the next number in the usual way), no number is out on or before it, or nobody may sign that day.
Result<store::NumberEntry> backdate_letter(Office& office, BackdateLetter const& command, Instant now);

} // namespace alur::service
