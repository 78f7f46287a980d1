#include "http/watch.hpp"

#include <Poco/Exception.h>

namespace alur::http {

Watch::Watch(std::chrono::seconds patience) : patience_(patience), runnable_(*this, &Watch::run) {
    thread_.start(runnable_);
}

Watch::~Watch() {
    {
        std::lock_guard const lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

bool Watch::accept(Poco::Net::StreamSocket const& socket) {
    std::lock_guard const lock(mutex_);
    connections_.insert_or_assign(socket.impl(), Connection{socket, Clock::now() + patience_, false});
    return true;
}

void Watch::came_whole(Poco::Net::StreamSocket& socket) {
    std::lock_guard const lock(mutex_);
    if (auto const found = connections_.find(socket.impl()); found != connections_.end()) found->second.works = true;
}

void Watch::next(Poco::Net::StreamSocket& socket) {
    std::lock_guard const lock(mutex_);
    if (auto const found = connections_.find(socket.impl()); found != connections_.end()) {
        found->second.works = false;
        found->second.until = Clock::now() + patience_;
    }
}

void Watch::close_idle() {
    std::lock_guard const lock(mutex_);
    sweep(Clock::now(), true);
}

void Watch::sweep(Clock::time_point now, bool all) {
    for (auto at = connections_.begin(); at != connections_.end();) {
        auto& connection = at->second;
        // Nobody but this table holds the socket any more: the connection has ended.
        bool const gone = connection.socket.impl()->referenceCount() <= 1;
        if (!gone && !connection.works && (all || connection.until <= now)) {
            try {
                connection.socket.shutdown();
            } catch (Poco::Exception const&) {
                // It was closed from the other side meanwhile.
            }
        }
        at = gone ? connections_.erase(at) : std::next(at);
    }
}

void Watch::run() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        wake_.wait_for(lock, std::chrono::seconds(1));
        sweep(Clock::now(), false);
    }
}

} // namespace alur::http
