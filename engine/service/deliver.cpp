#include "service/deliver.hpp"

#include "feel/json.hpp"
#include "service/reminder_plan.hpp"
#include "store/documents.hpp"
#include "store/reminders.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <set>

namespace alur::service {

namespace {

using channel::Fate;
using store::DeliveryState;

std::chrono::minutes back_off(int attempts) {
    constexpr std::array<int, 5> kMinutes{1, 5, 15, 60, 240};
    auto const step = std::min<std::size_t>(static_cast<std::size_t>(std::max(attempts, 1)) - 1, kMinutes.size() - 1);
    return std::chrono::minutes{kMinutes[step]};
}

std::string told(channel::Outcome const& outcome) {
    return outcome.text.empty() && outcome.code != 0 ? std::to_string(outcome.code) : outcome.text;
}

/// One round of sending.
class Round {
  public:
    Round(Office& office, Carry const& carry, Instant now, DeliverOptions const& options)
        : office_(office), carry_(carry), now_(now), options_(options) {}

    Result<DeliverCount> run() {
        if (auto const recovered = recover(); !recovered) return recovered.error();
        for (;;) {
            auto const due = office_.database().read(
                [&](store::Reader& reader) { return store::due_deliveries(reader, now_, kMost); });
            if (!due) return due.error();
            bool any = false;
            for (auto const& one : *due) {
                if (silent_.contains(one.channel + one_server(one))) continue;
                any = true;
                if (auto const done = send(one); !done) return done.error();
            }
            if (!any) return count_;
        }
    }

  private:
    static constexpr int kMost = 10'000;

    /// Mail has one server; every webhook is its own.
    static std::string one_server(store::Delivery const& one) { return one.channel == "WEBHOOK" ? one.address : ""; }

    void point(SendPoint at) const {
        if (options_.at_point) options_.at_point(at);
    }

    Result<> recover() {
        return office_.database().write([&](store::Transaction& transaction) -> Result<> {
            auto const claimed = store::claimed_deliveries(transaction);
            if (!claimed) return claimed.error();
            for (auto const& one : *claimed) {
                bool const gone = one.state == DeliveryState::HandedOver;
                std::string const why =
                    gone
                        ? "program berhenti sesudah pesan diserahkan dan sebelum jawaban server tercatat; dikirim lagi "
                          "dengan Message-ID yang sama, penerima mungkin mendapatnya dua kali"
                        : "program berhenti sebelum pesan diserahkan; dikirim lagi";
                count_.repeated += gone ? 1 : 0;
                if (auto const again = store::retry_delivery(transaction, one.id, why, now_); !again)
                    return again.error();
                auto const logged =
                    store::log_delivery(transaction, one.id, now_, gone ? "MUNGKIN_GANDA" : "TERPUTUS", why);
                if (!logged) return logged.error();
            }
            return Done{};
        });
    }

    Result<Parcel> parcel(store::Delivery const& one) {
        return office_.database().read([&](store::Reader& reader) -> Result<Parcel> {
            Parcel out{one, {}};
            auto const papers = feel::from_json(one.letters);
            if (!papers || !papers->is_list()) return out;
            for (auto const& paper : papers->items()) {
                auto const document = store::find_document(reader, store::DocumentRow{paper.as_integer().value_or(0)});
                if (!document) return document.error();
                out.attachments.push_back({document->file_name, document->media_type, document->content});
            }
            return out;
        });
    }

    Result<> send(store::Delivery const& waiting) {
        auto one = waiting;
        point(SendPoint::BeforeClaim);
        auto const claimed = office_.database().write(
            [&](store::Transaction& transaction) { return store::claim_delivery(transaction, one.id, now_); });
        if (!claimed) return claimed.error();
        ++one.attempts;
        point(SendPoint::AfterClaim);
        auto const ready = parcel(one);
        if (!ready) return ready.error();
        auto const outcome = carry_(*ready, [&] {
            auto const handed = office_.database().write(
                [&](store::Transaction& transaction) { return store::hand_over_delivery(transaction, one.id); });
            point(SendPoint::AfterHandover);
            return static_cast<bool>(handed);
        });
        point(SendPoint::AfterAnswer);
        auto const kept = office_.database().write(
            [&](store::Transaction& transaction) { return record(transaction, one, outcome); });
        if (!kept) return kept.error();
        point(SendPoint::AfterCommit);
        return Done{};
    }

