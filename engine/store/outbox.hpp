#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// Waiting → gone when it is done, or Failed for good. Ids are never used twice, so they serve as idempotency keys.
enum class OutboxState { Waiting, Failed };
std::string_view to_text(OutboxState state); ///< `MENUNGGU`, `GAGAL`

/// Work that was recorded together with the events that ask for it, and is done after the commit. Doing it twice must
/// be harmless: after a crash between doing and finish_work it comes again.
struct Work {
    OutboxRow id;
    std::optional<CaseId> case_id;
    std::string kind; ///< the service's word: a service task's type, `message`, `signal` …
    OutboxState state = OutboxState::Waiting;
    int attempts = 0;
    Instant not_before{};
    Instant queued_at{};
    std::string note; ///< why the last attempt failed
    std::string payload;
};

/// Queues it (id, state, attempts and note are not looked at); answers its id.
Result<OutboxRow> queue_work(Transaction& transaction, Work const& work);
/// Done: the row goes. NotFound: it was done already.
Result<> finish_work(Transaction& transaction, OutboxRow id);
/// An attempt failed: attempts + 1, and again at `again`, or Failed for good when there is none. NotFound: it is gone.
Result<> fail_work(Transaction& transaction, OutboxRow id, std::string_view why, std::optional<Instant> again);

/// Waiting ones with not_before <= now, in that order.
Result<std::vector<Work>> due_work(Reader& reader, Instant now, int limit);
/// All that is not done, by id: also what failed for good.
Result<std::vector<Work>> all_work(Reader& reader);
/// Of one case, by id, whatever its state.
Result<std::vector<Work>> work_of_case(Reader& reader, CaseId case_id);
Result<std::optional<Instant>> next_work(Reader& reader);
/// Everything that failed, for good or for now, is due again at once; answers how many.
Result<std::int64_t> retry_work(Transaction& transaction, Instant now);

} // namespace alur::store
