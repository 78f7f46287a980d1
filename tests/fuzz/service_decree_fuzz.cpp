#include "service/calendar_change.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is a decree on days off, each of its days closed in a calendar of it, or is refused.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("libur.csv", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const decree = service::read_decree_file(*source, "");
    if (!decree) {
        if (decree.error().message.empty()) std::abort();
        return 0;
    }
    calendar::Calendar const calendar({*decree});
    for (auto const& off : decree->days)
        if (!calendar.why_closed(off.date)) std::abort();
    return 0;
}
