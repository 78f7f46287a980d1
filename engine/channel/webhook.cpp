#include "channel/webhook.hpp"

#include "channel/transfer.hpp"
#include "core/hash.hpp"

namespace alur::channel {

namespace {

Fate fate_of(Course const& course) {
    if (course.code >= 200 && course.code < 300) return Fate::Accepted;
    if (course.code == 408 || course.code == 425 || course.code == 429 || course.code >= 500) return Fate::Temporary;
    if (course.code != 0) return Fate::Permanent;
    return course.handed_over ? Fate::Unknown : Fate::Temporary;
}

} // namespace

std::string signature(std::string const& secret, std::string const& timestamp, std::string const& body) {
    return "sha256=" + hmac_sha256(secret, timestamp + '.' + body);
}

Outcome post(Webhook const& webhook, std::string const& key, std::string const& body, Instant now,
             BeforeHandover const& before_handover) {
    auto const timestamp =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    Transfer transfer;
    transfer.url = webhook.url;
    transfer.ca_file = webhook.ca_file;
    transfer.body = body;
    transfer.patience = webhook.patience;
    transfer.headers = {"Content-Type: application/json; charset=utf-8", "User-Agent: Alur",
                        "Idempotency-Key: " + sha256(key), "X-Alur-Timestamp: " + timestamp,
                        "X-Alur-Signature: " + signature(webhook.secret, timestamp, body)};
    auto const course = transfer_post(transfer, before_handover);
    return {fate_of(course), course.code, course.text};
}

} // namespace alur::channel
