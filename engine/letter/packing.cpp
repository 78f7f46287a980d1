#include "letter/packing.hpp"

#include <libdeflate.h>

#include <memory>

namespace alur::letter {

namespace {

struct Free {
    void operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }
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

} // namespace alur::letter
