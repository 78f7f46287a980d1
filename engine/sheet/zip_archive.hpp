#pragma once
#include "core/result.hpp"
#include "sheet/workbook.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace alur::sheet {

/// The parts of a zip file in memory. Opened only when it is plain: no zip64, no encryption, no part twice, no part
/// outside the file. What it unpacks is bounded and its checksum compared.
class ZipArchive {
  public:
    /// `bytes` must outlive it. Invalid: no zip file, or one of the kinds above, named.
    static Result<ZipArchive> open(std::string_view bytes, ReadLimits const& limits);

    bool has(std::string_view part) const;
    std::vector<std::string> names() const;
    /// Any part whose name begins so; "" when none.
    std::string first_with_prefix(std::string_view prefix) const;

    /// Hands the part on piece by piece; `take` answers false to stop (which is then no failure of the archive).
    /// NotFound: no such part. Invalid: damaged, or beyond a limit.
    Result<> unpack(std::string_view part, std::function<bool(std::string_view piece)> const& take);
    Result<std::string> text(std::string_view part);

  private:
    struct Part {
        std::uint64_t packed = 0, unpacked = 0, header = 0;
        std::uint32_t crc = 0;
        std::uint16_t method = 0;
    };
    std::string_view bytes_;
    ReadLimits limits_;
    std::map<std::string, Part, std::less<>> parts_;
    std::uint64_t unpacked_ = 0;
};

} // namespace alur::sheet
