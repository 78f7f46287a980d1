#pragma once
#include <string>
#include <string_view>

namespace alur::letter {

/// The bytes in the zlib format, as a PDF's /FlateDecode wants them. Same bytes in, same bytes out.
std::string deflated(std::string_view bytes, int level = 6);

} // namespace alur::letter
