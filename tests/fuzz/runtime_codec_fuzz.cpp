#include "runtime/codec.hpp"

#include <cstdint>
#include <cstdlib>

/// Damaged journals and snapshots are refused; what is read is written and read again the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur::runtime;
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    if (auto const events = decode_events(bytes)) {
        std::string text;
        encode(*events, text);
        auto const again = decode_events(text);
        std::string second;
        if (!again) std::abort();
        encode(*again, second);
        if (second != text) std::abort();
    }
    if (auto const instance = decode_instance(bytes)) {
        std::string text;
        encode(*instance, text);
        if (!decode_instance(text)) std::abort();
    }
    if (auto const value = decode_value(bytes)) {
        std::string text;
        encode(*value, text);
        if (!decode_value(text)) std::abort();
    }
    return 0;
}
