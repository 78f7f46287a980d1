#include "http/handlers.hpp"

namespace alur::http {

namespace {

using feel::Value;
using service::text;

std::string cookie(Visit const& visit, std::string const& value, bool keep) {
    return std::string(kSessionCookie) + "=" + value + "; Path=/; HttpOnly; SameSite=Lax" +
           (visit.site.options().secure_cookies ? "; Secure" : "") +
           (keep ? "; Max-Age=" + std::to_string(std::chrono::seconds(service::kSessionLength).count())
                 : "; Max-Age=0");
}

/// Only a place on this site, never another one.
std::string safe_target(std::string const& wanted) {
    bool const own = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.find('\\') == std::string::npos &&
                     wanted.find('\n') == std::string::npos && wanted.find('\r') == std::string::npos;
    return own ? wanted : "/meja";
}

Response form(Visit const& visit, std::string const& complaint, int status) {
    auto const& target = visit.request.method == "POST" ? visit.request.sent("ke") : visit.request.asked("ke");
    return page(visit, {"masuk", "Masuk", "", status, ""},
                Value::context({{"galat", text(complaint)},
                                {"pengguna", text(visit.request.sent("pengguna"))},
                                {"ke", Value::string(safe_target(target))}}));
}

} // namespace

Response show_sign_in(Visit const& visit) {
    if (visit.who) return see_other("/meja");
    return form(visit, "", 200);
}

Response sign_in(Visit const& visit) {
    auto& tries = visit.site.sign_ins();
    if (!tries.allows(visit.request.peer, visit.now))
        return form(visit, "terlalu banyak percobaan masuk dari komputer ini; tunggu lima menit", 429)
            .with("Retry-After", "300");
    auto const key = [&] {
        std::lock_guard const one_place(visit.site.sign_in_place()); // each try takes 19 MiB and a tenth of a second
        return service::sign_in(visit.site.desk().office(), visit.request.sent("pengguna"), visit.request.sent("sandi"),
                                visit.now);
    }();
    if (!key) tries.failed(visit.request.peer, visit.now);
    if (!key) return form(visit, key.error().message, key.error().kind == ErrorKind::Conflict ? 429 : 403);
    return see_other(safe_target(visit.request.sent("ke"))).with("Set-Cookie", cookie(visit, *key, true));
}

Response sign_out(Visit const& visit) {
    if (auto const done = service::sign_out(visit.site.desk().office(), visit.session); !done)
        return refused(visit, done.error());
    return see_other("/masuk").with("Set-Cookie", cookie(visit, "", false));
}

Response show_password(Visit const& visit) {
    return page(visit, {"sandi", "Kata sandi", "", 200, ""},
                Value::context({{"galat", text("")}, {"wajib", Value::boolean(visit.officer().must_change)}}));
}

Response change_password(Visit const& visit) {
    auto const& request = visit.request;
    auto const done = request.sent("baru") != request.sent("ulang")
                          ? Result<>(invalid("kata sandi baru dan ulangannya tidak sama"))
                          : service::change_password(visit.site.desk().office(), visit.officer(), request.sent("lama"),
                                                     request.sent("baru"), visit.now);
    if (!done)
        return page(visit, {"sandi", "Kata sandi", "", status_of(done.error().kind), ""},
                    Value::context({{"galat", text(done.error().message)},
                                    {"wajib", Value::boolean(visit.officer().must_change)}}));
    auto const key =
        service::sign_in(visit.site.desk().office(), visit.officer().login, request.sent("baru"), visit.now);
    if (!key) return see_other("/masuk");
    return see_other("/meja?pesan=sandi").with("Set-Cookie", cookie(visit, *key, true));
}

} // namespace alur::http
