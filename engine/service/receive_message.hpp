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

/// A message that no case waits for, but with which a process begins: opens a case of it and answers its number.
/// `case_number` stays empty. NotFound: no process begins with it that officers may open so. Forbidden, Invalid: as
/// above.
Result<std::string> open_by_message(Office& office, ReceiveMessage const& command, Instant now);

} // namespace alur::service
