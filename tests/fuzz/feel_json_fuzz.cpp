#include "feel/json.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a value that is written and read again the same, or are refused with a place.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.json", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const value = feel::from_json(*source);
    if (!value) {
        if (value.error().found.empty()) std::abort();
        return 0;
    }
    auto const text = feel::to_json(*value);
    auto const again = feel::from_json(text);
    if (!again || feel::to_json(*again) != text) std::abort();
    return 0;
}
