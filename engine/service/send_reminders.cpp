#include "service/send_reminders.hpp"

#include "channel/whatsapp.hpp"
#include "core/hash.hpp"
#include "core/indonesian.hpp"
#include "feel/json.hpp"
#include "service/case_step.hpp"
#include "service/reminder_plan.hpp"
#include "store/deliveries.hpp"
#include "store/documents.hpp"
#include "store/settings.hpp"

#include <algorithm>
#include <map>

namespace alur::service {

namespace {

using feel::Value;

constexpr std::string_view kLastRound = "pengingat/putaran_terakhir";

/// The words that a row's recipients and a pack's table use for channels; `pesan` and "" mean all ways there are.
bool wants(std::string_view word, std::string_view channel) {
    if (word == "surel") return channel == kMailChannel;
    if (word == "aplikasi") return channel == kNoticeChannel;
    if (word == "webhook") return channel == kWebhookChannel;
    if (word == "whatsapp") return channel == kChatChannel;
    return true;
}

reminder::Send to_send(store::Reminder const& row) {
    reminder::Send send;
    send.key = std::to_string(row.id.value);
    send.deadline = std::to_string(row.deadline.value);
    send.moment = row.moment;
    send.planned = row.planned_at;
    send.channel = row.channel;
    send.text = row.text;
    send.letter = row.letter;
    if (auto const roles = feel::from_json(row.recipients); roles && roles->is_list())
        for (auto const& role : roles->items()) send.recipients.push_back(feel::to_text(role));
    return send;
}

/// Finds who holds a role in the case of a row; each case is opened once.
class Addresses {
  public:
    Addresses(Office& office, store::Transaction& transaction, Instant now)
        : office_(office), transaction_(transaction), now_(now) {}

    Result<std::vector<Person>> holders(store::CaseId id, std::string const& role) {
        auto const known = people_.find({id.value, role});
        if (known != people_.end()) return known->second;
        auto const& contacts = office_.pack().channels.contacts;
        std::vector<Person> found;
        if (!contacts.contains(role)) {
            found = people_of(office_.pack(), role, {}, {});
        } else {
            auto const scope = scope_of(id);
            if (!scope) return scope.error();
            feel::Limits limits;
            limits.now = now_;
            limits.zone = office_.pack().zone;
            found = people_of(office_.pack(), role, **scope, limits);
        }
        people_[{id.value, role}] = found;
        return found;
    }

  private:
    /// Only the case's own variables: contacts read names and numbers, no rules.
    Result<feel::Scope const*> scope_of(store::CaseId id) {
        auto const known = scopes_.find(id.value);
        if (known != scopes_.end()) return &known->second;
        auto live = office_.find(transaction_, id);
        if (!live) return live.error();
        feel::Scope scope(office_.pack().parameters);
        scope.push(office_.pack().reference);
        scope.push(live->instance->variables());
        return &scopes_.emplace(id.value, std::move(scope)).first->second;
    }

    Office& office_;
    store::Transaction& transaction_;
    Instant now_;
    std::map<std::pair<std::int64_t, std::string>, std::vector<Person>> people_;
    std::map<std::int64_t, feel::Scope> scopes_;
};

/// Puts rows into one message a person and channel.
class Post {
  public:
    Post(Channels const& channels, std::vector<store::Reminder> const& rows) : channels_(channels), rows_(rows) {}

    void add(std::size_t row, Person const& person) {
        auto const& word = rows_[row].channel;
        if (wants(word, kNoticeChannel)) put(person, kNoticeChannel, "", row);
        auto const by_mail = channels_.mail.has_value() && !person.mail.empty();
        if (by_mail && wants(word, kMailChannel)) put(person, kMailChannel, person.mail, row);
        if (wants(word, kWebhookChannel))
            for (auto const& webhook : channels_.webhooks) put(person, kWebhookChannel, webhook.hook.url, row);
        if (!by_mail && !person.phone.empty() && !channels_.forwarder.empty() && wants(word, kChatChannel))
            put(person, kChatChannel, person.phone, row);
    }

    std::vector<Message> messages(Day today) const {
        std::vector<Message> out;
        for (auto const& [key, entry] : boxes_) {
            auto& message = out.emplace_back(entry.message);
            auto const count = entry.rows.size();
            for (std::size_t i = 0; i < count; ++i) {
                auto const& row = rows_[entry.rows[i]];
                message.reminders.push_back(row.id);
                message.text += count == 1 ? row.text : std::to_string(i + 1) + ". " + row.text + '\n';
                if (row.letter.empty()) continue;
                message.letters.push_back(row.letter);
                message.cases.push_back(row.case_id);
            }
            message.subject = count == 1 ? "Pengingat tenggat, " + tanggal(today)
                                         : "Pengingat " + std::to_string(count) + " tenggat, " + tanggal(today);
        }
        return out;
    }

  private:
    struct Box {
        Message message;
        std::vector<std::size_t> rows;
    };
    void put(Person const& person, std::string_view channel, std::string const& address, std::size_t row) {
        auto& box = boxes_[{person.key, std::string(channel), address}];
        box.message.to = person;
        box.message.channel = channel;
        box.message.address = address;
        if (box.rows.empty() || box.rows.back() != row) box.rows.push_back(row);
    }

