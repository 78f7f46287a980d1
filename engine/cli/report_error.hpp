#pragma once
#include "core/result.hpp"

#include <map>
#include <string>

namespace alur::cli {

/// So many diagnostics are printed at once; nobody reads on, and a hostile file must not fill the screen for minutes.
inline constexpr std::size_t kMostShown = 100;

/// Prints the diagnostics, kMostShown at most, each with its line and caret to standard error; texts not given are read
/// from disk.
void print_diagnostics(Diagnostics const& found, std::map<std::string, std::string> const& texts = {});
/// Says how many diagnostics were not printed, when there are such.
void print_unshown(Diagnostics const& found);
/// Prints the error, with all that was found, to standard error; answers the exit status that goes with its kind.
int report_error(Error const& error);

} // namespace alur::cli
