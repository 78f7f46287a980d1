#include "store/settings.hpp"

namespace alur::store {

namespace {

constexpr Sql kSet{"INSERT INTO setting (key, value, changed_at, actor) VALUES ($1, $2, $3, $4) ON CONFLICT (key) "
                   "DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, actor = excluded.actor"};
constexpr Sql kFind{"SELECT value FROM setting WHERE key = $1"};
constexpr Sql kCountUp{"INSERT INTO counter (name, value) VALUES ($1, 1) ON CONFLICT (name) "
                       "DO UPDATE SET value = counter.value + 1 RETURNING value"};

} // namespace

Result<> set_setting(Transaction& transaction, std::string_view key, std::string_view value, std::string_view actor,
                     Instant now) {
    auto const set = transaction.run(kSet, key, value, now, actor);
    if (!set) return set.error();
    return Done{};
}

Result<std::optional<std::string>> find_setting(Reader& reader, std::string_view key) {
    return reader.first(
        kFind, [](Columns& c) { return c.next<std::string>(); }, key);
}

Result<std::int64_t> count_up(Transaction& transaction, std::string_view name) {
    return transaction.insert<std::int64_t>(kCountUp, name);
}

} // namespace alur::store
