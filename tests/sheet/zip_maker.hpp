#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>

namespace alur::sheet_test {

/// A zip file made by hand, so that tests can make what no program writes.
class ZipMaker {
  public:
    struct Entry {
        std::string name;
        std::string data;         ///< as it stands in the file
        std::uint16_t method = 0; ///< 0: stored; 8: deflated, then `data` is already packed
        std::uint32_t unpacked = 0, crc = 0;
        std::uint16_t flags = 0;
    };
    void add(std::string name, std::string const& data) {
        Entry entry{std::move(name), data, 0, static_cast<std::uint32_t>(data.size()), crc_of(data), 0};
        entries.push_back(std::move(entry));
    }
    void add_packed(std::string name, std::string const& data) {
        std::string packed(compressBound(data.size()) + 64, '\0');
        z_stream stream{};
        deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
        stream.avail_in = static_cast<uInt>(data.size());
        stream.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_out = static_cast<uInt>(packed.size());
        deflate(&stream, Z_FINISH);
        packed.resize(stream.total_out);
        deflateEnd(&stream);
        entries.push_back({std::move(name), packed, 8, static_cast<std::uint32_t>(data.size()), crc_of(data), 0});
    }
    std::string bytes() const {
        std::string out, directory;
        for (auto const& entry : entries) {
            auto const offset = static_cast<std::uint32_t>(out.size());
            std::string middle;
            put(middle, entry.flags, 2), put(middle, entry.method, 2), put(middle, 0, 4), put(middle, entry.crc, 4);
            put(middle, static_cast<std::uint32_t>(entry.data.size()), 4), put(middle, entry.unpacked, 4);
            put(middle, static_cast<std::uint32_t>(entry.name.size()), 2), put(middle, 0, 2);
            out += std::string("PK\3\4\x14\0", 6) + middle + entry.name + entry.data;
            directory += std::string("PK\1\2\x14\0\x14\0", 8) + middle + std::string(10, '\0');
            put(directory, offset, 4);
            directory += entry.name;
        }
        auto const start = static_cast<std::uint32_t>(out.size());
        auto const count = static_cast<std::uint32_t>(entries.size());
        out += directory + std::string("PK\5\6\0\0\0\0", 8);
        put(out, count, 2), put(out, count, 2), put(out, static_cast<std::uint32_t>(directory.size()), 4);
        put(out, start, 4), put(out, 0, 2);
        return out;
    }
    std::vector<Entry> entries;

    static void put(std::string& out, std::uint32_t value, int width) {
        for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    }
    static std::uint32_t crc_of(std::string const& data) {
        return static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<Bytef const*>(data.data()), static_cast<uInt>(data.size())));
    }
};

} // namespace alur::sheet_test
