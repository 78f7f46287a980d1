#include "letter/layouts.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is a book of layouts or is refused.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("layouts.yaml", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const layouts = letter::read_layouts(*source);
    if (!layouts && layouts.error().message.empty()) std::abort();
    return 0;
}
