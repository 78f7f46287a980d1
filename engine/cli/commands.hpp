#pragma once
#include "cli/command.hpp"

#include <span>

namespace alur::cli {

/// Every command, in the order in which `alur help` lists them. To add one: its file, a declaration and its line in commands.cpp.
std::span<Command const* const> commands();

} // namespace alur::cli
