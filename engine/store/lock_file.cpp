#include "store/lock_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace alur::store {

Result<LockFile> LockFile::take(std::filesystem::path const& database) {
    auto const name = database.string() + "-lock";
    int const descriptor = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        auto error = unavailable("basis data " + database.string() +
                                 " tidak dapat dibuka. Periksa bahwa foldernya ada dan boleh ditulis.");
        error.log = "open " + name + ": " + std::strerror(errno);
        return error;
    }
    LockFile lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        std::array<char, 16> owner{};
        auto const read = ::pread(descriptor, owner.data(), owner.size() - 1, 0);
        std::string holder(owner.data(), read > 0 ? static_cast<std::size_t>(read) : 0);
        holder = holder.substr(0, holder.find_first_not_of("0123456789"));
        return conflict("basis data " + database.string() + " sedang dipakai proses lain" +
                        (holder.empty() ? "" : " (nomor proses " + holder + ")") +
                        ". Tutup program itu atau tunggu sampai selesai; tidak ada yang diubah.");
    }
    // The number only helps the reader of the message above: failing to write it harms nothing.
    auto const self = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor, 0) == 0) [[maybe_unused]]
        auto const written = ::pwrite(descriptor, self.data(), self.size(), 0);
    return lock;
}

LockFile::~LockFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

} // namespace alur::store
