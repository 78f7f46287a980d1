#pragma once
#include "core/diagnostic.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace alur::format {

/// Where byte `at` of a value stands in the file it was read from. The file may write the value with doubled quotes
/// (CSV, YAML), backslashes, XML entities or folded lines; it begins at `start` or soon behind it. Nothing when the
/// value is not found there. `at` may be the value's size: the place behind its last character.
std::optional<Place> place_as_written(std::string_view file, Place const& start, std::string_view value,
                                      std::size_t at);

} // namespace alur::format
