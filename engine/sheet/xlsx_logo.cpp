#include "sheet/xlsx_page.hpp"

#include <algorithm>

namespace alur::sheet {

namespace {

constexpr double kLineHeight = 20; ///< pixels of a row of default height

std::uint32_t big_endian(std::string const& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

} // namespace

Result<> add_logo(Page& page, std::string const& name, std::string const& png) {
    // A PNG begins with its signature and the size of the picture.
    auto const wrong = [&] { return invalid("lambang " + name + " bukan gambar PNG yang dapat dipakai"); };
    if (png.size() < 33 || !png.starts_with("\x89PNG\r\n") || png.substr(12, 4) != "IHDR") return wrong();
    auto const width = big_endian(png, 16);
    auto const height = big_endian(png, 20);
    if (width == 0 || height == 0 || width > 10'000 || height > 10'000) return wrong();
    auto const lines = static_cast<double>(std::max<std::size_t>(page.filled.header.size() + 1, 3));
    lxw_image_options options{};
    options.x_scale = options.y_scale = lines * kLineHeight / static_cast<double>(height);
    options.x_offset = options.y_offset = 2;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    static char description[] = "Lambang";
    options.description = description;
    auto const added = worksheet_insert_image_buffer_opt(
        page.out, 0, 0, reinterpret_cast<unsigned char const*>(png.data()), png.size(), &options);
    if (added != LXW_NO_ERROR) return wrong();
    return Done{};
}

} // namespace alur::sheet
