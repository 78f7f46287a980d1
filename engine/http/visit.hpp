#pragma once
#include "http/response.hpp"
#include "http/site.hpp"
#include "service/accounts.hpp"
#include "service/views.hpp"

namespace alur::http {

inline constexpr char kSessionCookie[] = "alur_sesi";

/// One request on its way through the site, with the officer who sent it.
struct Visit {
    Site& site;
    Request const& request;
    std::optional<service::SignedIn> who;
    std::string session; ///< key of the session, "" without
    Instant now{};

    /// Of a page that only officers reach.
    service::SignedIn const& officer() const { return *who; }
    /// A part of the path, "" when there are fewer.
    std::string const& part(std::size_t index) const;
    /// What every form of this session has to send back.
    std::string token() const;
};

/// How a page is drawn.
struct PageFrame {
    std::string name;    ///< of the template
    std::string title;   ///< of the window
    std::string section; ///< of the menu that is marked
    int status = 200;
    std::string notice; ///< one sentence above the page, "" for none
};

/// The page with `p` as its data.
Response page(Visit const& visit, PageFrame const& frame, feel::Value p);
/// A page that says what went wrong and what to do.
Response refused(Visit const& visit, Error const& error);

} // namespace alur::http
