#include "store/deliveries.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO delivery (key, channel, state, officer, address, not_before, queued_at, claimed_at, "
                      "ended_at, read_at, attempts, note, subject, text, letters) VALUES ($1, $2, $3, $4, $5, $6, $7, "
                      "NULL, $8, NULL, 0, '', $9, $10, $11) ON CONFLICT (key) DO NOTHING RETURNING id"};
constexpr Sql kLink{"INSERT INTO delivery_reminder (delivery, reminder) VALUES ($1, $2) ON CONFLICT DO NOTHING"};
constexpr Sql kClaim{"UPDATE delivery SET state = 'DIKIRIM', claimed_at = $2, attempts = attempts + 1 "
                     "WHERE id = $1 AND state = 'MENUNGGU'"};
constexpr Sql kHandOver{"UPDATE delivery SET state = 'DISERAHKAN' WHERE id = $1 AND state = 'DIKIRIM'"};
constexpr Sql kEnd{"UPDATE delivery SET state = $2, note = $3, ended_at = $4 "
                   "WHERE id = $1 AND state IN ('DIKIRIM', 'DISERAHKAN')"};
constexpr Sql kAgain{"UPDATE delivery SET state = 'MENUNGGU', note = $2, not_before = $3 "
                     "WHERE id = $1 AND state IN ('DIKIRIM', 'DISERAHKAN')"};
constexpr Sql kRead{"UPDATE delivery SET read_at = $2 WHERE id = $1 AND read_at IS NULL"};
#define ALUR_COLUMNS                                                                                                   \
    "SELECT id, key, channel, state, officer, address, not_before, queued_at, claimed_at, ended_at, read_at, "         \
    "attempts, note, subject, text, letters FROM delivery "
constexpr Sql kFind{ALUR_COLUMNS "WHERE id = $1"};
constexpr Sql kDue{ALUR_COLUMNS "WHERE state = 'MENUNGGU' AND not_before <= $1 ORDER BY not_before, id LIMIT $2"};
constexpr Sql kClaimed{ALUR_COLUMNS "WHERE state IN ('DIKIRIM', 'DISERAHKAN') ORDER BY claimed_at, id"};
constexpr Sql kList{ALUR_COLUMNS
                    "WHERE ($1 = '' OR channel = $1) AND ($2 = '' OR officer = $2) ORDER BY id DESC LIMIT $3"};
#undef ALUR_COLUMNS
constexpr Sql kReminders{"SELECT reminder FROM delivery_reminder WHERE delivery = $1 ORDER BY reminder"};
constexpr Sql kDeliveries{"SELECT delivery FROM delivery_reminder WHERE reminder = $1 ORDER BY delivery"};
constexpr Sql kNext{"SELECT not_before FROM delivery WHERE state = 'MENUNGGU' ORDER BY not_before LIMIT 1"};
constexpr Sql kLog{"INSERT INTO delivery_log (delivery, seq, at, event, text) "
                   "SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4 FROM delivery_log WHERE delivery = $1"};
constexpr Sql kLogOf{"SELECT delivery, seq, at, event, text FROM delivery_log WHERE delivery = $1 ORDER BY seq"};

DeliveryState state_of(std::string_view text) {
    for (auto const state : {DeliveryState::Waiting, DeliveryState::Claimed, DeliveryState::HandedOver,
                             DeliveryState::Sent, DeliveryState::Ready})
        if (text == to_text(state)) return state;
    return DeliveryState::Failed;
}

Delivery read_delivery(Columns& c) {
    Delivery d;
    d.id = c.next<DeliveryRow>();
    d.key = c.next<std::string>();
    d.channel = c.next<std::string>();
    d.state = state_of(c.next<std::string>());
    d.officer = c.next<std::string>();
    d.address = c.next<std::string>();
    d.not_before = c.next<Instant>();
    d.queued_at = c.next<Instant>();
    d.claimed_at = c.next<std::optional<Instant>>();
    d.ended_at = c.next<std::optional<Instant>>();
    d.read_at = c.next<std::optional<Instant>>();
    d.attempts = c.next<int>();
    d.note = c.next<std::string>();
    d.subject = c.next<std::string>();
    d.text = c.next<std::string>();
    d.letters = c.next<std::string>();
    return d;
}

