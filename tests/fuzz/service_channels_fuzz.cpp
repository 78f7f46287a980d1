#include "service/channels.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is a file of channels or is refused with a place; the secrets it names are not read.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("kanal.yaml", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto channels = service::read_channels(*source, {});
    if (!channels) {
        if (channels.error().message.empty() && channels.error().found.empty()) std::abort();
        return 0;
    }
    (void)service::merged(service::Channels{}, std::move(*channels));
    return 0;
}
