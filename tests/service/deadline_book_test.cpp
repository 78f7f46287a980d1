#include "service/shipped_year.hpp"

#include "service/due_reason.hpp"
#include "store/deadlines.hpp"
#include "store/reminders.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

/// The shipped year with one rule changed: the verification of a file runs until the file has passed or failed, and its
/// clock stands still while the group has the file.
Year& year() {
    static Year played("tahun-penuh.yaml", [](service::Pack& pack) {
        for (auto& rule : pack.deadlines)
            if (rule.id == "T-05") {
                rule.length = *feel::parse("12");
                rule.ends = {"lolos_administrasi", "S2-07"};
                rule.pauses = {"S2-04"};
                rule.resumes = {"perbaikan_masuk"};
            }
    });
    return played;
}

std::vector<store::Deadline> runs_of(std::string const& number, std::string const& id) {
    auto const found = year().database->read([&](store::Reader& reader) -> Result<std::vector<store::Deadline>> {
        auto const row = store::find_case_by_number(reader, number);
        if (!row) return row.error();
        return store::deadlines_of_case(reader, row->id);
    });
    REQUIRE(found);
    std::vector<store::Deadline> out;
    for (auto const& deadline : *found)
        if (deadline.deadline_id == id) out.push_back(deadline);
    return out;
}

std::vector<store::DeadlineMove> moves_of(store::Deadline const& deadline) {
    auto moves = year().database->read([&](store::Reader& reader) { return store::moves_of(reader, deadline.id); });
    REQUIRE(moves);
    return *moves;
}

std::vector<store::Reminder> reminders_of(store::Deadline const& deadline) {
    auto book =
        year().database->read([&](store::Reader& reader) { return store::reminders_of_deadline(reader, deadline.id); });
    REQUIRE(book);
    return *book;
}

/// The sentence as officers read it.
std::string sentence_of(store::Deadline const& deadline) {
    auto const stored = feel::from_json(deadline.derivation);
    REQUIRE(stored);
    return field(*stored, "sebab");
}

Day day(char const* text) { return parse_day(text).value(); }

} // namespace

TEST_CASE("the clock stands still each time the file is with the group, and the times add up", "[service]") {
    auto const runs = runs_of("KUBE-3328-2026-006", "T-05");
    REQUIRE(runs.size() == 1);
    auto const why = service::read_due_reason(runs[0].derivation);
    REQUIRE(why);
    auto const& stops = why->due.derivation.circumstances.suspensions;
    REQUIRE(stops.size() == 2);
    CHECK(stops[0].to == day("2026-04-06"));
    CHECK(stops[1].to == day("2026-04-15"));
    std::int64_t counted = 0;
    auto const& calendar = year().loaded.pack.calendar;
    for (auto at = runs[0].trigger_date + std::chrono::days{1}; at <= runs[0].due_date; at += std::chrono::days{1}) {
        auto const stopped =
            std::any_of(stops.begin(), stops.end(), [&](auto const& s) { return s.from < at && at <= s.to; });
        counted += calendar.is_working_day(at) && !stopped ? 1 : 0;
    }
    CHECK(counted == 12);
    CHECK(moves_of(runs[0]).size() == 2);
    CHECK(sentence_of(runs[0]).find("Pengembalian untuk perbaikan") != std::string::npos);
}

TEST_CASE("nobody is reminded of a deadline whose clock stands still", "[service]") {
    auto const run = runs_of("KUBE-3328-2026-006", "T-05").front();
    auto const why = service::read_due_reason(run.derivation);
    REQUIRE(why);
    for (auto const& reminder : reminders_of(run)) {
        if (!reminder.sent_at) continue;
        auto const sent = day_of(*reminder.sent_at, year().loaded.pack.zone);
        for (auto const& stop : why->due.derivation.circumstances.suspensions) {
            CAPTURE(reminder.moment, iso(sent));
            CHECK_FALSE((stop.from < sent && sent < stop.to));
        }
    }
}

TEST_CASE("a dispensation moves the deadline, keeps the old date and reminds of the new one", "[service]") {
    auto const runs = runs_of("KUBE-3328-2026-003", "T-20");
    REQUIRE(runs.size() == 1);
    auto const moves = moves_of(runs[0]);
    REQUIRE(moves.size() == 1);
    CHECK(runs[0].due_date == day("2026-07-27"));
    CHECK(moves[0].new_due_date == day("2026-07-27"));
    CHECK(moves[0].old_due_date < moves[0].new_due_date);
    CHECK(moves[0].reason == "dispensasi sampai 27 Juli 2026: barang dagangan datang bertahap");
    CHECK(moves[0].actor == "Drs. Bambang Suryo Atmojo, M.Si.");
    CHECK(sentence_of(runs[0]).ends_with("dispensasi sampai 27 Juli 2026 (barang dagangan datang bertahap)"));
    int anew = 0;
    for (auto const& reminder : reminders_of(runs[0])) {
        if (reminder.due_date == day("2026-07-27")) ++anew;
        if (reminder.due_date == moves[0].old_due_date && reminder.state == store::ReminderState::Sent)
            CHECK(*reminder.sent_at <= moves[0].at);
    }
    CHECK(anew > 0);
}

TEST_CASE("the report of a group is due at the earlier of two dates and says which", "[service]") {
    for (auto const& run : runs_of("KUBE-3328-2026-001", "T-21")) {
        auto const why = service::read_due_reason(run.derivation);
        REQUIRE(why);
        REQUIRE(why->due.derivation.circumstances.cap);
        CHECK(why->due.derivation.circumstances.cap->name == "LPJ batas akhir (T-21H)");
        CHECK(run.due_date <= why->due.derivation.circumstances.cap->due);
    }
}

TEST_CASE("what a deadline says of itself is written and read without a loss", "[service]") {
    service::DueReason reason;
    auto const& calendar = year().loaded.pack.calendar;
    calendar::Circumstances around;
    around.suspensions = {{day("2026-02-13"), day("2026-02-20"), "berkas pada \"kelompok\""}};
    around.extension = {day("2026-04-01"), "alasan"};
    around.cap = {day("2026-03-31"), "batas"};
    auto const rule = calendar::parse_due_rule("forward", "WD", 7);
    auto const due = calendar::due_date(*rule, day("2026-02-12"), calendar, around);
    REQUIRE(due);
    reason.due = *due;
    reason.stopped = day("2026-03-02");
    reason.stopped_why = "berkas kembali";
    auto const read = service::read_due_reason(service::to_json(reason));
    REQUIRE(read);
    CHECK(read->due.due == due->due);
    CHECK(read->due.derivation.circumstances == around);
    CHECK(read->due.derivation.rule == *rule);
    CHECK(read->stopped == reason.stopped);
    auto const again = calendar::due_date_again(read->due.derivation, calendar);
    REQUIRE(again);
    CHECK(again->derivation == due->derivation);
    for (auto const* broken : {"", "{}", "[1]", R"({"rincian":"{}"})", R"({"rincian":"{\"due\":\"2026-02-30\"}"})"})
        CHECK_FALSE(service::read_due_reason(broken));
}
