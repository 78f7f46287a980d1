#include "sheet/zip_writer.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace alur::sheet {

namespace {

constexpr std::uint32_t kDate1980 = 33; // 1980-01-01 as a DOS date

void put(std::string& out, std::uint32_t value, int width) {
    for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

} // namespace

struct ZipWriter::State {
    struct Part {
        std::string name;
        std::uint32_t crc = 0;
        std::uint64_t packed = 0, unpacked = 0, offset = 0;
    };
    std::filesystem::path path;
    int file = -1;
    std::uint64_t size = 0; ///< what is in the file already
    std::string waiting;    ///< what is not yet
    std::vector<Part> parts;
    z_stream stream{};
    bool ready = false;
    int failed = 0; ///< errno of the first failed write

    ~State() {
        if (ready) deflateEnd(&stream);
        if (file >= 0) ::close(file);
    }
    bool flush() {
        for (std::size_t at = 0; at < waiting.size() && failed == 0;) {
            auto const done = ::write(file, waiting.data() + at, waiting.size() - at);
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) failed = done < 0 ? errno : ENOSPC;
            if (done > 0) at += static_cast<std::size_t>(done);
        }
        size += waiting.size();
        waiting.clear();
        return failed == 0;
    }
    Result<> answer() const {
        if (failed == 0) return Done{};
        return unavailable("berkas " + path.string() + " tidak dapat ditulis: " + std::strerror(failed));
    }
    static std::string header(Part const& part) {
        std::string out;
        put(out, 20, 2), put(out, 0, 2), put(out, 8, 2), put(out, 0, 2), put(out, kDate1980, 2), put(out, part.crc, 4);
        put(out, static_cast<std::uint32_t>(part.packed), 4), put(out, static_cast<std::uint32_t>(part.unpacked), 4);
        put(out, static_cast<std::uint32_t>(part.name.size()), 2), put(out, 0, 2);
        return out;
    }
    void pack(std::string_view bytes, int how) {
        std::array<char, 64 << 10> buffer;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
            stream.avail_out = static_cast<uInt>(buffer.size());
            deflate(&stream, how);
            auto const made = buffer.size() - stream.avail_out;
            waiting.append(buffer.data(), made);
            parts.back().packed += made;
            if (waiting.size() >= (256u << 10)) flush();
        } while (stream.avail_out == 0);
    }
};

ZipWriter::ZipWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipWriter::ZipWriter(ZipWriter&&) noexcept = default;
ZipWriter& ZipWriter::operator=(ZipWriter&&) noexcept = default;
ZipWriter::~ZipWriter() = default;

Result<ZipWriter> ZipWriter::create(std::filesystem::path const& path) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (state->file < 0) {
        state->failed = errno;
        return state->answer().error();
    }
    state->ready = deflateInit2(&state->stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK;
    if (!state->ready) return unavailable("memori tidak cukup");
    return ZipWriter(std::move(state));
}

Result<> ZipWriter::begin(std::string_view name) {
    auto& state = *state_;
    deflateReset(&state.stream);
    State::Part part;
    part.name = name;
    part.offset = state.size + state.waiting.size();
    state.waiting += "PK\3\4" + State::header(part) + part.name; // sizes are put in when they are known
    state.parts.push_back(std::move(part));
    return state.answer();
}

Result<> ZipWriter::write(std::string_view bytes) {
    auto& state = *state_;
    auto& part = state.parts.back();
    part.unpacked += bytes.size();
    part.crc = static_cast<std::uint32_t>(
        crc32(part.crc, reinterpret_cast<Bytef const*>(bytes.data()), static_cast<uInt>(bytes.size())));
    state.pack(bytes, Z_NO_FLUSH);
    return state.answer();
}

Result<> ZipWriter::end() {
    auto& state = *state_;
    state.pack({}, Z_FINISH);
    auto const& part = state.parts.back();
    auto const header = State::header(part);
    if (part.packed > 0xFFFFFFFE || part.unpacked > 0xFFFFFFFE) return invalid("bagian berkas lebih dari 4 GiB");
    if (part.offset >= state.size) {
        state.waiting.replace(static_cast<std::size_t>(part.offset - state.size) + 4, header.size(), header);
    } else if (state.flush()) {
        auto const done = ::pwrite(state.file, header.data(), header.size(), static_cast<off_t>(part.offset + 4));
        if (done != static_cast<ssize_t>(header.size())) state.failed = done < 0 ? errno : ENOSPC;
    }
    return state.answer();
}

Result<> ZipWriter::part(std::string_view name, std::string_view bytes) {
    if (auto const begun = begin(name); !begun) return begun.error();
    if (auto const written = write(bytes); !written) return written.error();
    return end();
}

Result<> ZipWriter::finish() {
    auto& state = *state_;
    auto const start = state.size + state.waiting.size();
    std::string directory;
    for (auto const& part : state.parts) {
        directory += std::string("PK\1\2\x14\0", 6) + State::header(part) + std::string(10, '\0');
        put(directory, static_cast<std::uint32_t>(part.offset), 4);
        directory += part.name;
    }
    if (start + directory.size() > 0xFFFFFFFE) return invalid("berkas lebih dari 4 GiB");
    auto const count = static_cast<std::uint32_t>(state.parts.size());
    state.waiting += directory + std::string("PK\5\6\0\0\0\0", 8);
    put(state.waiting, count, 2), put(state.waiting, count, 2);
    put(state.waiting, static_cast<std::uint32_t>(directory.size()), 4);
    put(state.waiting, static_cast<std::uint32_t>(start), 4), put(state.waiting, 0, 2);
    state.flush();
    if (state.failed == 0 && ::close(std::exchange(state.file, -1)) != 0) state.failed = errno;
    return state.answer();
}

} // namespace alur::sheet
