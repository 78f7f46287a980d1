#pragma once
#include "feel/feel.hpp"
#include "service/pack.hpp"

#include <string>
#include <vector>

namespace alur::service {

/// Somebody to be told something. An officer of the office is the same person in every case.
struct Person {
    std::string key; ///< names the person in keys of messages: role and name
    std::string name;
    std::string mail;
    std::string phone;
    bool operator==(Person const&) const = default;
};

/// Who holds the role in a case: those of the office's officials that have it (`VERIF` means VERIF1, VERIF2 … too), or
/// whom the pack's contacts name; `scope` sees the case. Somebody unknown is named by the role itself.
std::vector<Person> people_of(Pack const& pack, std::string const& role, feel::Scope const& scope,
                              feel::Limits const& limits);

} // namespace alur::service
