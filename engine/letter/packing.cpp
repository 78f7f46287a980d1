#include "letter/packing.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>

namespace alur::letter {

namespace {

struct Free {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
    void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

libdeflate_compressor* compressor(int level) {
    thread_local std::unique_ptr<libdeflate_compressor, Free> kept[13];
    auto& slot = kept[level];
    if (!slot) slot.reset(libdeflate_alloc_compressor(level));
    return slot.get();
}

} // namespace

std::string deflated(std::string_view bytes, int level) {
    auto* packer = compressor(level);
    std::string out(libdeflate_zlib_compress_bound(packer, bytes.size()), '\0');
    out.resize(libdeflate_zlib_compress(packer, bytes.data(), bytes.size(), out.data(), out.size()));
    return out;
}

std::optional<std::string> inflated(std::string_view packed, std::size_t most) {
    thread_local std::unique_ptr<libdeflate_decompressor, Free> const unpacker(libdeflate_alloc_decompressor());
    std::string out;
    // The format does not say how long the result is: try, and double the room.
    for (auto room = std::min(most, std::max<std::size_t>(4096, packed.size() * 4));; room = std::min(most, room * 2)) {
        out.resize(room);
        std::size_t used = 0, got = 0;
        auto const result = libdeflate_zlib_decompress_ex(unpacker.get(), packed.data(), packed.size(), out.data(),
                                                          out.size(), &used, &got);
        if (result == LIBDEFLATE_SUCCESS) {
            out.resize(got);
            return out;
        }
        if (result != LIBDEFLATE_INSUFFICIENT_SPACE || room >= most) return std::nullopt;
    }
}

} // namespace alur::letter
