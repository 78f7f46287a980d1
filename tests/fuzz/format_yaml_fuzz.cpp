#include "format/yaml.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

/// Every node stands somewhere.
void check(alur::format::YamlNode const& node) {
    if (node.place.line < 1) std::abort();
    for (auto const& item : node.items) check(item);
    for (auto const& [key, value] : node.entries) {
        check(key);
        check(value);
    }
}

} // namespace

/// Any bytes are a document or are refused with a place, as a whole file and as front matter.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.yaml", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const document = format::parse_yaml(*source);
    if (document)
        check(*document);
    else if (document.error().found.empty())
        std::abort();
    auto const front = format::split_front_matter(*source);
    if (front && front->body.size() > source->text.size()) std::abort();
    return 0;
}
