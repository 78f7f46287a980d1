#include "service/paper_line.hpp"

#include <algorithm>

namespace alur::service {

PaperLine::PaperLine(Office& office, Papers& papers, std::span<store::Work const> pieces)
    : office_(office), papers_(papers), pieces_(pieces), made_(pieces.size()) {
    auto const processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    if (auto const threads = std::min(pieces.size(), processors); threads > 1)
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

PaperLine::~PaperLine() {
    {
        std::lock_guard const lock(mutex_);
        begun_ = pieces_.size();
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

Result<MadePaper> PaperLine::make(store::Work const& piece) {
    auto order = parse_order(piece.payload);
    if (!order) return order.error();
    auto paper = office_.database().read([&](store::Reader& reader) { return papers_.make(office_, reader, *order); });
    if (!paper) return paper.error();
    return MadePaper{std::move(*order), std::move(*paper)};
}

void PaperLine::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return begun_ == pieces_.size() || begun_ < taken_ + kAhead; });
        if (begun_ == pieces_.size()) return;
        auto const mine = begun_++;
        lock.unlock();
        auto made = make(pieces_[mine]);
        lock.lock();
        made_[mine] = std::move(made);
        changed_.notify_all();
    }
}

Result<MadePaper> PaperLine::next() {
    auto const mine = taken_;
    auto made = [&]() -> Result<MadePaper> {
        if (threads_.empty()) {
            ++taken_;
            return make(pieces_[mine]);
        }
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return made_[mine].has_value(); });
        auto out = std::move(*made_[mine]);
        made_[mine].reset();
        ++taken_;
        changed_.notify_all();
        return out;
    }();
    // It was made before those before it were kept: anew when it failed for that, or looked at one of them.
    auto const too_early = [&] {
        if (threads_.empty() || mine == 0) return false;
        if (!made) return true;
        auto const& looked_at = made->paper.looked_at;
        return looked_at.contains(kEveryPaper) ||
               std::any_of(kept_.begin(), kept_.end(), [&](auto const& id) { return looked_at.contains(id); });
    };
    if (too_early()) made = make(pieces_[mine]);
    if (made) kept_.insert(made->order.document);
    return made;
}

} // namespace alur::service
