#pragma once
#include <cstdint>

namespace alur::runtime {

// Numbers inside one instance, given in order from 1 and never used twice; 0 names nothing.
enum class ElementId : std::uint32_t {}; ///< one visit of a token to a node
enum class WaitId : std::uint32_t {};    ///< one timer or subscription

inline constexpr ElementId kRoot{1}; ///< the instance itself, as the outermost scope
inline constexpr ElementId kNoElement{0};

constexpr std::uint32_t number(ElementId id) { return static_cast<std::uint32_t>(id); }
constexpr std::uint32_t number(WaitId id) { return static_cast<std::uint32_t>(id); }

} // namespace alur::runtime
