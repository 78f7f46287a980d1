#include "http/kept_copies.hpp"

namespace alur::http {

void KeptCopies::keep(KeptCopy copy) {
    std::lock_guard const lock(mutex_);
    copies_.remove_if([&](KeptCopy const& one) { return one.officer == copy.officer; });
    copies_.push_front(std::move(copy));
    std::size_t bytes = 0;
    for (auto at = copies_.begin(); at != copies_.end();) {
        bytes += at->bytes.size();
        at = bytes > most_bytes_ && at != copies_.begin() ? copies_.erase(at) : std::next(at);
    }
}

std::optional<KeptCopy> KeptCopies::find(std::int64_t officer, std::string const& about) {
    std::lock_guard const lock(mutex_);
    for (auto const& one : copies_)
        if (one.officer == officer && one.about == about) return one;
    return std::nullopt;
}

} // namespace alur::http
