#include "store/unique_keys.hpp"

#include <set>
#include <tuple>

namespace alur::store {

namespace {

constexpr Sql kPut{"INSERT INTO unique_key (key, value, scope, case_id, item, since) VALUES ($1, $2, $3, $4, $5, $6) "
                   "ON CONFLICT (key, value, case_id, item) DO UPDATE SET scope = excluded.scope"};
constexpr Sql kDelete{"DELETE FROM unique_key WHERE key = $1 AND value = $2 AND case_id = $3 AND item = $4"};
constexpr Sql kDrop{"DELETE FROM unique_key WHERE case_id = $1"};
constexpr Sql kHolders{"SELECT u.key, u.scope, u.value, u.item, u.case_id, c.number, c.state, u.since "
                       "FROM unique_key u JOIN cases c ON c.id = u.case_id WHERE u.key = $1 AND u.value = $2 "
                       "ORDER BY u.since, u.case_id, u.item"};
constexpr Sql kOfCase{"SELECT key, scope, value, item FROM unique_key WHERE case_id = $1 ORDER BY key, item, value"};

UniqueValue read_value(Columns& c) {
    return {c.next<std::string>(), c.next<std::string>(), c.next<std::string>(), c.next<std::int64_t>()};
}

} // namespace

Result<> replace_unique_values(Transaction& transaction, CaseId case_id, std::vector<UniqueValue> const& values,
                               Instant since) {
    auto const held = unique_values_of(transaction, case_id);
    if (!held) return held.error();
    std::set<std::tuple<std::string_view, std::string_view, std::int64_t>> wanted;
    for (auto const& v : values) wanted.insert({v.key, v.value, v.item});
    for (auto const& old : *held) {
        if (wanted.count({old.key, old.value, old.item})) continue;
        auto const gone = transaction.run(kDelete, old.key, old.value, case_id, old.item);
        if (!gone) return gone.error();
    }
    for (auto const& v : values) {
        auto const put = transaction.run(kPut, v.key, v.value, v.scope, case_id, v.item, since);
        if (!put) return put.error();
    }
    return Done{};
}

Result<> drop_unique_values(Transaction& transaction, CaseId case_id) {
    auto const gone = transaction.run(kDrop, case_id);
    if (!gone) return gone.error();
    return Done{};
}

Result<std::vector<UniqueHolder>> holders_of(Reader& reader, std::string_view key, std::string_view value) {
    return reader.all(
        kHolders,
        [](Columns& c) {
            return UniqueHolder{read_value(c), c.next<CaseId>(), c.next<std::string>(), c.next<std::string>(),
                                c.next<Instant>()};
        },
        key, value);
}

Result<std::vector<UniqueValue>> unique_values_of(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_value, case_id);
}

} // namespace alur::store
