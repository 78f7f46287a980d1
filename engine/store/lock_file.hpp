#pragma once
#include "core/result.hpp"

#include <filesystem>
#include <utility>

namespace alur::store {

/// The right to use a database file, held by one process at a time and given back when the process ends, however it
/// ends. It is a lock on a file beside the database (`alur.db-lock`), which stays behind empty of meaning; the database
/// itself is not touched.
class LockFile {
  public:
    /// Conflict: another process (or this one) holds it. Unavailable: the folder is missing or not writable.
    static Result<LockFile> take(std::filesystem::path const& database);
    LockFile(LockFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    LockFile& operator=(LockFile&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~LockFile();

  private:
    explicit LockFile(int descriptor) : descriptor_(descriptor) {}
    int descriptor_ = -1;
};

} // namespace alur::store
