#pragma once
#include "reminder/book.hpp"
#include "service/office.hpp"
#include "service/people.hpp"
#include "store/reminders.hpp"

namespace alur::service {

/// Words for channels in the book of messages.
inline constexpr std::string_view kNoticeChannel = "APLIKASI";
inline constexpr std::string_view kMailChannel = "SUREL";
inline constexpr std::string_view kWebhookChannel = "WEBHOOK";
inline constexpr std::string_view kChatChannel = "WHATSAPP";

/// One message to one person as it will be queued: a day's reminders over one channel.
struct Message {
    Person to;
    std::string channel;
    std::string address;
    std::string subject;
    std::string text;
    std::vector<store::ReminderRow> reminders;
    std::vector<std::string> letters; ///< ids of the papers that go with it …
    std::vector<store::CaseId> cases; ///< … and the cases they belong to
};

/// What would go out at that instant, and which rows a newer one makes needless.
struct Outgoing {
    std::vector<Message> messages;
    std::vector<store::Reminder> rows; ///< those in the messages, late ones with the text they go out with
    std::vector<store::ReminderRow> skipped;
};

/// Looks, and changes nothing. `only` asks for one row whatever the hour and its time; otherwise nothing goes out
/// outside office hours, and after the day's first round only rows whose time an officer has set.
Result<Outgoing> outgoing(Office& office, store::Transaction& transaction, Instant now,
                          std::optional<store::ReminderRow> only = {});

/// Claims the reminders that are due and queues their messages, all in one transaction: inside the program they are
/// delivered at once, other channels wait for deliver(). By the rules of reminder/book.hpp: within office hours, on
/// working days, one message an officer and channel a day, at most one late reminder a deadline. Answers how many
/// reminders went.
Result<int> send_reminders(Office& office, Instant now);

/// The same for one row now, whatever the hour. NotFound: no such row. Conflict: it is not planned.
Result<int> send_reminder(Office& office, store::ReminderRow id, Instant now);

} // namespace alur::service
