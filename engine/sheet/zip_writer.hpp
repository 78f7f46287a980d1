#pragma once
#include "core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace alur::sheet {

/// Writes a zip file part by part; memory does not grow with a part's size. All dates are 1980-01-01, so that the same
/// parts give the same bytes. The first failed write is remembered and answered by every later call.
class ZipWriter {
  public:
    /// Unavailable: the file cannot be made.
    static Result<ZipWriter> create(std::filesystem::path const& path);
    ZipWriter(ZipWriter&&) noexcept;
    ZipWriter& operator=(ZipWriter&&) noexcept;
    ~ZipWriter();

    Result<> begin(std::string_view name);
    Result<> write(std::string_view bytes); ///< to the part begun last
    Result<> end();
    Result<> part(std::string_view name, std::string_view bytes); ///< the three in one
    /// The directory; nothing can be written afterwards. Invalid: over 4 GiB, which would need zip64.
    Result<> finish();

  private:
    struct State;
    explicit ZipWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace alur::sheet
