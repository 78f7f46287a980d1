#include "http/site.hpp"

#include "core/secret.hpp"
#include "core/text.hpp"
#include "http/assets.hpp"
#include "http/routes.hpp"
#include "service/tick.hpp"
#include "service/work_outbox.hpp"

namespace alur::http {

namespace {

/// A form must come from a page of this site: its token fits the session, and the browser names no other origin.
bool own_form(Visit const& visit) {
    auto const& request = visit.request;
    auto const& site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    if (auto const& origin = request.header("origin"); !origin.empty() && origin != "null") {
        auto const host = origin.find("://");
        if (host == std::string::npos || origin.substr(host + 3) != request.header("host")) return false;
    }
    if (!visit.who) return true;
    return same_secret(visit.token(), request.sent("_token"));
}

/// What every answer carries.
void guard_headers(Response& response) {
    auto const has = [&](std::string_view name) {
        return std::any_of(response.headers.begin(), response.headers.end(),
                           [&](auto const& header) { return header.first == name; });
    };
    if (!has("Content-Security-Policy"))
        response.with("Content-Security-Policy",
                      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                      "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri "
                      "'none'");
    response.with("X-Content-Type-Options", "nosniff");
    response.with("Referrer-Policy", "same-origin");
    response.with("X-Frame-Options", "SAMEORIGIN");
    if (!has("Cache-Control")) response.with("Cache-Control", "no-store");
}

Response answer_visit(Visit& visit) {
    auto const& request = visit.request;
    bool known_path = false;
    auto const* route = find_route(request, known_path);
    if (!route) {
        if (known_path) return plain(405, "cara ini tidak dilayani\n");
        if (!visit.who) return see_other("/masuk");
        return refused(visit, not_found("halaman " + request.path + " tidak ada"));
    }
    bool const changes = route->method != "GET";
    if (route->access == Access::Officers && !visit.who)
        return see_other(changes || request.path == "/" ? "/masuk" : "/masuk?ke=" + percent_encoded(request.path));
    if (changes && !own_form(visit))
        return refused(visit,
                       forbidden("formulir ini tidak berlaku lagi; muat ulang halamannya dan kirim sekali lagi"));
    bool const free = request.path == "/sandi" || request.path == "/keluar" || route->access == Access::Anybody;
    if (visit.who && visit.who->must_change && !free) return see_other("/sandi");
    return route->answer(visit);
}

} // namespace

Result<std::unique_ptr<Site>> Site::open(service::Desk const& desk, service::Papers papers, Clock const& clock,
                                         SiteOptions options) {
    auto pages = Pages::load();
    if (!pages) return pages.error();
    return std::unique_ptr<Site>(new Site(desk, std::move(papers), clock, std::move(options), std::move(*pages)));
}

Response Site::answer(Request const& request) {
    Response response;
    if (request.parts.size() == 2 && request.parts[0] == "aset" &&
        (request.method == "GET" || request.method == "HEAD"))
        response = asset(request);
    else {
        Visit visit{*this, request, std::nullopt, "", clock_.now()};
        Result<std::optional<service::SignedIn>> session = std::optional<service::SignedIn>{};
        if (auto const cookie = request.cookies.find(kSessionCookie); cookie != request.cookies.end()) {
            visit.session = cookie->second;
            session = service::session_of(desk_.office(), cookie->second, visit.now);
        }
        if (session) {
            visit.who = std::move(*session);
            if (!visit.who) visit.session.clear();
            response = answer_visit(visit);
        } else {
            log(session.error().message);
            response = plain(503, "Basis data tidak dapat dibaca; coba lagi sebentar.\n");
        }
    }
    guard_headers(response);
    return response;
}

void Site::log(std::string line) const {
    if (options_.log) options_.log(std::move(line));
}

Result<> Site::settle() {
    std::lock_guard const lock(work_);
    auto const done = service::work_outbox(desk_.office(), papers_, clock_.now());
    if (done) return Done{};
    log(done.error().message);
    return done.error();
}

Result<> Site::tick() {
    std::lock_guard const lock(work_);
    auto const done = service::tick(desk_.office(), papers_, clock_.now());
    if (!done) return done.error();
    return Done{};
}

} // namespace alur::http
