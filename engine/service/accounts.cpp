#include "service/accounts.hpp"

#include "core/hash.hpp"
#include "core/secret.hpp"
#include "core/text.hpp"
#include "service/rights.hpp"

#include <algorithm>

namespace alur::service {

namespace {

constexpr int kFreeFailures = 5;
/// What is compared when there is no such login, so that the answer takes as long: the hash of no password.
constexpr char kNobody[] = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                           "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

Error wrong_login() {
    return forbidden("nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecil, lalu coba lagi.");
}

/// After five wrong passwords each further one locks the login, twice as long each time, half an hour at most.
std::optional<Instant> lock_after(int failures, Instant now) {
    if (failures < kFreeFailures) return std::nullopt;
    auto const minutes = std::min(1 << std::min(failures - kFreeFailures, 5), 30);
    return now + std::chrono::minutes{minutes};
}

Result<> check_account(Pack const& pack, NewAccount const& account) {
    auto const plain = std::all_of(account.login.begin(), account.login.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
    if (account.login.size() < 3 || account.login.size() > 40 || !plain)
        return invalid("nama pengguna terdiri atas 3 sampai 40 huruf kecil, angka, titik, atau garis");
    if (trim(account.name).empty()) return invalid("nama petugas harus diisi");
    if (account.roles.empty()) return invalid("pilih paling sedikit satu peran");
    for (auto const& role : account.roles)
        if (role != kAdministrator && std::find(pack.roles.begin(), pack.roles.end(), role) == pack.roles.end())
            return invalid("peran '" + role + "' tidak dikenal");
    return Done{};
}

SignedIn signed_in(store::OfficerAccount const& account) {
    return {account.id, account.login, {account.name, account.roles, account.areas}, account.must_change};
}

bool administers(store::OfficerAccount const& account) {
    return account.active &&
           std::find(account.roles.begin(), account.roles.end(), kAdministrator) != account.roles.end();
}

} // namespace

Result<std::optional<std::string>> first_administrator(Office& office, Instant now) {
    auto const there = office.database().read([](store::Reader& reader) { return store::all_officers(reader); });
    if (!there) return there.error();
    if (!there->empty()) return std::optional<std::string>{};
    auto const password = random_password();
    auto const hash = hash_password(password);
    if (!hash) return hash.error();
    store::OfficerAccount account;
    account.login = "admin";
    account.name = "Pengelola akun";
    account.roles = {std::string(kAdministrator)};
    account.must_change = true;
    account.password = *hash;
    auto const added =
        office.database().write([&](store::Transaction& t) { return store::add_officer(t, account, now); });
    if (!added) return added.error();
    return std::optional(password);
}

Result<std::string> sign_in(Office& office, std::string_view login, std::string_view password, Instant now) {
    auto const found =
        office.database().read([&](store::Reader& reader) { return store::find_officer_by_login(reader, login); });
    if (!found) return found.error();
    auto const* account = *found ? &**found : nullptr;
    if (account && account->locked_until && *account->locked_until > now) {
        auto const minutes = std::chrono::ceil<std::chrono::minutes>(*account->locked_until - now).count();
        return conflict("terlalu banyak kata sandi yang salah; coba lagi sesudah " + std::to_string(minutes) +
                        " menit");
    }
    bool const right = is_password(account ? std::string_view(account->password) : kNobody, password);
    if (!account || !account->active) return wrong_login();
    auto const key = random_token();
    auto const written = office.database().write([&](store::Transaction& t) -> Result<> {
        auto const fresh = store::find_officer(t, account->id);
        if (!fresh) return fresh.error();
        if (!right)
            return store::count_failures(t, account->id, fresh->failures + 1, lock_after(fresh->failures + 1, now));
        if (auto const counted = store::count_failures(t, account->id, 0, std::nullopt); !counted)
            return counted.error();
        if (auto const closed = store::close_expired_sessions(t, now); !closed) return closed.error();
        return store::open_session(t, sha256(key), account->id, now, now + kSessionLength);
    });
    if (!written) return written.error();
    if (!right) return wrong_login();
    return key;
}

Result<> sign_out(Office& office, std::string_view key) {
    return office.database().write([&](store::Transaction& t) { return store::close_session(t, sha256(key)); });
}

Result<std::optional<SignedIn>> session_of(Office& office, std::string_view key, Instant now) {
    auto const found =
        office.database().read([&](store::Reader& reader) { return store::find_session(reader, sha256(key), now); });
    if (!found) return found.error();
    if (!*found) return std::optional<SignedIn>{};
    return std::optional(signed_in(**found));
}

Result<> change_password(Office& office, SignedIn const& who, std::string_view old_password,
                         std::string_view new_password, Instant now) {
    auto const account =
        office.database().read([&](store::Reader& reader) { return store::find_officer(reader, who.id); });
    if (!account) return account.error();
    if (account->locked_until && *account->locked_until > now)
        return conflict("terlalu banyak kata sandi yang salah; tunggu sebentar");
    if (!is_password(account->password, old_password)) {
        auto const failures = account->failures + 1;
        auto const counted = office.database().write([&](store::Transaction& t) {
            return store::count_failures(t, who.id, failures, lock_after(failures, now));
        });
        if (!counted) return counted.error();
        return forbidden("kata sandi lama tidak cocok");
    }
    if (code_point_count(new_password) < kShortestPassword)
        return invalid("kata sandi baru paling sedikit " + std::to_string(kShortestPassword) + " huruf");
    if (new_password.size() > 200) return invalid("kata sandi baru terlalu panjang");
    if (new_password == old_password) return invalid("kata sandi baru harus lain dari yang lama");
    auto const hash = hash_password(new_password);
    if (!hash) return hash.error();
    return office.database().write([&](store::Transaction& t) -> Result<> {
        if (auto const closed = store::close_sessions_of(t, who.id); !closed) return closed.error();
        return store::set_password(t, who.id, *hash, false);
    });
}

Result<std::string> add_account(Office& office, Officer const& who, NewAccount const& fresh, Instant now) {
    if (auto const allowed = require(office.pack(), who, Action::ManageAccounts); !allowed) return allowed.error();
    if (auto const good = check_account(office.pack(), fresh); !good) return good.error();
    auto const password = random_password();
    auto const hash = hash_password(password);
    if (!hash) return hash.error();
    store::OfficerAccount account;
    account.login = fresh.login;
    account.name = fresh.name;
    account.roles = fresh.roles;
    account.areas = fresh.areas;
    account.must_change = true;
    account.password = *hash;
    auto const added = office.database().write([&](store::Transaction& t) -> Result<> {
        auto const same = store::find_officer_by_login(t, fresh.login);
        if (!same) return same.error();
        if (*same) return conflict("nama pengguna '" + fresh.login + "' sudah dipakai; pilih yang lain");
        auto const id = store::add_officer(t, account, now);
        if (!id) return id.error();
        return Done{};
    });
    if (!added) return added.error();
    return password;
}

Result<> change_account(Office& office, Officer const& who, store::OfficerRow id, NewAccount const& wanted,
                        bool active) {
    if (auto const allowed = require(office.pack(), who, Action::ManageAccounts); !allowed) return allowed.error();
    return office.database().write([&](store::Transaction& t) -> Result<> {
        auto account = store::find_officer(t, id);
        if (!account) return account.error();
        auto checked = wanted;
        checked.login = account->login;
        if (auto const good = check_account(office.pack(), checked); !good) return good.error();
        bool const was = administers(*account);
        account->name = wanted.name;
        account->roles = wanted.roles;
        account->areas = wanted.areas;
        account->active = active;
        if (was && !administers(*account)) {
            auto const all = store::all_officers(t);
            if (!all) return all.error();
            if (std::count_if(all->begin(), all->end(), administers) < 2)
                return conflict("ini pengelola akun yang terakhir; angkat pengelola lain lebih dahulu");
        }
        if (auto const changed = store::change_officer(t, *account); !changed) return changed.error();
        return store::close_sessions_of(t, id);
    });
}

Result<std::string> reset_password(Office& office, Officer const& who, store::OfficerRow id) {
    if (auto const allowed = require(office.pack(), who, Action::ManageAccounts); !allowed) return allowed.error();
    auto const password = random_password();
    auto const hash = hash_password(password);
    if (!hash) return hash.error();
    auto const done = office.database().write([&](store::Transaction& t) -> Result<> {
        if (auto const closed = store::close_sessions_of(t, id); !closed) return closed.error();
        return store::set_password(t, id, *hash, true);
    });
    if (!done) return done.error();
    return password;
}

} // namespace alur::service
