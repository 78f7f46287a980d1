#include "sheet/zip_archive.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <vector>
#include <zlib.h>

namespace alur::sheet {

namespace {

constexpr std::size_t kMostParts = 2000;

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width - 1; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

Error damaged() { return invalid("berkas rusak atau terpotong"); }

/// Ends the stream in every way out.
struct Inflater {
    z_stream stream{};
    bool ready = false;
    Inflater() { ready = inflateInit2(&stream, -MAX_WBITS) == Z_OK; }
    ~Inflater() {
        if (ready) inflateEnd(&stream);
    }
    Inflater(Inflater const&) = delete;
    Inflater& operator=(Inflater const&) = delete;
};

} // namespace

Result<ZipArchive> ZipArchive::open(std::string_view bytes, ReadLimits const& limits) {
    if (bytes.starts_with(std::string_view("\xD0\xCF\x11\xE0", 4)))
        return invalid("berkas Excel lama (.xls) atau berkas yang dikunci dengan kata sandi; simpan sebagai .xlsx "
                       "tanpa kata sandi");
    if (!bytes.starts_with("PK")) return invalid("bukan buku kerja .xlsx atau .ods");
    // The directory's end record stands behind everything but a comment of at most 65535 bytes.
    constexpr std::size_t kEnd = 22;
    if (bytes.size() < kEnd) return damaged();
    auto end = std::string_view::npos;
    auto const lowest = bytes.size() > kEnd + 65535 ? bytes.size() - kEnd - 65535 : 0;
    for (auto at = bytes.size() - kEnd + 1; at-- > lowest;)
        if (bytes.substr(at, 4) == std::string_view("PK\5\6", 4) &&
            at + kEnd + number(bytes, at + 20, 2) == bytes.size()) {
            end = at;
            break;
        }
    if (end == std::string_view::npos) return damaged();
    auto const count = number(bytes, end + 10, 2);
    auto const size = number(bytes, end + 12, 4);
    auto const start = number(bytes, end + 16, 4);
    if (count == 0xFFFF || size == 0xFFFFFFFF || start == 0xFFFFFFFF ||
        (end >= 20 && bytes.substr(end - 20, 4) == std::string_view("PK\6\7", 4)))
        return invalid("arsip zip64 tidak diterima");
    if (count > kMostParts) return invalid("arsip berisi lebih dari " + std::to_string(kMostParts) + " bagian");
    if (number(bytes, end + 4, 2) != 0 || std::uint64_t{start} + size > end) return damaged();

    ZipArchive archive;
    archive.bytes_ = bytes;
    archive.limits_ = limits;
    std::size_t at = start;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (at + 46 > end || bytes.substr(at, 4) != std::string_view("PK\1\2", 4)) return damaged();
        auto const flags = number(bytes, at + 8, 2);
        Part part;
        part.method = static_cast<std::uint16_t>(number(bytes, at + 10, 2));
        part.crc = number(bytes, at + 16, 4);
        part.packed = number(bytes, at + 20, 4);
        part.unpacked = number(bytes, at + 24, 4);
        auto const name_length = number(bytes, at + 28, 2);
        auto const extra = number(bytes, at + 30, 2);
        auto const comment = number(bytes, at + 32, 2);
        part.header = number(bytes, at + 42, 4);
        if (at + 46 + name_length + extra + comment > end) return damaged();
        std::string name(bytes.substr(at + 46, name_length));
        at += 46 + name_length + extra + comment;
        if (flags & 1u) return invalid("berkas dikunci dengan kata sandi; simpan tanpa kata sandi");
        if (part.packed == 0xFFFFFFFF || part.unpacked == 0xFFFFFFFF || part.header == 0xFFFFFFFF)
            return invalid("arsip zip64 tidak diterima");
        std::replace(name.begin(), name.end(), '\\', '/');
        if (name.empty() || name.find('\0') != std::string::npos) return damaged();
        if (name.ends_with('/')) continue;
        if (!archive.parts_.emplace(name, part).second) return invalid("arsip memuat bagian \"" + name + "\" dua kali");
    }
    return archive;
}

bool ZipArchive::has(std::string_view part) const { return parts_.find(part) != parts_.end(); }

std::vector<std::string> ZipArchive::names() const {
    std::vector<std::string> names;
    for (auto const& [name, part] : parts_) names.push_back(name);
    return names;
}

std::string ZipArchive::first_with_prefix(std::string_view prefix) const {
    auto const at = parts_.lower_bound(prefix);
    return at != parts_.end() && at->first.starts_with(prefix) ? at->first : std::string{};
}

Result<> ZipArchive::unpack(std::string_view name, std::function<bool(std::string_view)> const& take) {
    auto const found = parts_.find(name);
    if (found == parts_.end()) return not_found("bagian \"" + std::string(name) + "\" tidak ada dalam berkas");
    auto const& part = found->second;
    auto const at = part.header;
    if (at + 30 > bytes_.size() || bytes_.substr(at, 4) != std::string_view("PK\3\4", 4)) return damaged();
    auto const data = at + 30 + number(bytes_, at + 26, 2) + number(bytes_, at + 28, 2);
    if (data > bytes_.size() || part.packed > bytes_.size() - data) return damaged();
    auto const too_big = [&] { return invalid("bagian \"" + std::string(name) + "\" terlalu besar setelah dibuka"); };
    if (part.unpacked > limits_.part || unpacked_ + part.unpacked > limits_.whole) return too_big();
    if (part.unpacked > (1u << 20) && part.unpacked / std::max<std::uint64_t>(part.packed, 1) > limits_.ratio)
        return too_big();

    auto const packed = bytes_.substr(data, part.packed);
    if (part.method == 0) {
        if (part.packed != part.unpacked) return damaged();
        unpacked_ += part.unpacked;
        auto const crc = crc32(0, reinterpret_cast<Bytef const*>(packed.data()), static_cast<uInt>(packed.size()));
        if (crc != part.crc) return damaged();
        take(packed);
        return Done{};
    }
    if (part.method != 8) return invalid("cara pemampatan bagian \"" + std::string(name) + "\" tidak dikenal");
    Inflater inflater;
    if (!inflater.ready) return unavailable("memori tidak cukup");
    auto& stream = inflater.stream;
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<Bytef const*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::vector<char> buffer(std::min<std::uint64_t>(std::max<std::uint64_t>(part.unpacked, 512), 64 << 10));
    std::uint64_t total = 0;
    std::uint32_t crc = 0;
    while (true) {
        stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        auto const status = inflate(&stream, Z_NO_FLUSH);
        auto const made = buffer.size() - stream.avail_out;
        total += made;
        unpacked_ += made;
        if (total > part.unpacked)
            return invalid("bagian \"" + std::string(name) + "\" lebih besar daripada yang dinyatakan");
        crc = static_cast<std::uint32_t>(
            crc32(crc, reinterpret_cast<Bytef const*>(buffer.data()), static_cast<uInt>(made)));
        if (made > 0 && !take({buffer.data(), made})) return Done{};
        if (status == Z_STREAM_END) break;
        if (status != Z_OK || (made == 0 && stream.avail_in == 0)) return damaged();
    }
    if (total != part.unpacked || crc != part.crc) return damaged();
    return Done{};
}

Result<std::string> ZipArchive::text(std::string_view part) {
    std::string all;
    auto const done = unpack(part, [&](std::string_view piece) {
        all.append(piece);
        return true;
    });
    if (!done) return done.error();
    return all;
}

} // namespace alur::sheet
