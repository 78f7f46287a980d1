#include "form/fill.hpp"
#include "form/load.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is a form, which can then be filled or says why not, or is refused with a place.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("X1_fuzz.yaml", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const form = form::load_form(*source);
    if (!form) {
        if (form.error().found.empty()) std::abort();
        return 0;
    }
    feel::Limits limits;
    limits.steps = 20'000;
    (void)form::fill(*form, feel::Scope{}, limits);
    return 0;
}
