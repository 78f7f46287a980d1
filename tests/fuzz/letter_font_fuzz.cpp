#include "fuzz_file.hpp"
#include "letter/font_face.hpp"

/// Any bytes are a font that shapes and is cut down, or are refused.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    FuzzFile const file(data, size);
    auto face = alur::letter::Face::load(file.path());
    if (!face) return 0;
    (void)face->has(U'a');
    (void)face->shape("Surat fi");
    (void)face->subset({1, 2, 3});
    return 0;
}
