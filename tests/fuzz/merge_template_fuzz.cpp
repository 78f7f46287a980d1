#include "feel/json.hpp"
#include "merge/merge.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text is parsed or refused; what parses merges or is refused, within limits; no value leaks as markup.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    if (size > 20'000) return 0;
    static feel::Scope const scope(
        feel::from_json(R"({"a":"<b>*x*","n":3,"l":[{"b":"x"},{"b":"y"}],"t":true,"d":{"$date":"2026-02-12"}})")
            .value());
    auto const parsed = merge::parse({reinterpret_cast<char const*>(data), size}, {{"fuzz.md", 1, 1}, {}});
    if (!parsed) {
        if (parsed.error().found.empty()) std::abort();
        return 0;
    }
    (void)parsed->fields();
    merge::Limits limits;
    limits.output = 100'000;
    limits.rounds = 10'000;
    limits.feel.steps = 20'000;
    auto const done = merge::merge(*parsed, scope, limits);
    if (!done) return 0;
    if (merge::plain(*done).size() > 200'000) std::abort();
    (void)merge::html(*done);
    return 0;
}
