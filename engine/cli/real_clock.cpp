#include "cli/real_clock.hpp"

namespace alur::cli {

Instant RealClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace alur::cli
