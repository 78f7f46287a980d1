#include "core/text.hpp"
#include "http/handlers.hpp"
#include "service/feed_address.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

constexpr std::string_view kEnding = ".ics";

Response calendar_page(Visit const& visit, std::string const& number, std::string const& address) {
    return page(visit, {"kalender", "Kalender tenggat", "", 200, ""},
                Value::context({{"perkara", text(number)}, {"alamat", text(address)}}));
}

} // namespace

Response show_calendar(Visit const& visit) {
    auto const& number = visit.request.asked("perkara");
    auto const& desk = visit.site.desk();
    auto const seen = desk.office().database().read([&](store::Reader& reader) -> Result<> {
        if (number.empty()) return service::require(desk.pack(), visit.officer().officer, service::Action::SeeCases);
        auto const live = service::visible_case(desk, reader, visit.officer().officer, number);
        if (!live) return live.error();
        return Done{};
    });
    if (!seen) return refused(visit, seen.error());
    return calendar_page(visit, number, "");
}

Response make_calendar(Visit const& visit) {
    auto const& number = visit.request.sent("perkara");
    auto const& desk = visit.site.desk();
    auto const secret = number.empty() ? service::new_officer_feed(desk, visit.officer(), visit.now)
                                       : service::new_case_feed(desk, visit.officer(), number, visit.now);
    if (!secret) return refused(visit, secret.error());
    auto const* scheme = visit.site.options().secure_cookies ? "https://" : "http://";
    return calendar_page(visit, number,
                         scheme + visit.request.header("host") + "/kalender/" + *secret + std::string(kEnding));
}

Response send_calendar(Visit const& visit) {
    auto const& file = visit.part(1);
    if (!file.ends_with(kEnding)) return plain(404, "alamat kalender ini tidak berlaku\n");
    auto feed = service::feed_behind(visit.site.desk(), file.substr(0, file.size() - kEnding.size()), visit.now);
    if (!feed) return plain(status_of(feed.error().kind), feed.error().message + '\n');
    Response response;
    response.type = "text/calendar; charset=utf-8";
    response.body = std::move(*feed);
    return response;
}

} // namespace alur::http
