#include "service/ticker.hpp"

namespace alur::service {

Ticker::Ticker(Office& office, Papers papers, Clock const& clock, Told told, std::chrono::milliseconds every)
    : office_(office), papers_(std::move(papers)), clock_(clock), told_(std::move(told)), every_(every),
      thread_([this] { run(); }) {}

Ticker::~Ticker() {
    {
        std::lock_guard const lock(mutex_);
        stop_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

void Ticker::run() {
    for (;;) {
        told_(tick(office_, papers_, clock_.now()));
        std::unique_lock lock(mutex_);
        if (stopped_.wait_for(lock, every_, [this] { return stop_; })) return;
    }
}

} // namespace alur::service
