#include "sheet/durable_file.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace alur::sheet {

namespace {

std::filesystem::path directory_of(std::filesystem::path const& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

bool sync_path(std::filesystem::path const& path, int flags) {
    auto const file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) return false;
    auto const synced = ::fsync(file) == 0;
    return (::close(file) == 0) && synced;
}

} // namespace

std::filesystem::path DurableFile::temporary_for(std::filesystem::path const& target) {
    static std::atomic<unsigned> counter{0};
    return directory_of(target) / ("." + target.filename().string() + "." + std::to_string(::getpid()) + "-" +
                                   std::to_string(++counter) + ".tmp");
}

DurableFile::DurableFile(std::filesystem::path target) : target_(std::move(target)) {
    temporary_ = temporary_for(target_);
}

DurableFile::DurableFile(std::filesystem::path target, std::filesystem::path temporary)
    : target_(std::move(target)), temporary_(std::move(temporary)) {}

DurableFile::~DurableFile() {
    std::error_code ignored;
    if (!kept_) std::filesystem::remove(temporary_, ignored);
}

std::filesystem::path DurableFile::directory() const { return directory_of(target_); }

Result<> DurableFile::keep() {
    if (sync_path(temporary_, O_RDONLY) && std::rename(temporary_.c_str(), target_.c_str()) == 0) {
        kept_ = true;
        if (sync_path(directory(), O_RDONLY | O_DIRECTORY)) return Done{};
    }
    return unavailable("berkas " + target_.string() + " tidak dapat ditulis: " + std::strerror(errno));
}

Result<MappedFile> MappedFile::open(std::filesystem::path const& path) {
    auto const failed = [&] {
        return unavailable("berkas " + path.string() + " tidak dapat dibaca: " + std::strerror(errno));
    };
    auto const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return failed();
    struct stat about {};
    auto* at = MAP_FAILED;
    if (::fstat(file, &about) == 0 && about.st_size > 0)
        at = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (at == MAP_FAILED) return failed();
    return MappedFile(at, static_cast<std::size_t>(about.st_size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : at_(std::exchange(other.at_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (at_) ::munmap(at_, size_);
}

} // namespace alur::sheet
