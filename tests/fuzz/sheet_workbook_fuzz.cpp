#include "sheet/xlsx_reader.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes are a workbook or are refused with a sentence.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const workbook = alur::sheet::read_workbook({reinterpret_cast<char const*>(data), size});
    if (!workbook && workbook.error().message.empty()) std::abort();
    return 0;
}
