#include "cli/commands.hpp"

#include <algorithm>

namespace alur::cli {

namespace {

std::vector<Command>& list() {
    static std::vector<Command> all;
    return all;
}

} // namespace

std::vector<Command> const& commands() { return list(); }

Registered::Registered(Command command) {
    auto& all = list();
    auto const place =
        std::lower_bound(all.begin(), all.end(), command, [](auto const& a, auto const& b) { return a.name < b.name; });
    all.insert(place, command);
}

} // namespace alur::cli
