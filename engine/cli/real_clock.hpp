#pragma once
#include "core/time.hpp"

namespace alur::cli {

/// The time of this machine; nothing else in the program asks for it.
class RealClock final : public Clock {
  public:
    Instant now() const override;
};

} // namespace alur::cli
