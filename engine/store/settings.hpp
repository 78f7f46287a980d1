#pragma once
#include "store/session.hpp"

namespace alur::store {

/// What the office has set in the running program, as text. Declared files are not settings.
Result<> set_setting(Transaction& transaction, std::string_view key, std::string_view value, std::string_view actor,
                     Instant now);
Result<std::optional<std::string>> find_setting(Reader& reader, std::string_view key);

/// Counts up the counter of that name and answers its new value, from 1. Inside a transaction that fails, the value is
/// free again: numbers have no gap and no duplicate.
Result<std::int64_t> count_up(Transaction& transaction, std::string_view name);

} // namespace alur::store
