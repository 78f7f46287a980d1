#pragma once
#include "service/office.hpp"

namespace alur::service {

/// Something from outside that an officer records: a revised file came in, a group withdraws.
struct ReceiveMessage {
    std::string case_number;
    std::string name;  ///< of the BPMN message
    feel::Value input; ///< context of its fields
    Officer officer;
};

/// Gives the message to the case that waits for it. NotFound: no such case. Invalid: wrong fields. Conflict: the case
/// does not wait for such a message now.
Result<> receive_message(Office& office, ReceiveMessage const& command, Instant now);

} // namespace alur::service
