#include "letter/template.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is a letter, with the fields it needs, or is refused with a place.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.md", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const letter = letter::read_letter(*source);
    if (letter)
        (void)letter::fields(*letter);
    else if (letter.error().found.empty())
        std::abort();
    return 0;
}
