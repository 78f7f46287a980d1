#pragma once
#include "core/result.hpp"
#include "letter/page.hpp"

#include <filesystem>

namespace alur::letter {

/// Reads a PNG. NotFound: no such file. Invalid: no PNG, or over 4000 dots wide or high.
Result<Image> read_png(std::filesystem::path const& path, std::string alt);

} // namespace alur::letter
