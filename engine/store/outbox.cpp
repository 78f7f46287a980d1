#include "store/outbox.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO outbox (case_id, kind, state, attempts, not_before, queued_at, note, payload) "
                      "VALUES ($1, $2, 'MENUNGGU', 0, $3, $4, '', $5) RETURNING id"};
constexpr Sql kDelete{"DELETE FROM outbox WHERE id = $1"};
constexpr Sql kAgain{"UPDATE outbox SET attempts = attempts + 1, note = $2, not_before = $3 WHERE id = $1"};
constexpr Sql kFailed{"UPDATE outbox SET attempts = attempts + 1, note = $2, state = 'GAGAL' WHERE id = $1"};
constexpr Sql kDue{"SELECT id, case_id, kind, state, attempts, not_before, queued_at, note, payload FROM outbox "
                   "WHERE state = 'MENUNGGU' AND not_before <= $1 ORDER BY not_before, id LIMIT $2"};
constexpr Sql kAll{"SELECT id, case_id, kind, state, attempts, not_before, queued_at, note, payload FROM outbox "
                   "ORDER BY id"};
constexpr Sql kOfCase{"SELECT id, case_id, kind, state, attempts, not_before, queued_at, note, payload FROM outbox "
                      "WHERE case_id = $1 ORDER BY id"};
constexpr Sql kRetry{"UPDATE outbox SET state = 'MENUNGGU', not_before = $1 WHERE state = 'GAGAL' OR (attempts > 0 AND "
                     "not_before > $1)"};
constexpr Sql kNext{"SELECT not_before FROM outbox WHERE state = 'MENUNGGU' ORDER BY not_before LIMIT 1"};

Work read_work(Columns& c) {
    return {c.next<OutboxRow>(),   c.next<std::optional<CaseId>>(),
            c.next<std::string>(), c.next<std::string>() == "GAGAL" ? OutboxState::Failed : OutboxState::Waiting,
            c.next<int>(),         c.next<Instant>(),
            c.next<Instant>(),     c.next<std::string>(),
            c.next<Blob>().bytes};
}

Result<> one_row(Result<std::int64_t> const& changed, OutboxRow id) {
    if (!changed) return changed.error();
    if (*changed == 1) return Done{};
    return not_found("pekerjaan nomor urut " + std::to_string(id.value) + " sudah selesai");
}

} // namespace

std::string_view to_text(OutboxState state) {
    switch (state) {
    case OutboxState::Waiting: return "MENUNGGU";
    case OutboxState::Failed: return "GAGAL";
    }
    return "";
}

Result<OutboxRow> queue_work(Transaction& transaction, Work const& work) {
    return transaction.insert<OutboxRow>(kInsert, work.case_id, work.kind, work.not_before, work.queued_at,
                                         BlobView{work.payload});
}

Result<> finish_work(Transaction& transaction, OutboxRow id) { return one_row(transaction.run(kDelete, id), id); }

Result<> fail_work(Transaction& transaction, OutboxRow id, std::string_view why, std::optional<Instant> again) {
    return one_row(again ? transaction.run(kAgain, id, why, *again) : transaction.run(kFailed, id, why), id);
}

Result<std::vector<Work>> due_work(Reader& reader, Instant now, int limit) {
    return reader.all(kDue, read_work, now, limit);
}

Result<std::vector<Work>> all_work(Reader& reader) { return reader.all(kAll, read_work); }

Result<std::vector<Work>> work_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_work, case_id);
}

Result<std::int64_t> retry_work(Transaction& transaction, Instant now) { return transaction.run(kRetry, now); }

Result<std::optional<Instant>> next_work(Reader& reader) {
    return reader.first(kNext, [](Columns& c) { return c.next<Instant>(); });
}

} // namespace alur::store
