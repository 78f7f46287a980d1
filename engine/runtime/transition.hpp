#pragma once
#include <array>
#include <cstdint>

namespace alur::runtime {

/// Where a token stands in its node.
enum class ElementState : std::uint8_t {
    Arrived, ///< came in; never outlives a step
    Waiting, ///< for a person, a service, a message, a time, or other tokens (at a join)
    Active,  ///< a scope with tokens inside
    Done,    ///< went out
    Cancelled,
};

struct Transition {
    ElementState from, to;
};

inline constexpr std::array kTransitions{
    Transition{ElementState::Arrived, ElementState::Waiting},   // a task opens, a catch event listens, a join waits
    Transition{ElementState::Arrived, ElementState::Active},    // a sub-process begins
    Transition{ElementState::Arrived, ElementState::Done},      // a gateway or a throw event passes at once
    Transition{ElementState::Arrived, ElementState::Cancelled}, // interrupted before its turn
    Transition{ElementState::Waiting, ElementState::Done},      // completed, triggered, joined
    Transition{ElementState::Waiting, ElementState::Cancelled}, // interrupted
    Transition{ElementState::Active, ElementState::Waiting},    // nothing inside any more, waits for its compensation
    Transition{ElementState::Active, ElementState::Done},       // the last token inside ended
    Transition{ElementState::Active, ElementState::Cancelled},  // interrupted, with all that is inside
};

constexpr bool can_move(ElementState from, ElementState to) {
    for (auto const& t : kTransitions)
        if (t.from == from && t.to == to) return true;
    return false;
}

} // namespace alur::runtime
