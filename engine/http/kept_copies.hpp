#pragma once
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace alur::http {

/// A file that waits to be fetched by the officer it was made for.
struct KeptCopy {
    std::int64_t officer = 0;
    std::string about; ///< address of the page it belongs to
    std::string name;
    std::string bytes;
};

/// Marked copies of refused workbooks, one an officer; the oldest go when there are too many. Gone after a restart:
/// whoever sends the workbook again gets the copy again. Safe to use from many threads.
class KeptCopies {
  public:
    explicit KeptCopies(std::size_t most_bytes = 64U * 1024 * 1024) : most_bytes_(most_bytes) {}
    void keep(KeptCopy copy);
    std::optional<KeptCopy> find(std::int64_t officer, std::string const& about);

  private:
    std::size_t most_bytes_;
    std::mutex mutex_;
    std::list<KeptCopy> copies_; ///< the newest first
};

} // namespace alur::http
