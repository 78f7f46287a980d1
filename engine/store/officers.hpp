#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// Somebody who may sign in. Never deleted: the journal names them; who left is no longer active.
struct OfficerAccount {
    OfficerRow id;
    std::string login; ///< unique
    std::string name;  ///< for people, and for the journal
    std::vector<std::string> roles;
    std::vector<std::string> areas; ///< of the cases they see; none: all
    bool active = true;
    bool must_change = false; ///< the password was given by somebody else
    int failures = 0;         ///< wrong passwords since the last right one
    std::optional<Instant> locked_until;
    std::string password; ///< as core/secret.hpp keeps it
};

/// Conflict: the login is taken. The id of the argument is not looked at.
Result<OfficerRow> add_officer(Transaction& transaction, OfficerAccount const& account, Instant now);
/// Name, roles, areas and whether they are active. NotFound: no such account.
Result<> change_officer(Transaction& transaction, OfficerAccount const& account);
Result<> set_password(Transaction& transaction, OfficerRow id, std::string_view password, bool must_change);
Result<> count_failures(Transaction& transaction, OfficerRow id, int failures, std::optional<Instant> locked_until);

/// NotFound: no such account.
Result<OfficerAccount> find_officer(Reader& reader, OfficerRow id);
/// Nothing when nobody has that login.
Result<std::optional<OfficerAccount>> find_officer_by_login(Reader& reader, std::string_view login);
/// By name.
Result<std::vector<OfficerAccount>> all_officers(Reader& reader);

/// Opens a session under the hash of its key.
Result<> open_session(Transaction& transaction, std::string_view key_hash, OfficerRow officer, Instant now,
                      Instant expires);
/// Harmless when there is none.
Result<> close_session(Transaction& transaction, std::string_view key_hash);
/// Of one officer, when the password or the roles change.
Result<> close_sessions_of(Transaction& transaction, OfficerRow officer);
Result<> close_expired_sessions(Transaction& transaction, Instant now);
/// The active officer behind an open session; nothing when there is none.
Result<std::optional<OfficerAccount>> find_session(Reader& reader, std::string_view key_hash, Instant now);

} // namespace alur::store
