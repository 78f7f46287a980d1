#include "service/run_due.hpp"

#include "feel/json.hpp"
#include "reminder/book.hpp"
#include "service/case_step.hpp"
#include "store/outbox.hpp"
#include "store/reminders.hpp"
#include "store/timers.hpp"

#include <map>

namespace alur::service {

namespace {

constexpr int kBatch = 500;

Result<> fire(Office& office, store::TimerRow const& timer, Instant now) {
    return office.database().write([&](store::Transaction& transaction) -> Result<> {
        CaseStep step(office, transaction, now, "jam");
        if (auto const loaded = step.load(timer.case_id); !loaded) return loaded.error();
        // It may have been cancelled by another step since the list was made.
        if (!step.live().instance->find(timer.id)) return Done{};
        return step.run(runtime::FireTimer{timer.id}, timer.element, {}, "waktu tiba");
    });
}

} // namespace

Result<int> fire_timers(Office& office, Instant now) {
    int fired = 0;
    for (;;) {
        auto const due =
            office.database().read([&](store::Reader& reader) { return store::due_timers(reader, now, kBatch); });
        if (!due) return due.error();
        if (due->empty()) return fired;
        for (auto const& timer : *due) {
            if (auto const done = fire(office, timer, now); !done) return done.error();
            ++fired;
        }
    }
}

Result<int> send_reminders(Office& office, Instant now) {
    auto const& pack = office.pack();
    reminder::Hours hours;
    hours.opens = pack.send_time;
    hours.zone = pack.zone;
    return office.database().write([&](store::Transaction& transaction) -> Result<int> {
        auto const due = store::due_reminders(transaction, now, 100'000);
        if (!due) return due.error();
        std::vector<reminder::Send> rows;
        std::map<std::string, store::ReminderRow> by_key;
        for (auto const& row : *due) {
            reminder::Send send;
            send.key = std::to_string(row.id.value);
            send.deadline = std::to_string(row.deadline.value);
            send.moment = row.moment;
            send.planned = row.planned_at;
            send.channel = row.channel;
            send.text = row.text;
            by_key[send.key] = row.id;
            rows.push_back(std::move(send));
        }
        auto const decision = reminder::due(rows, pack.calendar, hours, now);
        for (auto const& send : decision.send) {
            auto const id = by_key[send.key];
            if (auto const claimed = store::claim_reminder(transaction, id, now); !claimed) return claimed.error();
            if (auto const sent = store::mark_reminder_sent(transaction, id, now); !sent) return sent.error();
        }
        for (auto const& key : decision.skipped)
            if (auto const cancelled =
                    store::cancel_reminder(transaction, by_key[key], "pengingat yang lebih baru dikirim");
                !cancelled)
                return cancelled.error();
        return static_cast<int>(decision.send.size());
    });
}

Result<std::optional<Instant>> next_due(Office& office) {
    return office.database().read([](store::Reader& reader) -> Result<std::optional<Instant>> {
        std::optional<Instant> next;
        auto const earlier = [&](std::optional<Instant> other) {
            if (other && (!next || *other < *next)) next = other;
        };
        auto const timer = store::next_timer(reader);
        if (!timer) return timer.error();
        earlier(*timer);
        auto const reminder = store::next_reminder(reader);
        if (!reminder) return reminder.error();
        earlier(*reminder);
        auto const work = store::next_work(reader);
        if (!work) return work.error();
        earlier(*work);
        return next;
    });
}

} // namespace alur::service
