#include "sheet/durable_file.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

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

DurableFile::DurableFile(std::filesystem::path target) : target_(std::move(target)) {
    static std::atomic<unsigned> counter{0};
    temporary_ = directory_of(target_) / ("." + target_.filename().string() + "." + std::to_string(::getpid()) + "-" +
                                          std::to_string(++counter) + ".tmp");
}

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

} // namespace alur::sheet
