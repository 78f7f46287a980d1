#pragma once
#include "core/time.hpp"

#include <mutex>
#include <string>
#include <unordered_map>

namespace alur::http {

/// Counts failures by a key (an address) within a window of time; so many are allowed. A whole office may sit behind
/// one address, so what succeeds is not counted.
class Throttle {
  public:
    Throttle(int allowed, std::chrono::minutes window) : allowed_(allowed), window_(window) {}

    bool allows(std::string const& key, Instant now);
    void failed(std::string const& key, Instant now);

  private:
    struct Tries {
        Instant since{};
        int count = 0;
    };
    static constexpr std::size_t kMostKeys = 10'000;
    int allowed_;
    std::chrono::minutes window_;
    std::mutex mutex_;
    std::unordered_map<std::string, Tries> tries_;
};

} // namespace alur::http
