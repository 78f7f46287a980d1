#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// Planned → Claimed → Sent or Failed; Planned ↔ Paused; Planned, Paused → Cancelled.
enum class ReminderState { Planned, Claimed, Sent, Failed, Cancelled, Paused };
/// `DIJADWALKAN`, `DIKIRIM`, `TERKIRIM`, `GAGAL`, `DIBATALKAN`, `DITAHAN`
std::string_view to_text(ReminderState state);

/// One planned send. Unique by (deadline, due date, moment, channel): the same reminder cannot stand twice in the book,
/// and a deadline that moves is reminded of anew.
struct Reminder {
    ReminderRow id;
    CaseId case_id;
    DeadlineRow deadline;
    Day due_date{};      ///< that it speaks of
    std::string moment;  ///< `H-3`, `H`, `H+1` …
    std::string channel; ///< the pack's word for where it goes
    Instant planned_at{};
    ReminderState state = ReminderState::Planned;
    std::optional<Instant> claimed_at;
    std::optional<Instant> sent_at;
    int attempts = 0;
    bool edited = false;    ///< an officer changed its time or text; planning again keeps them
    std::string recipients; ///< JSON
    std::string text;
    std::string letter; ///< id of the letter that goes with it, or ""
    std::string note;   ///< why it failed, was cancelled or held
};

/// Puts it into the book, or re-plans the row of the same key: a planned or cancelled one gets the new time, recipients
/// and text (an edited one keeps its own time and text) and is planned again; a paused one stays paused; one that was
/// claimed, sent or failed stays as it is. Answers the row's id either way.
Result<ReminderRow> plan_reminder(Transaction& transaction, Reminder const& reminder);
/// Another time and text for a planned or paused row. Conflict: it is neither.
Result<> edit_reminder(Transaction& transaction, ReminderRow id, Instant planned_at, std::string_view text);
/// Planned → Claimed, and attempts + 1. Conflict: it is not planned any more (another sender has it).
Result<> claim_reminder(Transaction& transaction, ReminderRow id, Instant now);
/// Claimed → Sent. Conflict: it is not claimed.
Result<> mark_reminder_sent(Transaction& transaction, ReminderRow id, Instant now);
/// Claimed → Planned at `again`, or Failed for good when there is no `again`. Conflict: it is not claimed.
Result<> mark_reminder_failed(Transaction& transaction, ReminderRow id, std::string_view why,
                              std::optional<Instant> again);
/// Every planned or paused reminder of the deadline becomes Cancelled; answers how many.
Result<std::int64_t> cancel_reminders(Transaction& transaction, DeadlineRow deadline, std::string_view why);
/// Planned → Cancelled, for one that catching up leaves out. Conflict: it is not planned.
Result<> cancel_reminder(Transaction& transaction, ReminderRow id, std::string_view why);
/// Planned → Paused. Conflict: it is not planned.
Result<> pause_reminder(Transaction& transaction, ReminderRow id, std::string_view why);
/// Paused → Planned. Conflict: it is not paused.
Result<> resume_reminder(Transaction& transaction, ReminderRow id);

/// NotFound: no such row.
Result<Reminder> find_reminder(Reader& reader, ReminderRow id);
/// Planned ones with planned_at <= now, the earliest first.
Result<std::vector<Reminder>> due_reminders(Reader& reader, Instant now, int limit);
/// Claimed ones whose sender has not answered since `before`: it was cut off between claim and answer.
Result<std::vector<Reminder>> stuck_reminders(Reader& reader, Instant before);
/// By planned time.
Result<std::vector<Reminder>> reminders_of_case(Reader& reader, CaseId case_id);
Result<std::vector<Reminder>> reminders_of_deadline(Reader& reader, DeadlineRow deadline);
/// Which rows of the book a list shows: those of one case in any state, or the planned and paused ones before `until`.
struct ReminderFilter {
    std::optional<CaseId> case_id;
    Instant until{};  ///< looked at without a case
    std::string role; ///< among the recipients; empty: anybody
};
struct ListedReminder {
    Reminder reminder;
    std::string case_number;
};
/// By planned time, at most `limit`; the database filters, so a book of any size may be asked.
Result<std::vector<ListedReminder>> list_reminders(Reader& reader, ReminderFilter const& filter, int limit);
Result<std::int64_t> count_reminders(Reader& reader, ReminderFilter const& filter);
Result<std::optional<Instant>> next_reminder(Reader& reader);

} // namespace alur::store
