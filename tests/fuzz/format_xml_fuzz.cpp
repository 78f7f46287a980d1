#include "format/xml.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a tree that is written and read again the same, or are refused with a place.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.xml", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const root = format::parse_xml(*source);
    if (!root) {
        if (root.error().found.empty()) std::abort();
        return 0;
    }
    auto const text = format::write_xml(*root);
    auto const again = format::parse_xml({"fuzz.xml", text});
    if (!again || format::write_xml(*again) != text) std::abort();
    return 0;
}
