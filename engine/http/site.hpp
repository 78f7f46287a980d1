#pragma once
#include "http/kept_copies.hpp"
#include "http/pages.hpp"
#include "http/request.hpp"
#include "http/throttle.hpp"
#include "service/desk.hpp"
#include "service/papers.hpp"

#include <functional>
#include <mutex>
#include <optional>

namespace alur::http {

struct SiteOptions {
    bool secure_cookies = false;          ///< sessions only over TLS
    std::function<void(std::string)> log; ///< one line for developers; never personal data
};

/// The office as pages: takes a request apart from any socket and answers it. Safe to use from many threads.
class Site {
  public:
    /// Unavailable: a page that cannot be read.
    static Result<std::unique_ptr<Site>> open(service::Desk const& desk, service::Papers papers, Clock const& clock,
                                              SiteOptions options);

    Response answer(Request const& request);

    service::Desk const& desk() const { return desk_; }
    Clock const& clock() const { return clock_; }
    Pages const& pages() const { return pages_; }
    SiteOptions const& options() const { return options_; }
    Throttle& sign_ins() { return sign_ins_; }
    /// Every question of somebody without an account counts.
    Throttle& questions() { return questions_; }
    /// Passwords are checked one at a time.
    std::mutex& sign_in_place() { return sign_in_place_; }
    void log(std::string line) const;

    KeptCopies& copies() { return copies_; }
    service::Papers& papers() { return papers_; }
    /// The folder for files while they are made.
    std::filesystem::path scratch() const { return papers_.scratch(); }

    /// Does what waits in the outbox, papers included. Unavailable: a piece that cannot be done; the others were.
    Result<> settle();
    /// Everything that has come due: timers, papers, reminders, messages. For a clock outside.
    Result<> tick();

  private:
    Site(service::Desk const& desk, service::Papers papers, Clock const& clock, SiteOptions options, Pages pages)
        : desk_(desk), papers_(std::move(papers)), clock_(clock), options_(std::move(options)),
          pages_(std::move(pages)) {}

    service::Desk const& desk_;
    service::Papers papers_;
    std::mutex work_; ///< the outbox has one worker at a time
    Clock const& clock_;
    SiteOptions options_;
    Pages pages_;
    KeptCopies copies_;
    std::mutex sign_in_place_;
    Throttle sign_ins_{20, std::chrono::minutes{5}};
    Throttle questions_{60, std::chrono::minutes{5}};
};

} // namespace alur::http
