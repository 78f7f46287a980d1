#pragma once
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/RunnableAdapter.h>
#include <Poco/Thread.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <unordered_map>

namespace alur::http {

/// Looks after the connections of a server: one that does not bring a whole request in time is shut, whatever trickles
/// in. Poco's own time-outs count from byte to byte.
class Watch final : public Poco::Net::TCPServerConnectionFilter {
  public:
    using Ptr = Poco::AutoPtr<Watch>;

    explicit Watch(std::chrono::seconds patience);
    ~Watch() override;

    /// A connection came; it has to bring a request.
    bool accept(Poco::Net::StreamSocket const& socket) override;
    /// The request of this connection was read whole; from now on the server works.
    void came_whole(Poco::Net::StreamSocket& socket);
    /// It was answered; the next request may come.
    void next(Poco::Net::StreamSocket& socket);
    /// Shuts every connection for which nobody works.
    void close_idle();

  private:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        Poco::Net::StreamSocket socket;
        Clock::time_point until;
        bool works = false;
    };
    void run();
    void sweep(Clock::time_point now, bool all);

    std::chrono::seconds patience_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::unordered_map<Poco::Net::SocketImpl*, Connection> connections_;
    Poco::RunnableAdapter<Watch> runnable_;
    Poco::Thread thread_;
};

} // namespace alur::http
