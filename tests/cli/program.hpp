#pragma once
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>

namespace alur::test {

struct Ran {
    int status = 0; ///< exit status, or minus the signal
    std::string out;
};

/// Runs a line of shell and takes what it prints.
inline Ran run_shell(std::string const& line) {
    Ran ran;
    auto* pipe = ::popen(line.c_str(), "r");
    if (!pipe) return {127, {}};
    char buffer[4096];
    while (auto const count = std::fread(buffer, 1, sizeof buffer, pipe)) ran.out.append(buffer, count);
    auto const status = ::pclose(pipe);
    ran.status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    return ran;
}

/// Runs the built `alur` with these words; what it says to people is thrown away, unless they end in `2>&1`.
inline Ran run_program(std::string const& words) { return run_shell("exec " ALUR_PROGRAM " 2>/dev/null " + words); }

/// A folder that is gone afterwards.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "alur-test-XXXXXX").string();
        if (auto const* made = ::mkdtemp(name.data())) folder_ = made;
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    std::string path(std::string const& name) const { return (folder_ / name).string(); }
    std::string write(std::string const& name, std::string const& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
        return path(name);
    }

  private:
    std::filesystem::path folder_;
};

} // namespace alur::test
