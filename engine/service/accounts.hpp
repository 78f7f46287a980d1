#pragma once
#include "service/office.hpp"
#include "store/officers.hpp"

#include <optional>

namespace alur::service {

/// Who is signed in.
struct SignedIn {
    store::OfficerRow id;
    std::string login;
    Officer officer;
    bool must_change = false; ///< the password has to be changed before anything else
};

inline constexpr std::chrono::hours kSessionLength{12};
inline constexpr std::size_t kShortestPassword = 10;

/// Makes the first account, an administrator `admin`, when there is no account yet; answers its one-time password.
Result<std::optional<std::string>> first_administrator(Office& office, Instant now);

/// Opens a session and answers its key. Forbidden, with the same sentence for an unknown login and a wrong password;
/// Conflict: too many wrong passwords, with the time to wait.
Result<std::string> sign_in(Office& office, std::string_view login, std::string_view password, Instant now);
Result<> sign_out(Office& office, std::string_view key);
/// Nothing when the key opens no session (any more).
Result<std::optional<SignedIn>> session_of(Office& office, std::string_view key, Instant now);

/// Forbidden: the old password is wrong. Invalid: the new one is too short or the same. Other sessions end.
Result<> change_password(Office& office, SignedIn const& who, std::string_view old_password,
                         std::string_view new_password, Instant now);

struct NewAccount {
    std::string login, name;
    std::vector<std::string> roles, areas;
};
/// Adds an account and answers its one-time password. Forbidden: `who` does not manage accounts. Invalid: login, name
/// or roles. Conflict: the login is taken.
Result<std::string> add_account(Office& office, Officer const& who, NewAccount const& fresh, Instant now);
/// Changes roles, areas and whether the account may be used; its sessions end. Forbidden as above; Conflict: the last
/// administrator would go.
Result<> change_account(Office& office, Officer const& who, store::OfficerRow id, NewAccount const& wanted,
                        bool active);
/// Gives an account a new one-time password and answers it.
Result<std::string> reset_password(Office& office, Officer const& who, store::OfficerRow id);

} // namespace alur::service