Result<> one_row(Result<std::int64_t> const& changed, DeliveryRow id, std::string_view must_be) {
    if (!changed) return changed.error();
    if (*changed == 1) return Done{};
    return conflict("kiriman nomor urut " + std::to_string(id.value) + " tidak (lagi) berkeadaan " +
                    std::string(must_be));
}

} // namespace

std::string_view to_text(DeliveryState state) {
    switch (state) {
    case DeliveryState::Waiting: return "MENUNGGU";
    case DeliveryState::Claimed: return "DIKIRIM";
    case DeliveryState::HandedOver: return "DISERAHKAN";
    case DeliveryState::Sent: return "TERKIRIM";
    case DeliveryState::Failed: return "GAGAL";
    case DeliveryState::Ready: return "SIAP";
    }
    return "";
}

Result<std::optional<DeliveryRow>> queue_delivery(Transaction& transaction, Delivery const& d) {
    auto const ended = d.state == DeliveryState::Sent ? std::optional(d.queued_at) : std::nullopt;
    return transaction.first(
        kInsert, [](Columns& c) { return c.next<DeliveryRow>(); }, d.key, d.channel, to_text(d.state), d.officer,
        d.address, d.not_before, d.queued_at, ended, d.subject, d.text, d.letters);
}

Result<> link_delivery(Transaction& transaction, DeliveryRow delivery, ReminderRow reminder) {
    auto const linked = transaction.run(kLink, delivery, reminder);
    if (!linked) return linked.error();
    return Done{};
}

Result<> claim_delivery(Transaction& transaction, DeliveryRow id, Instant now) {
    return one_row(transaction.run(kClaim, id, now), id, "MENUNGGU");
}

Result<> hand_over_delivery(Transaction& transaction, DeliveryRow id) {
    return one_row(transaction.run(kHandOver, id), id, "DIKIRIM");
}

Result<> end_delivery(Transaction& transaction, DeliveryRow id, DeliveryState state, std::string_view note,
                      Instant now) {
    return one_row(transaction.run(kEnd, id, to_text(state), note, now), id, "DIKIRIM");
}

Result<> retry_delivery(Transaction& transaction, DeliveryRow id, std::string_view note, Instant again) {
    return one_row(transaction.run(kAgain, id, note, again), id, "DIKIRIM");
}

Result<> mark_delivery_read(Transaction& transaction, DeliveryRow id, Instant now) {
    auto const read = transaction.run(kRead, id, now);
    if (!read) return read.error();
    return Done{};
}

Result<Delivery> find_delivery(Reader& reader, DeliveryRow id) {
    auto found = reader.first(kFind, read_delivery, id);
    if (!found) return found.error();
    if (!*found) return not_found("kiriman nomor urut " + std::to_string(id.value) + " tidak ada");
    return std::move(**found);
}

Result<std::vector<Delivery>> due_deliveries(Reader& reader, Instant now, int limit) {
    return reader.all(kDue, read_delivery, now, limit);
}

Result<std::vector<Delivery>> claimed_deliveries(Reader& reader) { return reader.all(kClaimed, read_delivery); }

Result<std::vector<Delivery>> list_deliveries(Reader& reader, std::string_view channel, std::string_view officer,
                                              int limit) {
    return reader.all(kList, read_delivery, channel, officer, limit);
}

Result<std::vector<ReminderRow>> reminders_of_delivery(Reader& reader, DeliveryRow id) {
    return reader.all(
        kReminders, [](Columns& c) { return c.next<ReminderRow>(); }, id);
}

Result<std::vector<DeliveryRow>> deliveries_of_reminder(Reader& reader, ReminderRow id) {
    return reader.all(
        kDeliveries, [](Columns& c) { return c.next<DeliveryRow>(); }, id);
}

Result<std::optional<Instant>> next_delivery(Reader& reader) {
    return reader.first(kNext, [](Columns& c) { return c.next<Instant>(); });
}

Result<> log_delivery(Transaction& transaction, DeliveryRow id, Instant at, std::string_view event,
                      std::string_view text) {
    auto const logged = transaction.run(kLog, id, at, event, text);
    if (!logged) return logged.error();
    return Done{};
}

Result<std::vector<DeliveryEvent>> log_of_delivery(Reader& reader, DeliveryRow id) {
    return reader.all(
        kLogOf,
        [](Columns& c) {
            return DeliveryEvent{c.next<DeliveryRow>(), c.next<int>(), c.next<Instant>(), c.next<std::string>(),
                                 c.next<std::string>()};
        },
        id);
}

} // namespace alur::store
