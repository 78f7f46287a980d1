#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// One step of a case: what happened, when, by whom and why. Entries are only ever added.
struct JournalEntry {
    CaseId case_id;
    std::int64_t seq = 0; ///< the version the case has after it, from 1
    Instant at{};
    std::string actor;
    std::string reason; ///< what an officer gave as reason, or the command's name
    std::string events; ///< runtime::encode of the events
};

/// Conflict: the case has an entry of that number already.
Result<> append_journal(Transaction& transaction, JournalEntry const& entry);
/// In order, from the entry after `after`.
Result<std::vector<JournalEntry>> journal_of(Reader& reader, CaseId id, std::int64_t after = 0);

} // namespace alur::store
