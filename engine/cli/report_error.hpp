#pragma once
#include "core/result.hpp"

#include <map>
#include <string>

namespace alur::cli {

/// Prints every diagnostic with its line and caret to standard error; texts not given are read from disk.
void print_diagnostics(Diagnostics const& found, std::map<std::string, std::string> const& texts = {});
/// Prints the error, with all that was found, to standard error; answers the exit status that goes with its kind.
int report_error(Error const& error);

} // namespace alur::cli
