#include "service/run_due.hpp"

#include "service/case_step.hpp"
#include "store/deliveries.hpp"
#include "store/outbox.hpp"
#include "store/reminders.hpp"
#include "store/timers.hpp"

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
        auto const delivery = store::next_delivery(reader);
        if (!delivery) return delivery.error();
        earlier(*delivery);
        auto const work = store::next_work(reader);
        if (!work) return work.error();
        earlier(*work);
        return next;
    });
}

} // namespace alur::service
