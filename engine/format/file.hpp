#pragma once
#include "core/result.hpp"

#include <filesystem>
#include <string>

namespace alur::format {

/// A declared file as it stands on disk. `name` is the path to show in messages.
struct SourceFile {
    std::string name;
    std::string text;
};

/// Reads a whole text file. Invalid: over `most` bytes, not UTF-8 (with the line), a NUL byte. NotFound: not there or
/// not readable. A leading byte order mark is removed.
Result<SourceFile> read_text(std::filesystem::path const& path, std::size_t most = 20'000'000);
/// Reads any file. Invalid: over `most` bytes. NotFound: not there or not readable.
Result<std::string> read_bytes(std::filesystem::path const& path, std::size_t most = 100'000'000);
/// The checks of read_text on a text that is already here.
Result<SourceFile> check_text(std::string name, std::string text);
/// Writes to a neighbouring temporary file, syncs and renames: whole or not at all; a pipe or device is written into.
/// Unavailable: names the file and the cause (full disk, no right).
Result<> write_file(std::filesystem::path const& path, std::string_view bytes);

} // namespace alur::format
