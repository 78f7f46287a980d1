#pragma once
#include "feel/value.hpp"
#include "model/process.hpp"
#include "runtime/ids.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace alur::runtime {

// What can be asked of an instance. Variables are contexts, or null for none.

/// Begins a process, on an instance that is still blank. `node`: the message, signal or timer start event that was
/// triggered; kNone: the plain start event, and where there is none the instance waits for what its start events wait
/// for. Conflict: the instance has begun already.
struct Start {
    model::ProcessIndex process = 0;
    feel::Value variables;
    model::NodeIndex node = model::kNone;
};
/// Completes a waiting user task. Conflict: it is not waiting.
struct CompleteTask {
    ElementId element;
    feel::Value variables;
};
/// The answer of a service (service, send or business rule task with a task type). Conflict: it is not waiting.
struct CompleteService {
    ElementId element;
    feel::Value variables;
};
/// A user task fails with a BPMN error. Conflict: it is not waiting.
struct FailTask {
    ElementId element;
    std::string code;
    feel::Value variables;
};
/// A service fails with a BPMN error. Conflict: it is not waiting.
struct FailService {
    ElementId element;
    std::string code;
    feel::Value variables;
};
/// A timer is due; the caller says so, the engine does not compare with `now`. Conflict: it is not set.
struct FireTimer {
    WaitId timer;
};
/// Conflict: nobody in this instance waits for that name and key.
struct CorrelateMessage {
    std::string name;
    std::string key; ///< "" fits any key
    feel::Value variables;
};
/// Reaches everyone who waits for it. Conflict: nobody in this instance does.
struct BroadcastSignal {
    std::string name;
    feel::Value variables;
};
/// Ends the instance as Terminated. Conflict: it has ended or not begun.
struct Cancel {};
/// Changes variables from outside; conditions that wait are looked at again. Conflict: no such scope.
struct SetVariables {
    feel::Value variables;
    ElementId scope = kRoot;
};

using Command = std::variant<Start, CompleteTask, CompleteService, FailTask, FailService, FireTimer, CorrelateMessage,
                             BroadcastSignal, Cancel, SetVariables>;

std::string_view command_name(Command const& command);

} // namespace alur::runtime
