#include "store/officers.hpp"

#include "store/lines.hpp"

namespace alur::store {

namespace {

constexpr Sql kAdd{"INSERT INTO officer (login, name, roles, areas, active, must_change, failures, locked_until, "
                   "created_at, password) VALUES ($1, $2, $3, $4, $5, $6, 0, NULL, $7, $8) RETURNING id"};
constexpr Sql kChange{"UPDATE officer SET name = $2, roles = $3, areas = $4, active = $5 WHERE id = $1"};
constexpr Sql kPassword{"UPDATE officer SET password = $2, must_change = $3, failures = 0, locked_until = NULL "
                        "WHERE id = $1"};
constexpr Sql kFailures{"UPDATE officer SET failures = $2, locked_until = $3 WHERE id = $1"};
constexpr Sql kFind{"SELECT id, login, name, roles, areas, active, must_change, failures, locked_until, password "
                    "FROM officer WHERE id = $1"};
constexpr Sql kByLogin{"SELECT id, login, name, roles, areas, active, must_change, failures, locked_until, password "
                       "FROM officer WHERE login = $1"};
constexpr Sql kAll{"SELECT id, login, name, roles, areas, active, must_change, failures, locked_until, password "
                   "FROM officer ORDER BY name, id"};
constexpr Sql kOpen{"INSERT INTO session (key_hash, officer, opened_at, expires_at) VALUES ($1, $2, $3, $4)"};
constexpr Sql kClose{"DELETE FROM session WHERE key_hash = $1"};
constexpr Sql kCloseAll{"DELETE FROM session WHERE officer = $1"};
constexpr Sql kCloseExpired{"DELETE FROM session WHERE expires_at <= $1"};
constexpr Sql kSession{"SELECT o.id, o.login, o.name, o.roles, o.areas, o.active, o.must_change, o.failures, "
                       "o.locked_until, o.password FROM session s JOIN officer o ON o.id = s.officer "
                       "WHERE s.key_hash = $1 AND s.expires_at > $2 AND o.active = 1"};

OfficerAccount read_account(Columns& c) {
    return {c.next<OfficerRow>(),
            c.next<std::string>(),
            c.next<std::string>(),
            from_lines(c.next<std::string>()),
            from_lines(c.next<std::string>()),
            c.next<bool>(),
            c.next<bool>(),
            c.next<int>(),
            c.next<std::optional<Instant>>(),
            c.next<std::string>()};
}

Result<> one(Result<std::int64_t> const& changed) {
    if (!changed) return changed.error();
    if (*changed == 0) return not_found("akun petugas itu tidak ada");
    return Done{};
}

Result<> any(Result<std::int64_t> const& changed) {
    if (!changed) return changed.error();
    return Done{};
}

} // namespace

Result<OfficerRow> add_officer(Transaction& transaction, OfficerAccount const& account, Instant now) {
    return transaction.insert<OfficerRow>(kAdd, account.login, account.name, to_lines(account.roles),
                                          to_lines(account.areas), account.active, account.must_change, now,
                                          account.password);
}

Result<> change_officer(Transaction& transaction, OfficerAccount const& account) {
    return one(transaction.run(kChange, account.id, account.name, to_lines(account.roles), to_lines(account.areas),
                               account.active));
}

Result<> set_password(Transaction& transaction, OfficerRow id, std::string_view password, bool must_change) {
    return one(transaction.run(kPassword, id, password, must_change));
}

Result<> count_failures(Transaction& transaction, OfficerRow id, int failures, std::optional<Instant> locked_until) {
    return one(transaction.run(kFailures, id, failures, locked_until));
}

Result<OfficerAccount> find_officer(Reader& reader, OfficerRow id) {
    auto found = reader.first(kFind, read_account, id);
    if (!found) return found.error();
    if (!*found) return not_found("akun petugas itu tidak ada");
    return std::move(**found);
}

Result<std::optional<OfficerAccount>> find_officer_by_login(Reader& reader, std::string_view login) {
    return reader.first(kByLogin, read_account, login);
}

Result<std::vector<OfficerAccount>> all_officers(Reader& reader) { return reader.all(kAll, read_account); }

Result<> open_session(Transaction& transaction, std::string_view key_hash, OfficerRow officer, Instant now,
                      Instant expires) {
    return any(transaction.run(kOpen, key_hash, officer, now, expires));
}

Result<> close_session(Transaction& transaction, std::string_view key_hash) {
    return any(transaction.run(kClose, key_hash));
}

Result<> close_sessions_of(Transaction& transaction, OfficerRow officer) {
    return any(transaction.run(kCloseAll, officer));
}

Result<> close_expired_sessions(Transaction& transaction, Instant now) {
    return any(transaction.run(kCloseExpired, now));
}

Result<std::optional<OfficerAccount>> find_session(Reader& reader, std::string_view key_hash, Instant now) {
    return reader.first(kSession, read_account, key_hash, now);
}

} // namespace alur::store
