#include "service/feed_address.hpp"

#include "core/hash.hpp"
#include "core/secret.hpp"
#include "service/views.hpp"
#include "store/settings.hpp"

#include <charconv>

namespace alur::service {

namespace {

constexpr std::string_view kOfOfficer = "petugas/";
constexpr std::string_view kOfCase = "perkara/";

std::string key_of(std::string_view what) { return "kalender/" + std::string(what); }

/// Gives `whose` another secret; the one before leads nowhere from now on.
Result<std::string> renew(store::Transaction& transaction, std::string const& whose, std::string const& actor,
                          Instant now) {
    auto const before = store::find_setting(transaction, key_of(whose));
    if (!before) return before.error();
    if (*before && !(*before)->empty())
        if (auto const ended = store::set_setting(transaction, key_of(**before), "", actor, now); !ended)
            return ended.error();
    auto const secret = random_token();
    auto const hash = sha256(secret);
    if (auto const set = store::set_setting(transaction, key_of(hash), whose, actor, now); !set) return set.error();
    if (auto const set = store::set_setting(transaction, key_of(whose), hash, actor, now); !set) return set.error();
    return secret;
}

Error unknown() { return not_found("alamat kalender ini tidak berlaku; buat alamat baru di halaman Kalender tenggat"); }

/// Whose calendar it is, as a filter.
Result<FeedFilter> filter_of(Desk const& desk, store::Reader& reader, std::string const& whose) {
    FeedFilter filter;
    if (whose.starts_with(kOfCase)) {
        filter.case_number = whose.substr(kOfCase.size());
        return filter;
    }
    store::OfficerRow id;
    auto const number = std::string_view(whose).substr(kOfOfficer.size());
    std::from_chars(number.data(), number.data() + number.size(), id.value);
    auto const account = store::find_officer(reader, id);
    if (!account) return account.error();
    Officer const officer{account->name, account->roles, account->areas};
    if (!account->active || !may(desk.pack(), officer, Action::SeeCases)) return unknown();
    filter.roles = account->roles;
    filter.areas = account->areas;
    filter.name = account->name;
    return filter;
}

} // namespace

Result<std::string> new_officer_feed(Desk const& desk, SignedIn const& who, Instant now) {
    if (auto const allowed = require(desk.pack(), who.officer, Action::SeeCases); !allowed) return allowed.error();
    return desk.office().database().write([&](store::Transaction& transaction) {
        return renew(transaction, std::string(kOfOfficer) + std::to_string(who.id.value), who.officer.name, now);
    });
}

Result<std::string> new_case_feed(Desk const& desk, SignedIn const& who, std::string_view number, Instant now) {
    return desk.office().database().write([&](store::Transaction& transaction) -> Result<std::string> {
        auto const live = visible_case(desk, transaction, who.officer, number);
        if (!live) return live.error();
        return renew(transaction, std::string(kOfCase) + live->row.number, who.officer.name, now);
    });
}

Result<std::string> feed_behind(Desk const& desk, std::string_view secret, Instant now) {
    auto const filter = desk.office().database().read([&](store::Reader& reader) -> Result<FeedFilter> {
        auto const whose = store::find_setting(reader, key_of(sha256(secret)));
        if (!whose) return whose.error();
        if (!*whose || (!(*whose)->starts_with(kOfOfficer) && !(*whose)->starts_with(kOfCase))) return unknown();
        return filter_of(desk, reader, **whose);
    });
    if (!filter) return filter.error();
    return calendar_feed(desk.office(), *filter, now);
}

} // namespace alur::service
