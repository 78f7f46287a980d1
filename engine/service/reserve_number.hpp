#pragma once
#include "service/letter_number.hpp"

namespace alur::service {

/// A number that is wanted before the letter is made: to be told to somebody, or written into another paper.
struct ReserveNumber {
    std::string letter;      ///< id of the letter
    std::string case_number; ///< whose letter it will be; "" for the next one of that kind
    std::string reason;
    Officer officer;
};

/// Takes the next number of the letter's series as DIPESAN. It waits as many working days as the pack says, then it is
/// void. Invalid: no reason. NotFound: no such letter or case. Forbidden: the officer's roles may not.
Result<store::NumberEntry> reserve_number(Office& office, ReserveNumber const& command, Instant now);

/// Voids reserved numbers whose days are over. Answers how many.
Result<int> lapse_reservations(Office& office, Instant now);

} // namespace alur::service
