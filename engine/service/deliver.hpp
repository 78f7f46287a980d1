#pragma once
#include "channel/mail.hpp"
#include "channel/outcome.hpp"
#include "service/office.hpp"
#include "store/deliveries.hpp"

#include <functional>

namespace alur::service {

/// A queued message with its papers, ready to travel.
struct Parcel {
    store::Delivery delivery;
    std::vector<channel::Attachment> attachments;
};

/// Tries once to bring a parcel to its address. It calls the second argument once, just before the other side may have
/// the parcel, and gives up when that answers false.
using Carry = std::function<channel::Outcome(Parcel const&, channel::BeforeHandover const&)>;

/// Carries by the channels of the office: mail and webhook.
Carry carry_by(Channels const& channels, Pack const& pack, Instant now);

/// Points of one send at which a test may stop the program.
enum class SendPoint { BeforeClaim, AfterClaim, AfterHandover, AfterAnswer, AfterCommit };

struct DeliverOptions {
    bool any_hour = false; ///< also outside office hours
    int most_attempts = 8;
    std::function<void(SendPoint)> at_point; ///< for tests; may be empty
};

struct DeliverCount {
    int sent = 0, postponed = 0, failed = 0;
    int repeated = 0; ///< of those found handed over without an answer by an earlier run
};

/// Carries all messages whose time has come, one after the other: each is claimed in a transaction of its own, marked
/// as handed over just before the last byte, and its outcome recorded. What an earlier run left claimed goes again —
/// harmless unless it was handed over, and then the log names that it may arrive twice (it keeps its Message-ID).
/// Temporary failures wait longer each time (1, 5, 15, 60 minutes, then 4 hours) until `most_attempts`. When a server
/// cannot be reached at all, the rest of its channel waits for the next call. One call at a time in a process: a second
/// one finds nothing to do. Outside office hours nothing is carried.
Result<DeliverCount> deliver(Office& office, Carry const& carry, Instant now, DeliverOptions const& options = {});

/// The name of a message in every attempt: `<hash of its key>@<domain of the sender>`.
std::string message_id(store::Delivery const& delivery, std::string const& domain);

} // namespace alur::service
