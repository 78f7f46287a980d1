#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// A value that should occur once, held by an item of a case. Two holders of the same value are not an error here: who
/// was first, and what follows, is for the rules of the pack.
struct UniqueValue {
    std::string key;   ///< the key's name in the pack
    std::string scope; ///< within which the value should be unique, e.g. the fiscal year; "" for always
    std::string value;
    std::int64_t item = 0; ///< number of the item inside the case (member), 0 for the case itself
};

struct UniqueHolder {
    UniqueValue held;
    CaseId case_id;
    std::string case_number;
    std::string case_state;
    Instant since{}; ///< when the case took the value; who was first
};

/// From now on the case holds exactly these values of all keys. What it held before with the same key, value and item
/// keeps its instant, so correcting a file does not cost a case its place.
Result<> replace_unique_values(Transaction& transaction, CaseId case_id, std::vector<UniqueValue> const& values,
                               Instant since);
/// The case holds nothing any more (it was withdrawn).
Result<> drop_unique_values(Transaction& transaction, CaseId case_id);

/// Everyone who holds the value, in all cases and scopes, the earliest first, then by case and item.
Result<std::vector<UniqueHolder>> holders_of(Reader& reader, std::string_view key, std::string_view value);
Result<std::vector<UniqueValue>> unique_values_of(Reader& reader, CaseId case_id);

} // namespace alur::store
