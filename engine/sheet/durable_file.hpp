#pragma once
#include "core/result.hpp"

#include <filesystem>
#include <string_view>

namespace alur::sheet {

/// A file in the making beside its target. Unless it is kept, it disappears.
class DurableFile {
  public:
    explicit DurableFile(std::filesystem::path target);
    /// For a writer that opened the neighbour itself.
    DurableFile(std::filesystem::path target, std::filesystem::path temporary);
    /// A neighbour of the target that no other writer uses.
    static std::filesystem::path temporary_for(std::filesystem::path const& target);
    ~DurableFile();
    DurableFile(DurableFile const&) = delete;
    DurableFile& operator=(DurableFile const&) = delete;

    std::filesystem::path const& temporary() const { return temporary_; }
    std::filesystem::path directory() const;
    /// Syncs it and gives it its name. Unavailable: the disk.
    Result<> keep();

  private:
    std::filesystem::path target_, temporary_;
    bool kept_ = false;
};

/// A file's bytes without a copy of them in memory.
class MappedFile {
  public:
    /// Unavailable: it cannot be opened.
    static Result<MappedFile> open(std::filesystem::path const& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();
    std::string_view bytes() const { return {static_cast<char const*>(at_), size_}; }

  private:
    MappedFile(void* at, std::size_t size) : at_(at), size_(size) {}
    void* at_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace alur::sheet
