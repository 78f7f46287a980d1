#include "fuzz_file.hpp"
#include "letter/image.hpp"

/// Any bytes are an image whose dots are all there, or are refused.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    FuzzFile const file(data, size);
    auto const image = alur::letter::read_png(file.path(), "uji");
    if (!image) return 0;
    auto const dots = static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
    if (image->colours.size() != dots * 3 || (!image->alpha.empty() && image->alpha.size() != dots)) std::abort();
    return 0;
}
