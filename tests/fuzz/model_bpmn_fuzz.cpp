#include "model/bpmn_reader.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes: read, checked, and when accepted written and read again without a difference.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source =
        format::check_text("fuzz.bpmn", model::xml_as_utf8(std::string(reinterpret_cast<char const*>(data), size)));
    if (!source) return 0;
    auto const file = model::read_bpmn(*source);
    if (!file) return 0;
    auto const text = model::write_bpmn(*file);
    auto const again = model::read_bpmn({"fuzz.bpmn", text});
    if (!again || model::write_bpmn(*again) != text) std::abort();
    return 0;
}
