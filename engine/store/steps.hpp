#pragma once
#include "model/process.hpp"
#include "runtime/step.hpp"
#include "store/cases.hpp"
#include "store/outbox.hpp"

namespace alur::store {

/// Who asked for a step, when and why.
struct StepCause {
    std::string_view actor;
    std::string_view reason; ///< what the officer gave as reason, or the command's name
    Instant now{};
};

/// A service call, message or signal that a step asked for, as it stands in the outbox.
struct QueuedRequest {
    OutboxRow id;
    runtime::Request request;
};

struct RecordedStep {
    std::int64_t version = 0; ///< of the case, after the step
    std::vector<QueuedRequest> queued;
};

/// Kinds of outbox work that record_step queues.
inline constexpr std::string_view kServiceWork = "service";
inline constexpr std::string_view kMessageWork = "message";
inline constexpr std::string_view kSignalWork = "signal";

/// Everything a step leaves behind, in this transaction: its journal entry, the next version of the case with its
/// snapshot, state and end; tasks, timers and subscriptions opened and closed by its events; its requests in the
/// outbox. Conflict: the case is not at `version` any more.
Result<RecordedStep> record_step(Transaction& transaction, model::Definitions const& definitions, CaseId id,
                                 std::int64_t version, runtime::Step const& step, StepCause const& cause);

/// The request a piece of work of one of the three kinds above carries. Unavailable: its bytes are damaged.
Result<runtime::Request> request_of(Work const& work);

} // namespace alur::store
