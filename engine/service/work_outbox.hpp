#pragma once
#include "service/office.hpp"
#include "service/papers.hpp"

namespace alur::service {

/// State of a paper that waits to be signed; once it is issued its drafts become `DIGANTI`.
inline constexpr char const* kDraftState = "KONSEP";
/// State of a draft that is needed no more: what it was to ask for has come, or the case is over.
inline constexpr char const* kWithdrawnState = "DITARIK";

/// Does all queued work that is due, until nothing is left: messages and signals reach the cases that wait for them (or
/// are kept until one does), papers are made and stored. Each piece is finished in the transaction that records its
/// outcome, so that after a crash it comes again and does no harm. Unavailable: a piece that can never be done (its
/// cause is in the message); it stays queued as failed and the others go on. Answers how many pieces were done.
Result<int> work_outbox(Office& office, Papers& papers, Instant now);

} // namespace alur::service
