#pragma once
#include "core/time.hpp"
#include "feel/value.hpp"
#include "model/process.hpp"
#include "runtime/ids.hpp"
#include "runtime/transition.hpp"

#include <string>
#include <variant>

namespace alur::runtime {

using model::FlowIndex;
using model::NodeIndex;
using model::ProcessIndex;

enum class Ending : std::uint8_t { Completed, Terminated, Failed };
/// Merged: taken up by another token, at a join.
enum class Outcome : std::uint8_t { Completed, Cancelled, Merged };
enum class WaitKind : std::uint8_t { Timer, Message, Signal, Condition };
/// Plain token; the shell around the items of a multi-instance or loop; one item of it; a compensation handler.
enum class ElementRole : std::uint8_t { Plain, Many, Item, Handler };

// What happened, in order. The journal of a case is the list of these, and an instance is what they add up to.

struct InstanceStarted {
    ProcessIndex process = 0;
    feel::Value variables;
};
struct InstanceEnded {
    Ending ending{};
    NodeIndex node = model::kNone; ///< Failed: the activity the error came from
    std::string code;              ///< Failed: its error code
};
/// The node's property `state`: the case is now in this state.
struct StateChanged {
    std::string state;
};
struct ElementEntered {
    ElementId id{};
    ElementId parent{};
    NodeIndex node = model::kNone;
    FlowIndex flow = model::kNone; ///< it came by; kNone at a start
    ElementRole role = ElementRole::Plain;
    std::uint32_t index = 0; ///< Item: 1, 2, …; Handler: number of the element whose compensation it serves
};
struct ElementMoved {
    ElementId id{};
    ElementState to{}; ///< Waiting or Active
};
struct ElementLeft {
    ElementId id{};
    NodeIndex node = model::kNone;
    Outcome outcome{};
};
/// A person's task lies ready; its element waits from now on. `roles` is comma separated, as the model has it or as its
/// expression gave it.
struct TaskOpened {
    ElementId element{};
    NodeIndex node = model::kNone;
    std::string roles;
    std::string assignee;
    Instant due{}; ///< epoch: none
};
/// A person's task is gone; when completed, its node joins the path.
struct TaskClosed {
    ElementId element{};
    NodeIndex node = model::kNone;
    Outcome outcome{};
};
/// The entries of the context are set in the scope, others stay.
struct VariablesSet {
    ElementId scope{};
    feel::Value variables;
};
struct TimerSet {
    WaitId id{};
    ElementId element{};
    NodeIndex node = model::kNone; ///< the event it triggers
    std::uint8_t trigger = 0;      ///< which of the node's triggers
    Instant due{};
    std::int32_t repeats = 0; ///< how often it will come again afterwards; -1: without end
};
struct TimerFired {
    WaitId id{};
};
struct TimerCancelled {
    WaitId id{};
};
struct MessageAwaited {
    WaitId id{};
    ElementId element{};
    NodeIndex node = model::kNone;
    std::uint8_t trigger = 0;
    std::string name;
    std::string key; ///< "" takes any
};
struct SignalAwaited {
    WaitId id{};
    ElementId element{};
    NodeIndex node = model::kNone;
    std::uint8_t trigger = 0;
    std::string name;
};
struct ConditionAwaited {
    WaitId id{};
    ElementId element{};
    NodeIndex node = model::kNone;
    std::uint8_t trigger = 0;
};
/// A message, signal or condition is no longer waited for: it came, or the waiting ended.
struct SubscriptionClosed {
    WaitId id{};
};
struct LoopStarted {
    ElementId element{};
    feel::Value items;       ///< list, or null for a plain number of times
    std::uint32_t total = 0; ///< 0xffffffff: until a condition says so
};
struct LoopItemEnded {
    ElementId element{};
    std::uint32_t index = 0; ///< from 1
    feel::Value output;
};
/// A completed activity could be undone from now on.
struct CompensationRecorded {
    ElementId scope{};
    NodeIndex activity = model::kNone;
    NodeIndex handler = model::kNone;
};
/// The record at `position` (from 0) is used up.
struct CompensationTaken {
    std::uint32_t position = 0;
};
/// Records of a finished scope belong to the scope around it now.
struct CompensationMoved {
    ElementId from{};
    ElementId to{};
};
/// A throw event or transaction waits until what it asked to be undone is undone.
struct CompensationStarted {
    ElementId element{};
    ElementId scope{};                 ///< whose records are used up, the newest first …
    NodeIndex activity = model::kNone; ///< … those of this activity only, or kNone for all
};
/// A script task wrote a word (only when scripts are words, see Environment).
struct Logged {
    std::string word;
};

using Event = std::variant<InstanceStarted, InstanceEnded, StateChanged, ElementEntered, ElementMoved, ElementLeft,
                           TaskOpened, TaskClosed, VariablesSet, TimerSet, TimerFired, TimerCancelled, MessageAwaited,
                           SignalAwaited, ConditionAwaited, SubscriptionClosed, LoopStarted, LoopItemEnded,
                           CompensationRecorded, CompensationTaken, CompensationMoved, CompensationStarted, Logged>;

/// `TaskOpened` … for logs.
std::string_view event_name(Event const& event);

} // namespace alur::runtime
