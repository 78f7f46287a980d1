#include "store/deadlines.hpp"

#include "store/lines.hpp"

namespace alur::store {

namespace {

constexpr Sql kNextSeq{"SELECT COALESCE(MAX(seq), 0) + 1 FROM deadline WHERE case_id = $1 AND deadline_id = $2"};
constexpr Sql kInsert{"INSERT INTO deadline (case_id, deadline_id, seq, state, trigger_date, due_date, opened_at, "
                      "closed_at, owner, superior, derivation) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, $10) "
                      "RETURNING id"};
constexpr Sql kClose{"UPDATE deadline SET state = $2, closed_at = $3 WHERE id = $1 AND state = 'OPEN'"};
constexpr Sql kMove{"UPDATE deadline SET due_date = $2, derivation = $3 WHERE id = $1"};
constexpr Sql kExplain{"UPDATE deadline SET derivation = $2 WHERE id = $1 AND state = 'OPEN'"};
constexpr Sql kRemember{"INSERT INTO deadline_move (deadline, seq, at, actor, old_due_date, new_due_date, reason) "
                        "SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6 FROM deadline_move "
                        "WHERE deadline = $1"};
constexpr Sql kFind{"SELECT id, case_id, deadline_id, seq, state, trigger_date, due_date, opened_at, closed_at, owner, "
                    "superior, derivation FROM deadline WHERE id = $1"};
constexpr Sql kOfCase{"SELECT id, case_id, deadline_id, seq, state, trigger_date, due_date, opened_at, closed_at, "
                      "owner, superior, derivation FROM deadline WHERE case_id = $1 ORDER BY id"};
constexpr Sql kNewest{"SELECT id, case_id, deadline_id, seq, state, trigger_date, due_date, opened_at, closed_at, "
                      "owner, superior, derivation FROM deadline WHERE case_id = $1 AND deadline_id = $2 "
                      "ORDER BY seq DESC LIMIT 1"};
constexpr Sql kOpenUntil{"SELECT id, case_id, deadline_id, seq, state, trigger_date, due_date, opened_at, closed_at, "
                         "owner, superior, derivation FROM deadline WHERE state = 'OPEN' AND due_date <= $1 "
                         "ORDER BY due_date, id"};
constexpr Sql kMoves{"SELECT seq, at, actor, old_due_date, new_due_date, reason FROM deadline_move "
                     "WHERE deadline = $1 ORDER BY seq"};

DeadlineState state_of(std::string_view text) {
    for (auto const state : {DeadlineState::Open, DeadlineState::Met, DeadlineState::Missed})
        if (text == to_text(state)) return state;
    return DeadlineState::Cancelled;
}

Deadline read_deadline(Columns& c) {
    return {c.next<DeadlineRow>(),
            c.next<CaseId>(),
            c.next<std::string>(),
            c.next<int>(),
            state_of(c.next<std::string>()),
            c.next<Day>(),
            c.next<Day>(),
            c.next<Instant>(),
            c.next<std::optional<Instant>>(),
            from_lines(c.next<std::string>()),
            from_lines(c.next<std::string>()),
            c.next<std::string>()};
}

Error not_open(Deadline const& deadline) {
    return conflict("tenggat " + deadline.deadline_id + " yang jatuh pada " + iso(deadline.due_date) +
                    " sudah ditutup dan tidak dapat diubah lagi");
}

} // namespace

std::string_view to_text(DeadlineState state) {
    switch (state) {
    case DeadlineState::Open: return "OPEN";
    case DeadlineState::Met: return "MET";
    case DeadlineState::Missed: return "MISSED";
    case DeadlineState::Cancelled: return "CANCELLED";
    }
    return "";
}

Result<Deadline> open_deadline(Transaction& transaction, Deadline fresh) {
    auto const seq = transaction.first(
        kNextSeq, [](Columns& c) { return c.next<int>(); }, fresh.case_id, fresh.deadline_id);
    if (!seq) return seq.error();
    fresh.seq = seq->value_or(1);
    fresh.state = DeadlineState::Open;
    fresh.closed_at.reset();
    auto const id = transaction.insert<DeadlineRow>(
        kInsert, fresh.case_id, fresh.deadline_id, fresh.seq, to_text(fresh.state), fresh.trigger_date, fresh.due_date,
        fresh.opened_at, to_lines(fresh.owner), to_lines(fresh.superior), fresh.derivation);
    if (!id) return id.error();
    fresh.id = *id;
    return fresh;
}

Result<> close_deadline(Transaction& transaction, DeadlineRow id, DeadlineState state, Instant now) {
    auto const closed = transaction.run(kClose, id, to_text(state), now);
    if (!closed) return closed.error();
    if (*closed == 1) return Done{};
    auto const deadline = find_deadline(transaction, id);
    if (!deadline) return deadline.error();
    return not_open(*deadline);
}

Result<> move_deadline(Transaction& transaction, DeadlineRow id, Day due_date, std::string_view derivation,
                       std::string_view actor, std::string_view reason, Instant now) {
    auto const deadline = find_deadline(transaction, id);
    if (!deadline) return deadline.error();
    if (deadline->state != DeadlineState::Open) return not_open(*deadline);
    auto const remembered = transaction.run(kRemember, id, now, actor, deadline->due_date, due_date, reason);
    if (!remembered) return remembered.error();
    auto const moved = transaction.run(kMove, id, due_date, derivation);
    if (!moved) return moved.error();
    return Done{};
}

Result<> explain_deadline(Transaction& transaction, DeadlineRow id, std::string_view derivation) {
    auto const explained = transaction.run(kExplain, id, derivation);
    if (!explained) return explained.error();
    if (*explained == 1) return Done{};
    auto const deadline = find_deadline(transaction, id);
    if (!deadline) return deadline.error();
    return not_open(*deadline);
}

Result<Deadline> find_deadline(Reader& reader, DeadlineRow id) {
    auto found = reader.first(kFind, read_deadline, id);
    if (!found) return found.error();
    if (!*found) return not_found("tenggat nomor urut " + std::to_string(id.value) + " tidak ada");
    return std::move(**found);
}

Result<std::vector<Deadline>> deadlines_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_deadline, case_id);
}

Result<std::optional<Deadline>> newest_deadline(Reader& reader, CaseId case_id, std::string_view deadline_id) {
    return reader.first(kNewest, read_deadline, case_id, deadline_id);
}

Result<std::vector<Deadline>> open_deadlines_until(Reader& reader, Day last) {
    return reader.all(kOpenUntil, read_deadline, last);
}

Result<std::vector<DeadlineMove>> moves_of(Reader& reader, DeadlineRow id) {
    return reader.all(
        kMoves,
        [](Columns& c) {
            return DeadlineMove{c.next<int>(), c.next<Instant>(), c.next<std::string>(),
                                c.next<Day>(), c.next<Day>(),     c.next<std::string>()};
        },
        id);
}

} // namespace alur::store
