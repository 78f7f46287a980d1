#include "store/reminders.hpp"

namespace alur::store {

namespace {

constexpr Sql kPlan{
    "INSERT INTO reminder (case_id, deadline, due_date, moment, channel, planned_at, state, attempts, edited, "
    "recipients, text, letter, note) VALUES ($1, $2, $3, $4, $5, $6, 'DIJADWALKAN', 0, 0, $7, $8, $9, '') "
    "ON CONFLICT (deadline, due_date, moment, channel) DO UPDATE SET "
    "planned_at = CASE reminder.edited WHEN 1 THEN reminder.planned_at ELSE excluded.planned_at END, "
    "text = CASE reminder.edited WHEN 1 THEN reminder.text ELSE excluded.text END, "
    "state = CASE reminder.state WHEN 'DITAHAN' THEN 'DITAHAN' ELSE 'DIJADWALKAN' END, "
    "note = CASE reminder.state WHEN 'DITAHAN' THEN reminder.note ELSE '' END, "
    "recipients = excluded.recipients, letter = excluded.letter "
    "WHERE reminder.state IN ('DIJADWALKAN', 'DITAHAN', 'DIBATALKAN')"};
constexpr Sql kIdOf{"SELECT id FROM reminder WHERE deadline = $1 AND due_date = $2 AND moment = $3 AND channel = $4"};
constexpr Sql kEdit{"UPDATE reminder SET planned_at = $2, text = $3, edited = 1 "
                    "WHERE id = $1 AND state IN ('DIJADWALKAN', 'DITAHAN')"};
constexpr Sql kClaim{"UPDATE reminder SET state = 'DIKIRIM', claimed_at = $2, attempts = attempts + 1 "
                     "WHERE id = $1 AND state = 'DIJADWALKAN'"};
constexpr Sql kSent{"UPDATE reminder SET state = 'TERKIRIM', sent_at = $2 WHERE id = $1 AND state = 'DIKIRIM'"};
constexpr Sql kFailed{"UPDATE reminder SET state = 'GAGAL', note = $2 WHERE id = $1 AND state = 'DIKIRIM'"};
constexpr Sql kAgain{"UPDATE reminder SET state = 'DIJADWALKAN', note = $2, planned_at = $3 "
                     "WHERE id = $1 AND state = 'DIKIRIM'"};
constexpr Sql kCancelAll{"UPDATE reminder SET state = 'DIBATALKAN', note = $2 "
                         "WHERE deadline = $1 AND state IN ('DIJADWALKAN', 'DITAHAN')"};
constexpr Sql kCancel{"UPDATE reminder SET state = 'DIBATALKAN', note = $2 WHERE id = $1 AND state = 'DIJADWALKAN'"};
constexpr Sql kPause{"UPDATE reminder SET state = 'DITAHAN', note = $2 WHERE id = $1 AND state = 'DIJADWALKAN'"};
constexpr Sql kResume{"UPDATE reminder SET state = 'DIJADWALKAN', note = '' WHERE id = $1 AND state = 'DITAHAN'"};
#define ALUR_COLUMNS                                                                                                   \
    "SELECT id, case_id, deadline, due_date, moment, channel, planned_at, state, claimed_at, sent_at, attempts, "      \
    "edited, recipients, text, letter, note FROM reminder "
constexpr Sql kFind{ALUR_COLUMNS "WHERE id = $1"};
constexpr Sql kDue{ALUR_COLUMNS "WHERE state = 'DIJADWALKAN' AND planned_at <= $1 ORDER BY planned_at, id LIMIT $2"};
constexpr Sql kStuck{ALUR_COLUMNS "WHERE state = 'DIKIRIM' AND claimed_at < $1 ORDER BY claimed_at, id"};
constexpr Sql kOfCase{ALUR_COLUMNS "WHERE case_id = $1 ORDER BY planned_at, id"};
constexpr Sql kOfDeadline{ALUR_COLUMNS "WHERE deadline = $1 ORDER BY planned_at, id"};
#undef ALUR_COLUMNS
#define ALUR_LISTED                                                                                                    \
    "FROM reminder r JOIN cases c ON c.id = r.case_id WHERE ($2 = '' OR instr(r.recipients, $2) > 0) AND "
#define ALUR_LIST                                                                                                      \
    "SELECT r.id, r.case_id, r.deadline, r.due_date, r.moment, r.channel, r.planned_at, r.state, r.claimed_at, "       \
    "r.sent_at, r.attempts, r.edited, r.recipients, r.text, r.letter, r.note, c.number " ALUR_LISTED
#define ALUR_OF_CASE "r.case_id = $1"
#define ALUR_AHEAD "r.state IN ('DIJADWALKAN', 'DITAHAN') AND r.planned_at < $1"
constexpr Sql kListOfCase{ALUR_LIST ALUR_OF_CASE " ORDER BY r.planned_at, r.id LIMIT $3"};
constexpr Sql kListAhead{ALUR_LIST ALUR_AHEAD " ORDER BY r.planned_at, r.id LIMIT $3"};
constexpr Sql kCountOfCase{"SELECT count(*) " ALUR_LISTED ALUR_OF_CASE};
constexpr Sql kCountAhead{"SELECT count(*) " ALUR_LISTED ALUR_AHEAD};
#undef ALUR_AHEAD
#undef ALUR_OF_CASE
#undef ALUR_LIST
#undef ALUR_LISTED
constexpr Sql kNext{"SELECT planned_at FROM reminder WHERE state = 'DIJADWALKAN' ORDER BY planned_at LIMIT 1"};

ReminderState state_of(std::string_view text) {
    for (auto const state : {ReminderState::Planned, ReminderState::Claimed, ReminderState::Sent, ReminderState::Failed,
                             ReminderState::Paused})
        if (text == to_text(state)) return state;
    return ReminderState::Cancelled;
}

Reminder read_reminder(Columns& c) {
    Reminder r;
    r.id = c.next<ReminderRow>();
    r.case_id = c.next<CaseId>();
    r.deadline = c.next<DeadlineRow>();
    r.due_date = c.next<Day>();
    r.moment = c.next<std::string>();
    r.channel = c.next<std::string>();
    r.planned_at = c.next<Instant>();
    r.state = state_of(c.next<std::string>());
    r.claimed_at = c.next<std::optional<Instant>>();
    r.sent_at = c.next<std::optional<Instant>>();
    r.attempts = c.next<int>();
    r.edited = c.next<bool>();
    r.recipients = c.next<std::string>();
    r.text = c.next<std::string>();
    r.letter = c.next<std::string>();
    r.note = c.next<std::string>();
    return r;
}

/// How a role stands in the list of recipients.
std::string recipient(ReminderFilter const& filter) { return filter.role.empty() ? "" : '"' + filter.role + '"'; }

Result<> one_row(Result<std::int64_t> const& changed, ReminderRow id, std::string_view must_be) {
    if (!changed) return changed.error();
    if (*changed == 1) return Done{};
    return conflict("pengingat nomor urut " + std::to_string(id.value) + " tidak (lagi) berkeadaan " +
                    std::string(must_be));
}

} // namespace

std::string_view to_text(ReminderState state) {
    switch (state) {
    case ReminderState::Planned: return "DIJADWALKAN";
    case ReminderState::Claimed: return "DIKIRIM";
    case ReminderState::Sent: return "TERKIRIM";
    case ReminderState::Failed: return "GAGAL";
    case ReminderState::Cancelled: return "DIBATALKAN";
    case ReminderState::Paused: return "DITAHAN";
    }
    return "";
}

Result<ReminderRow> plan_reminder(Transaction& transaction, Reminder const& r) {
    auto const planned = transaction.run(kPlan, r.case_id, r.deadline, r.due_date, r.moment, r.channel, r.planned_at,
                                         r.recipients, r.text, r.letter);
    if (!planned) return planned.error();
    auto const id = transaction.first(
        kIdOf, [](Columns& c) { return c.next<ReminderRow>(); }, r.deadline, r.due_date, r.moment, r.channel);
    if (!id) return id.error();
    return id->value();
}

Result<> edit_reminder(Transaction& transaction, ReminderRow id, Instant planned_at, std::string_view text) {
    return one_row(transaction.run(kEdit, id, planned_at, text), id, "DIJADWALKAN atau DITAHAN");
}

Result<> claim_reminder(Transaction& transaction, ReminderRow id, Instant now) {
    return one_row(transaction.run(kClaim, id, now), id, "DIJADWALKAN");
}

Result<> mark_reminder_sent(Transaction& transaction, ReminderRow id, Instant now) {
    return one_row(transaction.run(kSent, id, now), id, "DIKIRIM");
}

Result<> mark_reminder_failed(Transaction& transaction, ReminderRow id, std::string_view why,
                              std::optional<Instant> again) {
    return one_row(again ? transaction.run(kAgain, id, why, *again) : transaction.run(kFailed, id, why), id, "DIKIRIM");
}

Result<std::int64_t> cancel_reminders(Transaction& transaction, DeadlineRow deadline, std::string_view why) {
    return transaction.run(kCancelAll, deadline, why);
}

Result<> cancel_reminder(Transaction& transaction, ReminderRow id, std::string_view why) {
    return one_row(transaction.run(kCancel, id, why), id, "DIJADWALKAN");
}

Result<> pause_reminder(Transaction& transaction, ReminderRow id, std::string_view why) {
    return one_row(transaction.run(kPause, id, why), id, "DIJADWALKAN");
}

Result<> resume_reminder(Transaction& transaction, ReminderRow id) {
    return one_row(transaction.run(kResume, id), id, "DITAHAN");
}

Result<Reminder> find_reminder(Reader& reader, ReminderRow id) {
    auto found = reader.first(kFind, read_reminder, id);
    if (!found) return found.error();
    if (!*found) return not_found("pengingat nomor urut " + std::to_string(id.value) + " tidak ada");
    return std::move(**found);
}

Result<std::vector<Reminder>> due_reminders(Reader& reader, Instant now, int limit) {
    return reader.all(kDue, read_reminder, now, limit);
}

Result<std::vector<Reminder>> stuck_reminders(Reader& reader, Instant before) {
    return reader.all(kStuck, read_reminder, before);
}

Result<std::vector<Reminder>> reminders_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_reminder, case_id);
}

Result<std::vector<Reminder>> reminders_of_deadline(Reader& reader, DeadlineRow deadline) {
    return reader.all(kOfDeadline, read_reminder, deadline);
}

Result<std::vector<ListedReminder>> list_reminders(Reader& reader, ReminderFilter const& filter, int limit) {
    auto const read = [](Columns& c) {
        ListedReminder one{read_reminder(c), {}};
        one.case_number = c.next<std::string>();
        return one;
    };
    if (filter.case_id) return reader.all(kListOfCase, read, *filter.case_id, recipient(filter), limit);
    return reader.all(kListAhead, read, filter.until, recipient(filter), limit);
}

Result<std::int64_t> count_reminders(Reader& reader, ReminderFilter const& filter) {
    auto const read = [](Columns& c) { return c.next<std::int64_t>(); };
    auto const counted = filter.case_id ? reader.first(kCountOfCase, read, *filter.case_id, recipient(filter))
                                        : reader.first(kCountAhead, read, filter.until, recipient(filter));
    if (!counted) return counted.error();
    return counted->value_or(0);
}

Result<std::optional<Instant>> next_reminder(Reader& reader) {
    return reader.first(kNext, [](Columns& c) { return c.next<Instant>(); });
}

} // namespace alur::store
