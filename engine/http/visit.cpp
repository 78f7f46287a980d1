#include "http/visit.hpp"

#include "core/hash.hpp"
#include "http/assets.hpp"

#include <algorithm>

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Value menu(Visit const& visit) {
    auto const& pack = visit.site.desk().pack();
    auto const& officer = visit.officer().officer;
    auto const allowed = [&](service::Action action) { return Value::boolean(service::may(pack, officer, action)); };
    return Value::context({{"perkara", allowed(service::Action::SeeCases)},
                           {"buka", allowed(service::Action::OpenCase)},
                           {"surat", allowed(service::Action::SeeLetters)},
                           {"papan", allowed(service::Action::SeeBoard)},
                           {"klien", allowed(service::Action::ManageClients)},
                           {"akun", allowed(service::Action::ManageAccounts)}});
}

Value officer_value(Visit const& visit) {
    if (!visit.who) return {};
    std::vector<Value> roles;
    for (auto const& role : visit.who->officer.roles)
        roles.push_back(
            Value::string(role == service::kAdministrator ? "Pengelola akun" : visit.site.desk().role_title(role)));
    return Value::context({{"nama", text(visit.who->officer.name)},
                           {"login", text(visit.who->login)},
                           {"peran", Value::list(std::move(roles))},
                           {"menu", menu(visit)}});
}

std::string office_name(service::Pack const& pack) {
    auto const line = pack.reference.at_path("office.office_line");
    return line.is_string() ? std::string(line.as_string()) : pack.name;
}

} // namespace

std::string const& Visit::part(std::size_t index) const {
    static std::string const kNone;
    return index < request.parts.size() ? request.parts[index] : kNone;
}

std::string Visit::token() const { return session.empty() ? std::string() : sha256("formulir|" + session); }

Response page(Visit const& visit, PageFrame const& frame, Value p) {
    auto const& pack = visit.site.desk().pack();
    feel::Limits limits;
    limits.now = visit.now;
    limits.zone = pack.zone;
    feel::Scope scope(Value::context({{"situs", Value::context({{"judul", text(frame.title)},
                                                                {"bagian", text(frame.section)},
                                                                {"kantor", Value::string(office_name(pack))},
                                                                {"program", text(pack.name)},
                                                                {"token", Value::string(visit.token())},
                                                                {"petugas", officer_value(visit)},
                                                                {"pemberitahuan", text(frame.notice)},
                                                                {"jalur", text(visit.request.path)},
                                                                {"aset", asset_addresses()}})},
                                      {"p", std::move(p)}}));
    auto filled = visit.site.pages().fill(frame.name, scope, limits);
    if (!filled) {
        visit.site.log(filled.error().log);
        return plain(500, filled.error().message + "\n");
    }
    Response response;
    response.status = frame.status;
    response.body = std::move(*filled);
    return response;
}

Response refused(Visit const& visit, Error const& error) {
    if (!error.log.empty()) visit.site.log(error.log);
    auto const status = status_of(error.kind);
    std::string_view heading = "Permintaan tidak dapat dilayani";
    if (error.kind == ErrorKind::NotFound) heading = "Tidak ditemukan";
    if (error.kind == ErrorKind::Forbidden) heading = "Tidak berhak";
    if (error.kind == ErrorKind::Conflict) heading = "Keadaan sudah berubah";
    std::vector<Value> sentences;
    for (auto const& one : error.found.all()) sentences.push_back(Value::string(one.message));
    if (sentences.empty()) sentences.push_back(Value::string(error.message));
    return page(visit, {visit.request.partial() ? "bagian_galat" : "galat", std::string(heading), "", status, ""},
                Value::context({{"judul", text(heading)}, {"kalimat", Value::list(std::move(sentences))}}));
}

} // namespace alur::http
