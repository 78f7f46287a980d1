#pragma once
#include "core/result.hpp"

#include <filesystem>

namespace alur::sheet {

/// A file in the making beside its target. Unless it is kept, it disappears.
class DurableFile {
  public:
    explicit DurableFile(std::filesystem::path target);
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

} // namespace alur::sheet
