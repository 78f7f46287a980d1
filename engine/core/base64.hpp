#pragma once
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace alur {

/// RFC 4648 with padding, in one line.
std::string base64(std::string_view bytes);
/// Invalid: any sign outside the alphabet but line ends, or a length that cannot be.
Result<std::string> from_base64(std::string_view text);

} // namespace alur
