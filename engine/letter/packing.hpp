#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace alur::letter {

/// The bytes in the zlib format, as a PDF's /FlateDecode wants them. Same bytes in, same bytes out.
std::string deflated(std::string_view bytes, int level = 6);
/// The way back. Nothing: not in that format, damaged, or more than `most` bytes.
std::optional<std::string> inflated(std::string_view packed, std::size_t most);

} // namespace alur::letter
