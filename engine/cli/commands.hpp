#pragma once
#include "cli/command.hpp"

#include <vector>

namespace alur::cli {

/// Every command, by name. To add one is to add its file: it holds a `Registered` for its Command.
std::vector<Command> const& commands();

/// `Registered const kVersion{{"version", …}};` at namespace scope of a command's file puts it in the list.
struct Registered {
    explicit Registered(Command command);
};

} // namespace alur::cli
