#include "http/throttle.hpp"

namespace alur::http {

bool Throttle::allows(std::string const& key, Instant now) {
    std::lock_guard const lock(mutex_);
    auto const tries = tries_.find(key);
    return tries == tries_.end() || now - tries->second.since >= window_ || tries->second.count < allowed_;
}

void Throttle::failed(std::string const& key, Instant now) {
    std::lock_guard const lock(mutex_);
    if (tries_.size() >= kMostKeys) tries_.clear();
    auto& tries = tries_[key];
    if (tries.count == 0 || now - tries.since >= window_) tries = {now, 0};
    ++tries.count;
}

} // namespace alur::http
