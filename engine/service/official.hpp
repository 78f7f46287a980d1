#pragma once
#include "core/diagnostic.hpp"
#include "core/time.hpp"
#include "feel/value.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::service {

/// Days from `from` to `until`, both included; an end that is not named is open.
struct Period {
    std::optional<Day> from;
    std::optional<Day> until;
    bool holds(Day day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

/// One person in one post for one period, as the office's file declares it.
struct Official {
    std::string role;
    std::string position;
    std::string name;
    std::string acting; ///< "" the holder; "Plt." the post is empty; "Plh." the holder is away
    std::string decree; ///< number and date of the appointment or order
    Period period;
    feel::Value context; ///< all of the entry, as letters and forms see it
    Place place;
};

/// Whoever holds `role` lets the holder of `to` sign in his or her name.
struct Delegation {
    std::string role;
    std::string to;
    std::string through; ///< the post between the two ("u.b."), "" for one level below
    std::string decree;
    std::vector<std::string> letters; ///< which letters; empty: all
    Period period;
    Place place;
};

} // namespace alur::service
