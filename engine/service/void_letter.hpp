#pragma once
#include "service/letter_number.hpp"

namespace alur::service {

struct VoidLetter {
    std::string number; ///< as printed
    std::string reason;
    Officer officer;
};

/// Voids a number and the letter that carries it. Both stay: the register shows the number with its reason, and it is
/// never used again. NotFound: no such number. Invalid: no reason. Conflict: void already, or the letter is published.
/// Forbidden: the officer's roles may not.
Result<store::NumberEntry> void_letter(Office& office, VoidLetter const& command, Instant now);

} // namespace alur::service
