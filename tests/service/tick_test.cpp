#include "service/tick.hpp"

#include "service/send_reminders.hpp"
#include "service/small_office.hpp"

#include <catch2/catch.hpp>

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
