#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

/// Waiting → Claimed → HandedOver → Sent, Failed or Waiting again. Ready: nothing is sent by the program, a person
/// forwards it. An attempt that was cut off in Claimed reached nobody; one cut off in HandedOver may have.
enum class DeliveryState { Waiting, Claimed, HandedOver, Sent, Failed, Ready };
/// `MENUNGGU`, `DIKIRIM`, `DISERAHKAN`, `TERKIRIM`, `GAGAL`, `SIAP`
std::string_view to_text(DeliveryState state);

/// One message to one person over one channel: a digest of reminders. Unique by its key.
struct Delivery {
    DeliveryRow id;
    std::string key;
    std::string channel; ///< the service's word
    DeliveryState state = DeliveryState::Waiting;
    std::string officer; ///< name of the person
    std::string address; ///< mail address, telephone number, web address; "" inside the program
    Instant not_before{};
    Instant queued_at{};
    std::optional<Instant> claimed_at;
    std::optional<Instant> ended_at;
    std::optional<Instant> read_at; ///< inside the program: when the person saw it
    int attempts = 0;
    std::string note; ///< why the last attempt failed, or what the server answered
    std::string subject;
    std::string text;
    std::string letters; ///< JSON: the papers that go with it
};

struct DeliveryEvent {
    DeliveryRow delivery;
    int seq = 0;
    Instant at{};
    std::string event;
    std::string text;
};

/// Queues it as Waiting, Ready or Sent (as its state says); nothing when its key is there already.
Result<std::optional<DeliveryRow>> queue_delivery(Transaction& transaction, Delivery const& delivery);
Result<> link_delivery(Transaction& transaction, DeliveryRow delivery, ReminderRow reminder);

/// Waiting → Claimed, and attempts + 1. Conflict: somebody else has it.
Result<> claim_delivery(Transaction& transaction, DeliveryRow id, Instant now);
/// Claimed → HandedOver. Conflict: it is not claimed.
Result<> hand_over_delivery(Transaction& transaction, DeliveryRow id);
/// Claimed or HandedOver → Sent or Failed. Conflict: it is neither.
Result<> end_delivery(Transaction& transaction, DeliveryRow id, DeliveryState state, std::string_view note,
                      Instant now);
/// Claimed or HandedOver → Waiting until `again`. Conflict: it is neither.
Result<> retry_delivery(Transaction& transaction, DeliveryRow id, std::string_view note, Instant again);
Result<> mark_delivery_read(Transaction& transaction, DeliveryRow id, Instant now);

/// NotFound: no such row.
Result<Delivery> find_delivery(Reader& reader, DeliveryRow id);
/// Waiting ones with not_before <= now, in that order.
Result<std::vector<Delivery>> due_deliveries(Reader& reader, Instant now, int limit);
/// All that were claimed and have not ended: their sender was cut off, or is at work.
Result<std::vector<Delivery>> claimed_deliveries(Reader& reader);
/// The newest first. An empty channel or officer means all.
Result<std::vector<Delivery>> list_deliveries(Reader& reader, std::string_view channel, std::string_view officer,
                                              int limit);
Result<std::vector<ReminderRow>> reminders_of_delivery(Reader& reader, DeliveryRow id);
Result<std::vector<DeliveryRow>> deliveries_of_reminder(Reader& reader, ReminderRow id);
Result<std::optional<Instant>> next_delivery(Reader& reader);

Result<> log_delivery(Transaction& transaction, DeliveryRow id, Instant at, std::string_view event,
                      std::string_view text);
Result<std::vector<DeliveryEvent>> log_of_delivery(Reader& reader, DeliveryRow id);

} // namespace alur::store