    Result<> record(store::Transaction& transaction, store::Delivery const& one, channel::Outcome const& outcome) {
        auto const text = told(outcome);
        auto const log = [&](std::string_view event) {
            return store::log_delivery(transaction, one.id, now_, event, text);
        };
        auto const last = one.attempts >= options_.most_attempts;
        if (outcome.fate == Fate::Accepted) {
            if (auto const ended = store::end_delivery(transaction, one.id, DeliveryState::Sent, text, now_); !ended)
                return ended.error();
            ++count_.sent;
            if (auto const logged = log("DITERIMA"); !logged) return logged.error();
            return settle(transaction, one.id);
        }
        if (outcome.fate == Fate::Permanent || last) {
            if (auto const ended = store::end_delivery(transaction, one.id, DeliveryState::Failed, text, now_); !ended)
                return ended.error();
            ++count_.failed;
            if (auto const logged = log(outcome.fate == Fate::Permanent ? "DITOLAK" : "MENYERAH"); !logged)
                return logged.error();
            return settle(transaction, one.id);
        }
        if (auto const again = store::retry_delivery(transaction, one.id, text, now_ + back_off(one.attempts)); !again)
            return again.error();
        ++count_.postponed;
        if (outcome.code == 0) silent_.insert(one.channel + one_server(one));
        if (outcome.fate == Fate::Unknown) ++count_.repeated;
        return log(outcome.fate == Fate::Unknown ? "MUNGKIN_GANDA" : "DITUNDA");
    }

    /// A reminder is sent when the last of its messages has ended and one of them arrived by a way outside the program.
    Result<> settle(store::Transaction& transaction, store::DeliveryRow id) {
        auto const reminders = store::reminders_of_delivery(transaction, id);
        if (!reminders) return reminders.error();
        for (auto const reminder : *reminders) {
            auto const messages = store::deliveries_of_reminder(transaction, reminder);
            if (!messages) return messages.error();
            bool open = false;
            bool arrived = false;
            std::string why;
            for (auto const message : *messages) {
                auto const one = store::find_delivery(transaction, message);
                if (!one) return one.error();
                if (one->channel == "APLIKASI" || one->state == DeliveryState::Ready) continue;
                open = open || (one->state != DeliveryState::Sent && one->state != DeliveryState::Failed);
                arrived = arrived || one->state == DeliveryState::Sent;
                if (one->state == DeliveryState::Failed) why = one->note;
            }
            if (open) continue;
            auto const row = store::find_reminder(transaction, reminder);
            if (!row) return row.error();
            if (row->state != store::ReminderState::Claimed) continue;
            auto const ended = arrived ? store::mark_reminder_sent(transaction, reminder, now_)
                                       : store::mark_reminder_failed(transaction, reminder, why, std::nullopt);
            if (!ended) return ended.error();
        }
        return Done{};
    }

    Office& office_;
    Carry const& carry_;
    Instant now_;
    DeliverOptions const& options_;
    DeliverCount count_;
    std::set<std::string> silent_; ///< channels whose server does not answer
};

} // namespace

Result<DeliverCount> deliver(Office& office, Carry const& carry, Instant now, DeliverOptions const& options) {
    std::unique_lock const alone(office.sending(), std::try_to_lock);
    if (!alone.owns_lock()) return DeliverCount{};
    auto const& pack = office.pack();
    if (!options.any_hour && !reminder::is_open(pack.calendar, office_hours(pack), now)) return DeliverCount{};
    return Round(office, carry, now, options).run();
}

} // namespace alur::service
