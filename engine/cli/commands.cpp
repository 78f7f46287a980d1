#include "cli/commands.hpp"

#include <array>

namespace alur::cli {

extern Command const kVersionCommand;

std::span<Command const* const> commands() {
    static constexpr std::array kAll{
        &kVersionCommand,
    };
    return kAll;
}

} // namespace alur::cli
