#pragma once
#include "service/office.hpp"

namespace alur::service {

struct StartCase {
    std::string process;
    feel::Value variables;
    std::string actor;
};

/// Opens a case of the pack's newest revision of the process; answers its number. A process with a parent belongs to
/// the newest running case of that process. Conflict: the number is taken, or no parent runs. Invalid: the number
/// cannot be made.
Result<std::string> start_case(Office& office, StartCase const& command, Instant now);

} // namespace alur::service
