#include "service/ticker.hpp"

#include "service/send_reminders.hpp"
#include "service/small_office.hpp"

#include <catch2/catch.hpp>

#include <future>

using namespace alur;
using namespace alur::shipped;

TEST_CASE("a tick reminds once; the next one of the same minute finds nothing to do", "[service]") {
    SmallOffice office(time("2026-08-12T10:00:00+07:00"));
    office.deadline(office.group, "T-22", day("2026-08-12"), time("2026-08-12T10:00:00+07:00"));
    auto papers = must(service::Papers::open(office.pack(), office.folder.path));
    auto const now = time("2026-08-20T08:00:00+07:00");
    CHECK(must(service::tick(*office.office, papers, now)).reminders == 1);
    auto const second = must(service::tick(*office.office, papers, now));
    CHECK(second.reminders == 0);
    CHECK(second.papers == 0);
    CHECK(second.messages.sent == 0);
}

TEST_CASE("the ticker ticks by the clock it is given, again and again, and stops when it is told", "[service]") {
    SmallOffice office(time("2026-08-12T10:00:00+07:00"));
    office.deadline(office.group, "T-22", day("2026-08-12"), time("2026-08-12T10:00:00+07:00"));
    FixedClock clock(time("2026-08-20T08:00:00+07:00"));
    std::promise<void> thrice;
    std::atomic<int> ticks{0};
    std::atomic<int> reminders{0};
    {
        service::Ticker const ticker(
            *office.office, must(service::Papers::open(office.pack(), office.folder.path)), clock,
            [&](Result<service::TickReport> const& report) {
                reminders += report ? report->reminders : 1'000;
                if (++ticks == 3) thrice.set_value();
            },
            std::chrono::milliseconds{1});
        thrice.get_future().wait();
    }
    auto const stopped = ticks.load();
    CHECK(stopped >= 3);
    CHECK(reminders == 1);
    CHECK(ticks == stopped);
}
