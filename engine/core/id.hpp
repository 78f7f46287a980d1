#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace alur {

/// A number that names one thing of one kind; kinds do not mix. 0 names nothing.
template <class Tag> struct Id {
    std::int64_t value{};
    auto operator<=>(Id const&) const = default;
};

} // namespace alur

template <class Tag> struct std::hash<alur::Id<Tag>> {
    std::size_t operator()(alur::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
