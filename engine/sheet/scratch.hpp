#pragma once
#include <filesystem>
#include <string>

namespace alur::sheet {

/// The folder for files that live only while a workbook is made: one kept in memory where the system has it and it may
/// be written to, otherwise `fallback`. On a disk every workbook costs some fifteen new files, which is dearer than
/// making it.
std::filesystem::path scratch_folder(std::filesystem::path const& fallback);

/// A file in that folder that disappears with this object. It is not made before somebody writes to it.
class ScratchFile {
  public:
    explicit ScratchFile(std::filesystem::path const& folder);
    ~ScratchFile();
    ScratchFile(ScratchFile const&) = delete;
    ScratchFile& operator=(ScratchFile const&) = delete;

    std::filesystem::path const& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace alur::sheet
