#pragma once
#include "core/result.hpp"
#include "service/office.hpp"
#include "store/outbox.hpp"
#include "store/unique_keys.hpp"

#include <vector>

namespace alur::service {

/// Kind of outbox work: rules that compare a case with others are checked on it once more, because another case began
/// or ceased to hold a value that both have.
inline constexpr std::string_view kRecheckWork = "recheck";

/// Queues it for every other case that holds one of the values, once a case; nothing when the pack names no rules for
/// it (`kunci_unik.ulang`).
Result<> queue_rechecks(store::Transaction& transaction, Pack const& pack, store::CaseRow const& cause,
                        std::vector<store::UniqueValue> const& values, Instant now);

/// Does it. The findings of the named rules in the case's `findings` are replaced by those that hold now, other
/// findings stay; a changed list is a step in the case's journal. Nothing happens to a case that was not checked yet,
/// is at its end, or has the same findings as before.
Result<> recheck(Office& office, store::Transaction& transaction, store::Work const& work, Instant now);

} // namespace alur::service
