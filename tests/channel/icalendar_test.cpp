#include "channel/icalendar.hpp"

#include "channel/python.hpp"
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::channel;

namespace {

std::string const kRead = "import icalendar\nc = icalendar.Calendar.from_ical(open(file, \"rb\").read())\n";

CalendarEntry entry() {
    return {"PERKARA-1.T.1@alur",
            2,
            parse_day("2026-03-12").value(),
            "Verifikasi administrasi; KUBE “Sumber Rejeki”, Desa Danawarih – tenggat yang judulnya panjang sekali",
            "7 hari kerja sejak 3 Maret 2026\nbaris kedua, \\ dan ;",
            parse_instant("2026-03-03T02:00:00Z").value(),
            {parse_instant("2026-03-09T00:30:00Z").value(), parse_instant("2026-03-11T00:30:00Z").value()},
            false};
}

} // namespace

TEST_CASE("another reader finds the due date, its number of moves and its alarms", "[channel]") {
    auto const one = entry();
    auto const got = read_elsewhere(to_icalendar("Tenggat STAF", {one}), kRead + R"(
print(c["X-WR-CALNAME"], c["VERSION"])
for e in c.walk("VEVENT"):
    print(e["UID"], e["SEQUENCE"], e["DTSTART"].dt, e["DTEND"].dt)
    print(e["SUMMARY"])
    print(repr(str(e["DESCRIPTION"])))
    for a in e.walk("VALARM"): print(a["ACTION"], a["TRIGGER"].dt.isoformat())
)");
    CHECK(got == "Tenggat STAF 2.0\nPERKARA-1.T.1@alur 2 2026-03-12 2026-03-13\n" + one.summary + "\n" +
                     "'7 hari kerja sejak 3 Maret 2026\\nbaris kedua, \\\\ dan ;'\n"
                     "DISPLAY 2026-03-09T00:30:00+00:00\nDISPLAY 2026-03-11T00:30:00+00:00\n");
}

TEST_CASE("what is done rings no alarm", "[channel]") {
    auto one = entry();
    one.done = true;
    CHECK(to_icalendar("x", {one}).find("VALARM") == std::string::npos);
}

TEST_CASE("lines are folded at 75 octets, letters stay whole, and nothing smuggles a line", "[channel]") {
    auto one = entry();
    one.summary = "a\r\nEND:VCALENDAR\r\n" + replace_all(std::string(60, 'x'), "x", "–");
    auto const text = to_icalendar("x", {one, entry()});
    for (auto const& line : split(text, '\n')) {
        CHECK(line.size() <= 76);
        CHECK(is_utf8(line));
    }
    CHECK(read_elsewhere(text, kRead + "print(len(list(c.walk(\"VEVENT\"))))\n") == "2\n");
    CHECK(to_icalendar("x", {one, entry()}) == text);
}