    Channels const& channels_;
    std::vector<store::Reminder> const& rows_;
    std::map<std::tuple<std::string, std::string, std::string>, Box> boxes_;
};

/// The papers of a message: the newest issued ones of its cases.
Result<std::string> attached(store::Transaction& transaction, Message const& message) {
    std::vector<Value> ids;
    for (std::size_t i = 0; i < message.letters.size(); ++i) {
        auto const paper = store::newest_document(transaction, message.cases[i], message.letters[i]);
        if (!paper) return paper.error();
        if (*paper) ids.push_back(Value::number((*paper)->id.value));
    }
    return feel::to_json(Value::list(std::move(ids)));
}

Result<> queue(store::Transaction& transaction, Message const& message, Day today, Instant now) {
    store::Delivery row;
    std::string ids;
    for (auto const id : message.reminders) ids += std::to_string(id.value) + ' ';
    // The reminders it holds are part of the key: the same ones cannot go to the same person twice.
    row.key = iso(today) + '/' + message.channel + '/' + message.to.key + '/' +
              sha256(message.address + '\n' + ids).substr(0, 16);
    row.channel = message.channel;
    row.officer = message.to.name;
    row.address = message.address;
    row.not_before = row.queued_at = now;
    row.subject = message.subject;
    row.text = message.text;
    if (message.channel == kNoticeChannel) row.state = store::DeliveryState::Sent;
    if (message.channel == kChatChannel) {
        auto const link = channel::whatsapp_link(message.address, message.text);
        if (!link) return Done{};
        row.state = store::DeliveryState::Ready;
        row.address = *link;
    }
    auto letters = attached(transaction, message);
    if (!letters) return letters.error();
    row.letters = std::move(*letters);
    auto const queued = store::queue_delivery(transaction, row);
    if (!queued) return queued.error();
    if (!*queued) return Done{};
    for (auto const id : message.reminders)
        if (auto const linked = store::link_delivery(transaction, **queued, id); !linked) return linked.error();
    return Done{};
}

/// Rows of which nothing waits for another channel are sent by now.
Result<> settle(store::Transaction& transaction, std::vector<store::Reminder> const& rows,
                std::vector<Message> const& messages, Instant now) {
    std::map<std::int64_t, bool> waits;
    for (auto const& message : messages)
        for (auto const id : message.reminders)
            if (message.channel == kMailChannel || message.channel == kWebhookChannel) waits[id.value] = true;
    for (auto const& row : rows)
        if (!waits.contains(row.id.value))
            if (auto const sent = store::mark_reminder_sent(transaction, row.id, now); !sent) return sent.error();
    return Done{};
}

Result<int> send(Office& office, store::Transaction& transaction, Instant now, std::optional<store::ReminderRow> only) {
    auto const out = outgoing(office, transaction, now, only);
    if (!out) return out.error();
    auto const today = day_of(now, office.pack().zone);
    for (auto const& row : out->rows)
        if (auto const claimed = store::claim_reminder(transaction, row.id, now); !claimed) return claimed.error();
    for (auto const id : out->skipped)
        if (auto const gone = store::cancel_reminder(transaction, id, "pengingat yang lebih baru dikirim"); !gone)
            return gone.error();
    for (auto const& message : out->messages)
        if (auto const queued = queue(transaction, message, today, now); !queued) return queued.error();
    if (auto const settled = settle(transaction, out->rows, out->messages, now); !settled) return settled.error();
    if (!only && reminder::is_open(office.pack().calendar, office_hours(office.pack()), now)) {
        auto const noted = store::set_setting(transaction, kLastRound, iso(today), "sistem", now);
        if (!noted) return noted.error();
    }
    return static_cast<int>(out->rows.size());
}

} // namespace

Result<Outgoing> outgoing(Office& office, store::Transaction& transaction, Instant now,
                          std::optional<store::ReminderRow> only) {
    auto const& pack = office.pack();
    Outgoing out;
    if (only) {
        auto row = store::find_reminder(transaction, *only);
        if (!row) return row.error();
        if (row->state != store::ReminderState::Planned)
            return conflict("pengingat nomor urut " + std::to_string(only->value) + " berkeadaan " +
                            std::string(store::to_text(row->state)) + "; hanya yang DIJADWALKAN dapat dikirim");
        out.rows.push_back(std::move(*row));
    } else {
        auto const hours = office_hours(pack);
        if (!reminder::is_open(pack.calendar, hours, now)) return out;
        auto due = store::due_reminders(transaction, now, 1'000'000);
        if (!due) return due.error();
        if (due->empty()) return out;
        auto const last = store::find_setting(transaction, kLastRound);
        if (!last) return last.error();
        if (*last && **last == iso(day_of(now, pack.zone)))
            std::erase_if(*due, [](auto const& row) { return !row.edited; });
        std::vector<reminder::Send> sends;
        std::map<std::string, std::size_t> at;
        for (std::size_t i = 0; i < due->size(); ++i) {
            sends.push_back(to_send((*due)[i]));
            at[sends.back().key] = i;
        }
        auto const decision = reminder::due(sends, pack.calendar, hours, now);
        for (auto const& key : decision.skipped) out.skipped.push_back((*due)[at[key]].id);
        for (auto const& chosen : decision.send) {
            auto row = (*due)[at[chosen.key]];
            row.text = chosen.text;
            out.rows.push_back(std::move(row));
        }
    }
    Addresses addresses(office, transaction, now);
    Post post(pack.channels, out.rows);
    for (std::size_t i = 0; i < out.rows.size(); ++i)
        for (auto const& role : to_send(out.rows[i]).recipients) {
            auto const people = addresses.holders(out.rows[i].case_id, role);
            if (!people) return people.error();
            for (auto const& person : *people) post.add(i, person);
        }
    out.messages = post.messages(day_of(now, pack.zone));
    return out;
}

Result<int> send_reminders(Office& office, Instant now) {
    return office.database().write(
        [&](store::Transaction& transaction) { return send(office, transaction, now, std::nullopt); });
}

Result<int> send_reminder(Office& office, store::ReminderRow id, Instant now) {
    return office.database().write([&](store::Transaction& transaction) { return send(office, transaction, now, id); });
}

} // namespace alur::service
