#include "format/csv.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a table, every cell with a place inside the file, or are refused with a place.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace alur;
    auto const source = format::check_text("fuzz.csv", std::string(reinterpret_cast<char const*>(data), size));
    if (!source) return 0;
    auto const table = format::parse_csv(*source);
    if (!table) {
        if (table.error().found.empty()) std::abort();
        return 0;
    }
    for (auto const& row : table->rows) {
        if (row.size() != table->header.size()) std::abort();
        for (auto const& cell : row)
            if (cell.place.line < 1 || cell.place.column < 1) std::abort();
    }
    return 0;
}
