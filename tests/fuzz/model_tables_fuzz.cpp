#include "model/deadlines.hpp"
#include "model/documents.hpp"
#include "model/guards.hpp"

#include <cstdint>
#include <cstdlib>

/// Any table is a list of rules or is refused with a place, whichever of the three it is taken for.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.csv", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const table = format::parse_csv(*source);
    if (!table) return 0;
    auto const judged = [](auto const& rules) {
        if (!rules && rules.error().found.empty()) std::abort();
    };
    judged(model::read_guards(*table, {}));
    judged(model::read_deadlines(*table, {}));
    judged(model::read_documents(*table, {}));
    return 0;
}
