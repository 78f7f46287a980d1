#pragma once
#include "core/result.hpp"

#include <optional>
#include <string>

namespace alur::cli {

/// A pass phrase or PIN: the first line of `file` when it is given, else the environment variable ALUR_FRASA_SANDI,
/// else asked for at the terminal without showing it. Never from the command line, where other users can read it.
/// Invalid: none of the three. The caller forgets it when it is used.
Result<std::string> read_secret(std::optional<std::string> const& file, std::string const& question);

} // namespace alur::cli
