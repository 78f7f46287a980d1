#include "format/file.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace alur::format {

namespace {

std::string reason(int code) {
    switch (code) {
    case ENOSPC: return "ruang penyimpanan penuh";
    case EACCES:
    case EPERM: return "tidak ada izin";
    case EROFS: return "penyimpanan hanya-baca";
    case ENOENT: return "berkas atau foldernya tidak ada";
    default: return std::strerror(code);
    }
}

Error refused(std::string const& name, std::string rule, int line, int column, std::string message) {
    auto const place = line > 0 ? ":" + std::to_string(line) + ":" + std::to_string(column) : std::string();
    auto error = invalid(name + place + ": " + message);
    error.found.error(std::move(rule), {name, line, column}, std::move(message));
    return error;
}

/// Line and column (in bytes before the place, counted as code points) of an offset.
Place place_of(std::string const& name, std::string_view text, std::size_t offset) {
    auto const before = text.substr(0, offset);
    auto const line = 1 + std::count(before.begin(), before.end(), '\n');
    auto const start = before.rfind('\n');
    auto const column = 1 + code_point_count(before.substr(start == std::string_view::npos ? 0 : start + 1));
    return {name, static_cast<int>(line), static_cast<int>(column)};
}

/// Offset of the first byte that is not UTF-8.
std::size_t first_bad_byte(std::string_view text) {
    std::size_t good = 0;
    std::size_t bad = text.size();
    while (bad - good > 1) { // the longest valid prefix, give or take one cut character
        auto const middle = good + (bad - good) / 2;
        auto cut = middle;
        while (cut > good && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
        if (is_utf8(text.substr(0, cut)))
            good = std::max(cut, good + 1);
        else
            bad = middle;
    }
    return good;
}

/// Closes the descriptor at the end of the scope.
class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int value() const { return value_; }
    int release_and_close() {
        auto const result = ::close(value_);
        value_ = -1;
        return result;
    }

  private:
    int value_;
};

} // namespace

Result<std::string> read_bytes(std::filesystem::path const& path, std::size_t most) {
    auto const name = path.string();
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) return not_found(name + ": ini folder, bukan berkas");
    Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.value() < 0) return not_found(name + ": tidak dapat dibaca (" + reason(errno) + ")");
    std::string bytes;
    constexpr std::size_t kChunk = 1 << 16;
    for (;;) {
        auto const size = bytes.size();
        bytes.resize(size + kChunk);
        auto const n = ::read(file.value(), bytes.data() + size, kChunk);
        if (n < 0 && errno == EINTR) {
            bytes.resize(size);
            continue;
        }
        if (n < 0) return not_found(name + ": tidak dapat dibaca (" + reason(errno) + ")");
        bytes.resize(size + static_cast<std::size_t>(n));
        if (bytes.size() > most)
            return refused(name, "file-size", 0, 0,
                           "berkas lebih besar daripada batas " + std::to_string(most) + " bita");
        if (n == 0) return bytes;
    }
}

Result<SourceFile> check_text(std::string name, std::string text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.erase(0, kMark.size());
    if (auto const nul = text.find('\0'); nul != std::string::npos) {
        auto const place = place_of(name, text, nul);
        return refused(name, "nul-byte", place.line, place.column, "ada bita NUL; berkas ini bukan berkas teks");
    }
    if (!is_utf8(text)) {
        auto const place = place_of(name, text, first_bad_byte(text));
        return refused(name, "utf-8", place.line, place.column,
                       "bukan UTF-8 yang sah; simpan ulang berkas sebagai UTF-8");
    }
    return SourceFile{std::move(name), std::move(text)};
}

Result<SourceFile> read_text(std::filesystem::path const& path, std::size_t most) {
    auto bytes = read_bytes(path, most);
    if (!bytes) return bytes.error();
    return check_text(path.string(), std::move(*bytes));
}

Result<> write_file(std::filesystem::path const& path, std::string_view bytes) {
    auto const failed = [&](std::filesystem::path const& file) {
        auto const cause = reason(errno);
        ::unlink((path.string() + ".tmp").c_str());
        return unavailable(file.string() + ": tidak dapat ditulis (" + cause + ")");
    };
    // A pipe or a device (`-o /dev/stdout`) is written into; renaming a file over it would take its place.
    std::error_code code;
    auto const kind = std::filesystem::status(path, code).type();
    bool const in_place = kind == std::filesystem::file_type::fifo || kind == std::filesystem::file_type::character;
    auto const temporary = path.string() + (in_place ? "" : ".tmp");
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CLOEXEC | (in_place ? 0 : O_CREAT | O_TRUNC), 0644));
    if (file.value() < 0) return failed(path);
    for (std::size_t done = 0; done < bytes.size();) {
        auto const n = ::write(file.value(), bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(path);
        done += static_cast<std::size_t>(n);
    }
    if ((!in_place && ::fdatasync(file.value()) != 0) || file.release_and_close() != 0) return failed(path);
    if (!in_place && ::rename(temporary.c_str(), path.c_str()) != 0) return failed(path);
    return Done{};
}

} // namespace alur::format
