#include "sheet/scratch.hpp"

#include <atomic>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace alur::sheet {

std::filesystem::path scratch_folder(std::filesystem::path const& fallback) {
    std::filesystem::path const in_memory("/dev/shm");
    std::error_code code;
    auto const usable = std::filesystem::is_directory(in_memory, code) && ::access(in_memory.c_str(), W_OK | X_OK) == 0;
    return usable ? in_memory : fallback;
}

ScratchFile::ScratchFile(std::filesystem::path const& folder) {
    static std::atomic<unsigned> counter{0};
    // The name is taken at once, so that in a folder open to all nobody else can put a link there.
    for (int tries = 0; tries < 100; ++tries) {
        path_ = folder / (".alur-" + std::to_string(::getpid()) + "-" + std::to_string(++counter) + ".xlsx");
        auto const file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (file < 0) continue;
        ::close(file);
        return;
    }
}

ScratchFile::~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

} // namespace alur::sheet
