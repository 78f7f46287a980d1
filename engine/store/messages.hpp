#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A message that came before anyone waited for it. It is kept until a subscription takes it or it expires.
struct KeptMessage {
    MessageRow id;
    std::string name;
    std::string key;
    Instant received_at{};
    std::optional<Instant> expires_at;
    std::string payload; ///< runtime::encode of its variables
};

/// Keeps it (the id given is not looked at); answers its id.
Result<MessageRow> keep_message(Transaction& transaction, KeptMessage const& message);
/// Takes the oldest that fits a new subscription and has not expired out of the keeping. An empty key fits any.
Result<std::optional<KeptMessage>> take_message(Transaction& transaction, std::string_view name, std::string_view key,
                                                Instant now);
/// Drops what has expired; answers how many.
Result<std::int64_t> drop_expired_messages(Transaction& transaction, Instant now);
Result<std::vector<KeptMessage>> kept_messages(Reader& reader);

} // namespace alur::store
