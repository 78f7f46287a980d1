#pragma once
#include "core/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace alur::format {

enum class Writing { Plain, DoubledQuote, DoubledApostrophe, Backslash, Entities };

/// Where and how a file writes a value that was read from it.
struct AsWritten {
    std::size_t begin = 0; ///< byte of the file
    Place place;           ///< of that byte
    Writing how = Writing::Plain;
};

/// Looks for a value behind the place it was read from. The file may write it with doubled quotes (CSV, YAML),
/// backslashes, XML entities or folded lines; it begins at `start` or soon behind it. Nothing when it is not there.
std::optional<AsWritten> find_as_written(std::string_view file, Place const& start, std::string_view value);

/// Where byte `at` of the value stands in the file. `at` may be the value's size: the place behind its last character.
/// Takes time by the value's length, whatever the file's.
Place place_in(std::string_view file, AsWritten const& written, std::string_view value, std::size_t at);

} // namespace alur::format
