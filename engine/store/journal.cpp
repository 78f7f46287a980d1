#include "store/journal.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO journal (case_id, seq, at, actor, reason, events) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Sql kOfCase{
    "SELECT case_id, seq, at, actor, reason, events FROM journal WHERE case_id = $1 AND seq > $2 ORDER BY seq"};

} // namespace

Result<> append_journal(Transaction& transaction, JournalEntry const& entry) {
    auto const added =
        transaction.run(kInsert, entry.case_id, entry.seq, entry.at, entry.actor, entry.reason, BlobView{entry.events});
    if (!added) return added.error();
    return Done{};
}

Result<std::vector<JournalEntry>> journal_of(Reader& reader, CaseId id, std::int64_t after) {
    return reader.all(
        kOfCase,
        [](Columns& c) {
            return JournalEntry{c.next<CaseId>(),      c.next<std::int64_t>(), c.next<Instant>(),
                                c.next<std::string>(), c.next<std::string>(),  c.next<Blob>().bytes};
        },
        id, after);
}

} // namespace alur::store
