#include "core/text.hpp"
#include "http/handlers.hpp"
#include "http/notices.hpp"

#include <charconv>

namespace alur::http {

namespace {

using feel::Value;
using service::text;

Value roles_value(service::Desk const& desk, std::vector<std::string> const& held) {
    std::vector<Value> out;
    auto const add = [&](std::string const& role, std::string const& title) {
        bool const has = std::find(held.begin(), held.end(), role) != held.end();
        out.push_back(Value::context({{"kode", text(role)}, {"nama", text(title)}, {"dipegang", Value::boolean(has)}}));
    };
    add(std::string(service::kAdministrator), "Pengelola akun");
    for (auto const& role : desk.pack().roles) add(role, desk.role_title(role));
    return Value::list(std::move(out));
}

Response accounts_page(Visit const& visit, Error const* error, std::string const& login, std::string const& password) {
    auto const& desk = visit.site.desk();
    if (auto const allowed = service::require(desk.pack(), visit.officer().officer, service::Action::ManageAccounts);
        !allowed)
        return refused(visit, allowed.error());
    auto const all = desk.office().database().read([](store::Reader& reader) { return store::all_officers(reader); });
    if (!all) return refused(visit, all.error());
    std::vector<Value> accounts;
    for (auto const& account : *all)
        accounts.push_back(Value::context({{"id", Value::number(account.id.value)},
                                           {"login", text(account.login)},
                                           {"nama", text(account.name)},
                                           {"peran", roles_value(desk, account.roles)},
                                           {"ringkas", text(join(account.roles, ", "))},
                                           {"wilayah", text(join(account.areas, ", "))},
                                           {"aktif", Value::boolean(account.active)}}));
    return page(visit, {"akun", "Akun petugas", "akun", error ? status_of(error->kind) : 200, notice(visit)},
                Value::context({{"akun", Value::list(std::move(accounts))},
                                {"peran", roles_value(desk, {})},
                                {"galat", text(error ? error->message : "")},
                                {"login", text(login)},
                                {"sandi", text(password)}}));
}

service::NewAccount sent_account(Visit const& visit) {
    service::NewAccount out{visit.request.sent("login"), visit.request.sent("nama"), {}, {}};
    if (auto const roles = visit.request.form.find("peran"); roles != visit.request.form.end())
        out.roles = roles->second;
    for (auto const& area : split(visit.request.sent("wilayah"), ','))
        if (!trim(area).empty()) out.areas.emplace_back(trim(area));
    return out;
}

} // namespace

Response show_accounts(Visit const& visit) { return accounts_page(visit, nullptr, "", ""); }

Response add_account(Visit const& visit) {
    auto const fresh = sent_account(visit);
    auto const password = service::add_account(visit.site.desk().office(), visit.officer().officer, fresh, visit.now);
    if (!password) return accounts_page(visit, &password.error(), "", "");
    return accounts_page(visit, nullptr, fresh.login, *password);
}

Response change_account(Visit const& visit) {
    store::OfficerRow id;
    auto const& number = visit.part(1);
    std::from_chars(number.data(), number.data() + number.size(), id.value);
    auto& office = visit.site.desk().office();
    if (!visit.request.sent("sandi_baru").empty()) {
        auto const password = service::reset_password(office, visit.officer().officer, id);
        if (!password) return accounts_page(visit, &password.error(), "", "");
        return accounts_page(visit, nullptr, visit.request.sent("login"), *password);
    }
    auto const done = service::change_account(office, visit.officer().officer, id, sent_account(visit),
                                              visit.request.sent("aktif") == "ya");
    if (!done) return accounts_page(visit, &done.error(), "", "");
    return see_other("/akun?pesan=akun");
}

} // namespace alur::http
