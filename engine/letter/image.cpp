#include "letter/image.hpp"

#include "format/file.hpp"
#include "letter/packing.hpp"

#include <png.h>

#include <algorithm>

namespace alur::letter {

Result<Image> read_png(std::filesystem::path const& path, std::string alt) {
    auto const bytes = format::read_bytes(path, 8'000'000);
    if (!bytes) return bytes.error();
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    auto const bad = [&] {
        png_image_free(&png);
        return invalid(path.string() + ": bukan gambar PNG yang dapat dibaca; simpan ulang sebagai PNG");
    };
    if (!png_image_begin_read_from_memory(&png, bytes->data(), bytes->size())) return bad();
    if (png.width > 4000 || png.height > 4000 || png.width == 0 || png.height == 0) {
        png_image_free(&png);
        return invalid(path.string() + ": gambar terlalu besar (paling besar 4000 x 4000 titik)");
    }
    png.format = PNG_FORMAT_RGBA;
    std::string dots(PNG_IMAGE_SIZE(png), '\0');
    if (!png_image_finish_read(&png, nullptr, dots.data(), 0, nullptr)) return bad();
    Image out;
    out.width = static_cast<int>(png.width);
    out.height = static_cast<int>(png.height);
    out.alt = std::move(alt);
    auto const count = dots.size() / 4;
    out.colours.resize(count * 3);
    out.alpha.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < 3; ++k) out.colours[i * 3 + k] = dots[i * 4 + k];
        out.alpha[i] = dots[i * 4 + 3];
    }
    if (std::all_of(out.alpha.begin(), out.alpha.end(), [](char a) { return a == '\xFF'; })) out.alpha.clear();
    out.packed_colours = deflated(out.colours, 9);
    if (!out.alpha.empty()) out.packed_alpha = deflated(out.alpha, 9);
    return out;
}

} // namespace alur::letter
