#pragma once
#include "service/tick.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace alur::service {

/// The scheduler of a program that keeps running: a thread that calls tick() at once and then every minute, until it is
/// destroyed (it finishes the tick it is in). The clock gives the instant of each tick; how long to wait between two is
/// the computer's own time, so a computer that slept ticks once when it wakes.
class Ticker {
  public:
    using Told = std::function<void(Result<TickReport> const&)>;
    /// `told` is called on the ticker's thread after each tick; a failed one does not stop it.
    Ticker(Office& office, Papers papers, Clock const& clock, Told told,
           std::chrono::milliseconds every = std::chrono::minutes{1});
    Ticker(Ticker const&) = delete;
    Ticker& operator=(Ticker const&) = delete;
    ~Ticker();

  private:
    void run();

    Office& office_;
    Papers papers_;
    Clock const& clock_;
    Told told_;
    std::chrono::milliseconds every_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stop_ = false;
    std::thread thread_;
};

} // namespace alur::service
