#include "model/dmn.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>

/// Any text is refused or read; what is read is checked and every decision of it evaluated, within limits.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    if (size > 30'000) return 0;
    auto const source = format::check_text("fuzz.dmn", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const root = format::parse_xml(*source);
    if (!root) return 0;
    auto const model = model::dmn::read_dmn(*root);
    if (!model) {
        if (model.error().found.empty()) std::abort();
        return 0;
    }
    (void)model::dmn::check(*model);
    feel::Limits limits;
    limits.steps = 20'000;
    limits.depth = 100;
    auto const names = model->decisions();
    for (std::size_t i = 0; i < names.size() && i < 20; ++i)
        (void)model::dmn::evaluate(*model, names[i], feel::Scope(), limits);
    return 0;
}
