#include "service/tick.hpp"

#include "service/run_due.hpp"
#include "service/send_reminders.hpp"
#include "service/work_outbox.hpp"

namespace alur::service {

Result<TickReport> tick(Office& office, Papers& papers, Instant now) {
    TickReport report;
    auto const fired = fire_timers(office, now);
    if (!fired) return fired.error();
    report.timers = *fired;
    auto const worked = work_outbox(office, papers, now);
    if (!worked) return worked.error();
    report.papers = *worked;
    auto const reminded = send_reminders(office, now);
    if (!reminded) return reminded.error();
    report.reminders = *reminded;
    DeliverOptions options;
    options.most_attempts = office.pack().channels.most_attempts;
    auto const sent = deliver(office, carry_by(office.pack().channels, office.pack(), now), now, options);
    if (!sent) return sent.error();
    report.messages = *sent;
    return report;
}

} // namespace alur::service
