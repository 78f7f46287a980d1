#pragma once
#include "feel/value.hpp"
#include "model/process.hpp"
#include "runtime/ids.hpp"

#include <string>
#include <variant>

namespace alur::runtime {

// Work that a step asks of the world: saved with its events, done after the commit, harmless when repeated.

/// A service task waits for CompleteService or FailService. Headers stand in the node.
struct ServiceCall {
    ElementId element{};
    model::NodeIndex node = model::kNone;
    std::string type;  ///< zeebe:taskDefinition, "" when the model names none
    feel::Value input; ///< the variables that the task's input mapping made; null without one
};
/// A message for another instance, or one that begins a process. (One that fits somebody waiting in the same instance
/// is delivered at once and is no request.)
struct MessageSent {
    model::NodeIndex node = model::kNone; ///< the event or task that sends
    std::string name;
    std::string key; ///< "" for whoever waits for the name
    feel::Value variables;
};
/// A signal for all other instances; those who wait in the same one have it already.
struct SignalSent {
    model::NodeIndex node = model::kNone;
    std::string name;
    feel::Value variables;
};

using Request = std::variant<ServiceCall, MessageSent, SignalSent>;

} // namespace alur::runtime
