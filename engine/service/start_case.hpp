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

/// The same inside the caller's transaction; `node` is the start event that was triggered, kNone for the plain one.
Result<std::string> begin_case(Office& office, store::Transaction& transaction, StartCase const& command,
                               model::NodeIndex node, Instant now);

/// A process that begins by something thrown. `listens`: it has to wait first and then hear, because the message is one
/// of several that it needs or may take.
struct Beginning {
    PackProcess const* process = nullptr;
    model::NodeIndex node = model::kNone;
    bool listens = false;
};
/// The processes that a message or signal of that name begins, one entry each, in the order of the pack.
std::vector<Beginning> beginnings(Pack const& pack, model::TriggerKind kind, std::string_view name);

} // namespace alur::service
