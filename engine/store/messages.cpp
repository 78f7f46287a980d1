#include "store/messages.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO message (name, key, received_at, expires_at, payload) VALUES ($1, $2, $3, $4, $5) "
                      "RETURNING id"};
constexpr Sql kOldest{
    "SELECT id, name, key, received_at, expires_at, payload FROM message WHERE name = $1 "
    "AND ($2 = '' OR key IN ($2, '')) AND (expires_at IS NULL OR expires_at > $3) ORDER BY id LIMIT 1"};
constexpr Sql kDelete{"DELETE FROM message WHERE id = $1"};
constexpr Sql kDropExpired{"DELETE FROM message WHERE expires_at <= $1"};
constexpr Sql kAll{"SELECT id, name, key, received_at, expires_at, payload FROM message ORDER BY id"};

KeptMessage read_message(Columns& c) {
    return {c.next<MessageRow>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<Instant>(),
            c.next<std::optional<Instant>>(),
            c.next<Blob>().bytes};
}

} // namespace

Result<MessageRow> keep_message(Transaction& transaction, KeptMessage const& message) {
    return transaction.insert<MessageRow>(kInsert, message.name, message.key, message.received_at, message.expires_at,
                                          BlobView{message.payload});
}

Result<std::optional<KeptMessage>> take_message(Transaction& transaction, std::string_view name, std::string_view key,
                                                Instant now) {
    auto oldest = transaction.first(kOldest, read_message, name, key, now);
    if (!oldest || !*oldest) return oldest;
    if (auto const gone = transaction.run(kDelete, (*oldest)->id); !gone) return gone.error();
    return oldest;
}

Result<std::int64_t> drop_expired_messages(Transaction& transaction, Instant now) {
    return transaction.run(kDropExpired, now);
}

Result<std::vector<KeptMessage>> kept_messages(Reader& reader) { return reader.all(kAll, read_message); }

} // namespace alur::store
