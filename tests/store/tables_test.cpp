#include "store/cases.hpp"
#include "store/deadlines.hpp"
#include "store/decrees.hpp"
#include "store/definitions.hpp"
#include "store/deliveries.hpp"
#include "store/documents.hpp"
#include "store/journal.hpp"
#include "store/messages.hpp"
#include "store/number_register.hpp"
#include "store/outbox.hpp"
#include "store/reminders.hpp"
#include "store/settings.hpp"
#include "store/subscriptions.hpp"
#include "store/tasks.hpp"
#include "store/temp_database.hpp"
#include "store/timers.hpp"
#include "store/unique_keys.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::store;
using runtime::ElementId;
using runtime::WaitId;
using namespace std::chrono_literals;

namespace {

/// The value, or the test ends with the sentence of the error.
template <class T> T must(Result<T> result) {
    if (!result) FAIL(result.error().message << " [" << result.error().log << "]");
    return std::move(result).value();
}

CaseId open_case(Database& database, std::string const& number, std::optional<CaseId> parent = {}) {
    return must(database.write([&](Transaction& t) -> Result<CaseId> {
        auto const definition = keep_definition(t, "bpmn", "grant.bpmn", "<definitions/>", kMorning);
        if (!definition) return definition.error();
        return add_case(t, {number, "grant", *definition, parent, "BARU", "Kelompok " + number, kMorning});
    }));
}

} // namespace

TEST_CASE("a definition is kept once and found by its content", "[store]") {
    TempDatabase db;
    auto const keep = [&](std::string const& name, std::string const& content) {
        return must(db->write([&](Transaction& t) { return keep_definition(t, "letter", name, content, kMorning); }));
    };
    auto const first = keep("a.md", "isi");
    CHECK(keep("b.md", "isi") == first);
    CHECK(keep("a.md", "isi lain") != first);
    auto const found = must(db->read([&](Reader& r) { return find_definition(r, first); }));
    CHECK(found.name == "a.md");
    CHECK(found.content == "isi");
    CHECK(must(db->read([&](Reader& r) { return find_definition_by_hash(r, found.hash); }))->id == first);
    CHECK_FALSE(must(db->read([&](Reader& r) { return find_definition_by_hash(r, "0"); })));
    CHECK(db->read([&](Reader& r) { return find_definition(r, DefinitionId{99}); }).error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("a case goes from version to version and refuses the one who comes late", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    auto const change = [&](std::int64_t expected, CaseChange const& what, std::string const& snapshot) {
        return db->write([&](Transaction& t) { return update_case(t, id, expected, what, snapshot); });
    };
    CHECK(must(change(0, {}, std::string("\0\x01", 2))) == 1);
    CHECK(must(change(1, {"LENGKAP", {}, {}}, "dua")) == 2);
    auto const late = change(1, {"LAIN", {}, {}}, "tiga");
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == ErrorKind::Conflict);
    CHECK(late.error().message.find("P-001") != std::string::npos);

    auto const found = must(db->read([&](Reader& r) { return find_case_by_number(r, "P-001"); }));
    CHECK(found.version == 2);
    CHECK(found.state == "LENGKAP");
    CHECK(found.snapshot == "dua");
    CHECK(found.title == "Kelompok P-001");
    CHECK_FALSE(found.ended_at);

    must(change(2, {"SELESAI", "Judul baru", kMorning}, "akhir"));
    CHECK(must(db->read([&](Reader& r) { return find_case(r, id); })).ended_at == kMorning);
    CHECK(db->write([&](Transaction& t) { return update_case(t, CaseId{77}, 0, {}, ""); }).error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("a case number is used once", "[store]") {
    TempDatabase db;
    open_case(*db, "P-001");
    auto const again = db->write([&](Transaction& t) {
        return add_case(t, {"P-001", "grant", DefinitionId{1}, {}, "BARU", "", kMorning});
    });
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == ErrorKind::Conflict);
    CHECK(again.error().message == "nomor perkara P-001 sudah dipakai");
}

TEST_CASE("cases are listed by what they have in common", "[store]") {
    TempDatabase db;
    auto const parent = open_case(*db, "A");
    auto const child = open_case(*db, "B", parent);
    open_case(*db, "C", parent);
    must(db->write([&](Transaction& t) { return update_case(t, child, 0, {"SELESAI", {}, kMorning}, ""); }));

    auto const numbers = [&](CaseFilter const& filter) {
        std::string all;
        for (auto const& row : must(db->read([&](Reader& r) { return list_cases(r, filter); }))) all += row.number;
        return all;
    };
    CHECK(numbers({}) == "ABC");
    CHECK(numbers({.parent = parent}) == "BC");
    CHECK(numbers({.process = "grant", .state = "SELESAI"}) == "B");
    CHECK(numbers({.state = "BARU"}) == "AC");
    CHECK(numbers({.running_only = true}) == "AC");
    CHECK(numbers({.after = parent, .limit = 1}) == "B");
    CHECK(numbers({.process = "lain"}).empty());
    auto const children = must(db->read([&](Reader& r) { return children_of(r, parent); }));
    CHECK(children.size() == 2);
    auto const counts = must(db->read([](Reader& r) { return count_cases(r); }));
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].state == "BARU");
    CHECK(counts[0].count == 2);
}

TEST_CASE("a journal entry is added once and read in order", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    auto const append = [&](std::int64_t seq) {
        return db->write([&](Transaction& t) {
            return append_journal(t, {id, seq, kMorning, "staf", "mulai", std::string("\0biner", 6)});
        });
    };
    must(append(1));
    must(append(2));
    CHECK(append(2).error().kind == ErrorKind::Conflict);
    auto const all = must(db->read([&](Reader& r) { return journal_of(r, id); }));
    REQUIRE(all.size() == 2);
    CHECK(all[0].events == std::string("\0biner", 6));
    CHECK(must(db->read([&](Reader& r) { return journal_of(r, id, 1); })).size() == 1);
}

TEST_CASE("a journal entry of a case that does not exist is refused", "[store]") {
    TempDatabase db;
    auto const stray = db->write([&](Transaction& t) {
        return append_journal(t, {CaseId{5}, 1, kMorning, "", "", ""});
    });
    CHECK(stray.error().kind == ErrorKind::Conflict);
}

TEST_CASE("a task waits until it is closed and is claimed by one officer", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    ElementId const element{7};
    must(db->write([&](Transaction& t) {
        return open_task(t, {id, element, "periksa", "Periksa berkas", {"STAF", "KATIM"}, kMorning, {}, {}, {}});
    }));
    auto const claim = [&](std::string const& who) {
        return db->write([&](Transaction& t) { return claim_task(t, id, element, who, kMorning); });
    };
    must(claim("Siti"));
    must(claim("Siti"));
    auto const second = claim("Budi");
    CHECK(second.error().kind == ErrorKind::Conflict);
    CHECK(second.error().message == "tugas Periksa berkas sudah diambil Siti");
    auto const task = must(db->read([&](Reader& r) { return find_task(r, id, element); }));
    CHECK(task.roles == std::vector<std::string>{"STAF", "KATIM"});
    CHECK(task.claimed_by == "Siti");
    must(db->write([&](Transaction& t) { return release_task(t, id, element); }));
    must(claim("Budi"));
    CHECK(must(db->read([](Reader& r) { return open_tasks(r); })).size() == 1);

    auto const close = [&] { return db->write([&](Transaction& t) { return close_task(t, id, element); }); };
    must(close());
    CHECK(close().error().kind == ErrorKind::NotFound);
    CHECK(must(db->read([&](Reader& r) { return tasks_of_case(r, id); })).empty());
}

TEST_CASE("due timers come in order and a timer set again moves", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    must(db->write([&](Transaction& t) -> Result<> {
        for (auto const& [wait, due] : {std::pair{1U, 3h}, std::pair{2U, 1h}, std::pair{3U, 2h}})
            if (auto const set = set_timer(t, {id, WaitId{wait}, "tunggu", kMorning + due}); !set) return set.error();
        return Done{};
    }));
    auto const due = must(db->read([&](Reader& r) { return due_timers(r, kMorning + 2h, 10); }));
    REQUIRE(due.size() == 2);
    CHECK(due[0].id == WaitId{2});
    CHECK(due[1].id == WaitId{3});
    must(db->write([&](Transaction& t) { return set_timer(t, {id, WaitId{2}, "tunggu", kMorning + 9h}); }));
    must(db->write([&](Transaction& t) { return clear_timer(t, id, WaitId{3}); }));
    CHECK(must(db->read([](Reader& r) { return next_timer(r); })) == kMorning + 3h);
    CHECK(must(db->read([&](Reader& r) { return timers_of_case(r, id); })).size() == 2);
}

TEST_CASE("a message finds those who wait for its key before those who take any", "[store]") {
    TempDatabase db;
    auto const a = open_case(*db, "A");
    auto const b = open_case(*db, "B");
    must(db->write([&](Transaction& t) -> Result<> {
        for (auto const& s : {SubscriptionRow{a, WaitId{1}, Awaited::Message, "terbit", "", "x"},
                              SubscriptionRow{b, WaitId{1}, Awaited::Message, "terbit", "B", "x"},
                              SubscriptionRow{b, WaitId{2}, Awaited::Signal, "terbit", "", "x"}})
            if (auto const done = open_subscription(t, s); !done) return done.error();
        return Done{};
    }));
    auto const found = must(db->read([](Reader& r) { return waiting_for_message(r, "terbit", "B"); }));
    REQUIRE(found.size() == 2);
    CHECK(found[0].case_id == b);
    CHECK(must(db->read([](Reader& r) { return waiting_for_message(r, "terbit", "C"); })).size() == 1);
    CHECK(must(db->read([](Reader& r) { return waiting_for_message(r, "terbit", ""); })).size() == 2);
    CHECK(must(db->read([](Reader& r) { return waiting_for_signal(r, "terbit"); })).size() == 1);
    must(db->write([&](Transaction& t) { return close_subscription(t, b, WaitId{2}); }));
    CHECK(must(db->read([&](Reader& r) { return subscriptions_of_case(r, b); })).size() == 1);
}

TEST_CASE("a message nobody waits for is kept, taken once, and expires", "[store]") {
    TempDatabase db;
    auto const keep = [&](std::string const& key, std::string const& payload, std::optional<Instant> expires) {
        must(db->write([&](Transaction& t) {
            return keep_message(t, {{}, "terbit", key, kMorning, expires, payload});
        }));
    };
    auto const take = [&](std::string const& key, Instant now) {
        auto const message = must(db->write([&](Transaction& t) { return take_message(t, "terbit", key, now); }));
        return message ? message->payload : std::string("-");
    };
    keep("A", "1", {});
    keep("B", "2", {});
    keep("A", "3", kMorning + 1h);
    CHECK(take("A", kMorning) == "1");
    CHECK(take("A", kMorning + 2h) == "-");
    CHECK(must(db->write([&](Transaction& t) { return drop_expired_messages(t, kMorning + 2h); })) == 1);
    CHECK(take("", kMorning) == "2");
    CHECK(must(db->read([](Reader& r) { return kept_messages(r); })).empty());
}

TEST_CASE("a deadline runs, moves with its history, closes once and runs again", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    auto const day = [](char const* text) { return *parse_day(text); };
    auto const open = [&] {
        Deadline fresh;
        fresh.case_id = id;
        fresh.deadline_id = "T";
        fresh.trigger_date = day("2026-02-12");
        fresh.due_date = day("2026-02-19");
        fresh.opened_at = kMorning;
        fresh.owner = {"STAF"};
        fresh.derivation = "{}";
        return must(db->write([&](Transaction& t) { return open_deadline(t, fresh); }));
    };
    auto const first = open();
    CHECK(first.seq == 1);
    must(db->write([&](Transaction& t) {
        return move_deadline(t, first.id, day("2026-02-20"), "{\"n\":1}", "kabid", "libur baru", kMorning);
    }));
    auto const moved = must(db->read([&](Reader& r) { return find_deadline(r, first.id); }));
    CHECK(moved.due_date == day("2026-02-20"));
    CHECK(moved.owner == std::vector<std::string>{"STAF"});
    CHECK(moved.superior.empty());
    auto const moves = must(db->read([&](Reader& r) { return moves_of(r, first.id); }));
    REQUIRE(moves.size() == 1);
    CHECK(moves[0].old_due_date == day("2026-02-19"));

    CHECK(must(db->read([&](Reader& r) { return open_deadlines_until(r, day("2026-02-19")); })).empty());
    CHECK(must(db->read([&](Reader& r) { return open_deadlines_until(r, day("2026-02-20")); })).size() == 1);
    auto const close = [&] {
        return db->write([&](Transaction& t) { return close_deadline(t, first.id, DeadlineState::Met, kMorning); });
    };
    must(close());
    CHECK(close().error().kind == ErrorKind::Conflict);
    auto const late =
        db->write([&](Transaction& t) { return move_deadline(t, first.id, day("2026-03-01"), "", "", "", kMorning); });
    CHECK(late.error().kind == ErrorKind::Conflict);
    CHECK(open().seq == 2);
    CHECK(must(db->read([&](Reader& r) { return newest_deadline(r, id, "T"); }))->seq == 2);
    CHECK(must(db->read([&](Reader& r) { return deadlines_of_case(r, id); })).size() == 2);
}

TEST_CASE("a reminder is planned, claimed and sent once", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    Deadline fresh;
    fresh.case_id = id;
    fresh.deadline_id = "T";
    fresh.derivation = "{}";
    auto const deadline = must(db->write([&](Transaction& t) { return open_deadline(t, fresh); })).id;
    auto const plan = [&](std::string const& moment, Instant at) {
        Reminder r;
        r.case_id = id;
        r.deadline = deadline;
        r.moment = moment;
        r.channel = "EMAIL";
        r.planned_at = at;
        r.recipients = "[]";
        r.text = "Besok batas akhir";
        return must(db->write([&](Transaction& t) { return plan_reminder(t, r); }));
    };
    auto const write = [&](auto work) { return db->write(work); };
    auto const h3 = plan("H-3", kMorning);
    auto const h1 = plan("H-1", kMorning + 48h);
    CHECK(plan("H-1", kMorning + 24h) == h1);
    must(write([&](Transaction& t) { return edit_reminder(t, h1, kMorning + 20h, "Disunting"); }));
    CHECK(plan("H-1", kMorning + 24h) == h1);
    auto const edited = must(db->read([&](Reader& r) { return find_reminder(r, h1); }));
    CHECK(edited.text == "Disunting");
    CHECK(edited.planned_at == kMorning + 20h);
    auto const listed = [&](ReminderFilter const& filter, int limit) {
        return must(db->read([&](Reader& r) { return list_reminders(r, filter, limit); }));
    };
    CHECK(listed({{}, kMorning + 20h, ""}, 10).size() == 1);
    CHECK(listed({{}, kMorning + 21h, ""}, 10).size() == 2);
    CHECK(listed({{}, kMorning + 21h, ""}, 1).front().reminder.id == h3);
    CHECK(listed({{}, kMorning + 21h, "STAF"}, 10).empty());
    CHECK(listed({edited.case_id, {}, ""}, 10).back().case_number == "P-001");
    CHECK(must(db->read([](Reader& r) { return count_reminders(r, {{}, kMorning + 21h, ""}); })) == 2);
    CHECK(must(db->read([](Reader& r) { return due_reminders(r, kMorning + 24h, 10); })).size() == 2);

    must(write([&](Transaction& t) { return claim_reminder(t, h3, kMorning); }));
    CHECK(write([&](Transaction& t) { return claim_reminder(t, h3, kMorning); }).error().kind == ErrorKind::Conflict);
    CHECK(must(db->read([](Reader& r) { return stuck_reminders(r, kMorning + 1h); })).size() == 1);
    must(write([&](Transaction& t) { return mark_reminder_failed(t, h3, "server menolak", kMorning + 1h); }));
    must(write([&](Transaction& t) { return claim_reminder(t, h3, kMorning + 1h); }));
    must(write([&](Transaction& t) { return mark_reminder_sent(t, h3, kMorning + 1h); }));
    CHECK(plan("H-3", kMorning + 72h) == h3);
    auto const book = must(db->read([&](Reader& r) { return reminders_of_deadline(r, deadline); }));
    REQUIRE(book.size() == 2);
    CHECK(book[0].state == ReminderState::Sent);
    CHECK(book[0].attempts == 2);
    CHECK(book[0].planned_at == kMorning + 1h);

    must(write([&](Transaction& t) { return pause_reminder(t, h1, "cuti"); }));
    CHECK_FALSE(must(db->read([](Reader& r) { return next_reminder(r); })));
    plan("H-1", kMorning + 96h);
    CHECK_FALSE(must(db->read([](Reader& r) { return next_reminder(r); })));
    must(write([&](Transaction& t) { return resume_reminder(t, h1); }));
    CHECK(must(write([&](Transaction& t) { return cancel_reminders(t, deadline, "selesai"); })) == 1);
    CHECK(must(db->read([&](Reader& r) { return reminders_of_case(r, id); }))[1].state == ReminderState::Cancelled);
}

TEST_CASE("a deadline that moves is reminded of anew, of its new date", "[store]") {
    TempDatabase db;
    auto const id = open_case(*db, "P-001");
    Deadline fresh;
    fresh.case_id = id;
    fresh.deadline_id = "T";
    fresh.derivation = "{}";
    auto const deadline = must(db->write([&](Transaction& t) { return open_deadline(t, fresh); })).id;
    Reminder r;
    r.case_id = id;
    r.deadline = deadline;
    r.moment = "H-3";
    r.recipients = "[]";
    r.letter = "surat";
    r.due_date = parse_day("2026-03-12").value();
    auto const first = must(db->write([&](Transaction& t) { return plan_reminder(t, r); }));
    r.due_date = parse_day("2026-03-19").value();
    auto const second = must(db->write([&](Transaction& t) { return plan_reminder(t, r); }));
    CHECK(first != second);
    CHECK(must(db->read([&](Reader& x) { return find_reminder(x, second); })).letter == "surat");
}

TEST_CASE("a message to a person is queued once, claimed once, and keeps its log", "[store]") {
    TempDatabase db;
    Delivery d;
    d.key = "2026-03-09/SUREL/a@contoh.invalid";
    d.channel = "SUREL";
    d.officer = "A";
    d.not_before = d.queued_at = kMorning;
    d.letters = "[]";
    auto const write = [&](auto work) { return db->write(work); };
    auto const id = must(write([&](Transaction& t) { return queue_delivery(t, d); }));
    REQUIRE(id);
    CHECK_FALSE(must(write([&](Transaction& t) { return queue_delivery(t, d); })));
    CHECK(must(db->read([](Reader& r) { return due_deliveries(r, kMorning, 10); })).size() == 1);
    must(write([&](Transaction& t) { return claim_delivery(t, *id, kMorning); }));
    CHECK(write([&](Transaction& t) { return claim_delivery(t, *id, kMorning); }).error().kind == ErrorKind::Conflict);
    must(write([&](Transaction& t) { return hand_over_delivery(t, *id); }));
    CHECK(must(db->read([](Reader& r) { return claimed_deliveries(r); })).front().state == DeliveryState::HandedOver);
    must(write([&](Transaction& t) { return retry_delivery(t, *id, "sibuk", kMorning + 5min); }));
    CHECK(must(db->read([](Reader& r) { return due_deliveries(r, kMorning, 10); })).empty());
    CHECK(must(db->read([](Reader& r) { return next_delivery(r); })) == kMorning + 5min);
    must(write([&](Transaction& t) { return claim_delivery(t, *id, kMorning + 5min); }));
    must(write([&](Transaction& t) { return end_delivery(t, *id, DeliveryState::Sent, "250 ok", kMorning + 5min); }));
    must(write([&](Transaction& t) { return log_delivery(t, *id, kMorning, "terkirim", "250 ok"); }));
    must(write([&](Transaction& t) { return log_delivery(t, *id, kMorning, "dibaca", ""); }));
    auto const kept = must(db->read([&](Reader& r) { return find_delivery(r, *id); }));
    CHECK(kept.attempts == 2);
    CHECK(kept.state == DeliveryState::Sent);
    auto const log = must(db->read([&](Reader& r) { return log_of_delivery(r, *id); }));
    REQUIRE(log.size() == 2);
    CHECK(log[1].seq == 2);
    CHECK(write([&](Transaction& t) { return claim_delivery(t, *id, kMorning); }).error().kind == ErrorKind::Conflict);
    CHECK(must(db->read([](Reader& r) { return list_deliveries(r, "SUREL", "A", 5); })).size() == 1);
    CHECK(must(db->read([](Reader& r) { return list_deliveries(r, "", "B", 5); })).empty());
}

TEST_CASE("applied decrees are kept in the order of applying", "[store]") {
    TempDatabase db;
    for (auto const* name : {"a", "b"})
        must(db->write([&](Transaction& t) {
            return add_decree(t, {DecreeRow{}, name, "a.csv", kMorning, "STAF", "date,name,kind\n"});
        }));
    auto const all = must(db->read([](Reader& r) { return applied_decrees(r); }));
    REQUIRE(all.size() == 2);
    CHECK(all[1].name == "b");
    CHECK(all[0].content == "date,name,kind\n");
}

TEST_CASE("a document keeps its bytes, its cases and its versions", "[store]") {
    TempDatabase db;
    auto const a = open_case(*db, "A");
    auto const b = open_case(*db, "B");
    Document letter;
    letter.document_id = "surat";
    letter.kind = DocumentKind::Letter;
    letter.state = "TERBIT";
    letter.number = "400.9/001/2026";
    letter.date = *parse_day("2026-02-12");
    letter.file_name = "surat.pdf";
    letter.media_type = "application/pdf";
    letter.made_at = kMorning;
    letter.made_by = "staf";
    letter.snapshot = "{}";
    letter.content = std::string("%PDF\0\xff", 6);
    auto const add = [&](std::vector<DocumentLink> const& links) {
        return must(db->write([&](Transaction& t) { return add_document(t, letter, links); }));
    };
    auto const first = add({{a, "S1"}, {b, "S1"}});
    CHECK(first.version == 1);
    letter.replaces = first.id;
    auto const second = add({{a, "S1"}});
    CHECK(second.version == 2);

    auto const found = must(db->read([&](Reader& r) { return find_document(r, first.id); }));
    CHECK(found.content == letter.content);
    CHECK(found.date == letter.date);
    CHECK(found.sha256.size() == 64);
    CHECK(must(db->read([&](Reader& r) { return documents_of_case(r, a); })).size() == 2);
    CHECK(must(db->read([&](Reader& r) { return documents_of_case(r, b); })).size() == 1);
    CHECK(must(db->read([&](Reader& r) { return newest_document(r, a, "surat"); }))->id == second.id);
    CHECK(must(db->read([&](Reader& r) { return cases_of_document(r, first.id); })).size() == 2);
    CHECK(must(db->read([&](Reader& r) { return documents_with_number(r, "400.9/001/2026"); })).size() == 2);
    must(db->write([&](Transaction& t) { return set_document_state(t, first.id, "BATAL"); }));
    CHECK(must(db->read([&](Reader& r) { return find_document(r, first.id); })).state == "BATAL");
}

TEST_CASE("the register gives numbers in order, reserves them and voids them with a reason", "[store]") {
    TempDatabase db;
    auto const take = [&](NumberState state, std::string const& suffix = "", int number = 0) {
        return db->write([&](Transaction& t) -> Result<int> {
            auto const next = next_number(t, "SURAT", "", 2026);
            if (!next) return next.error();
            NumberEntry e;
            e.series = "SURAT";
            e.year = 2026;
            e.number = number ? number : *next;
            e.suffix = suffix;
            e.date = *parse_day("2026-02-12");
            e.state = state;
            if (auto const added = add_number(t, e); !added) return added.error();
            return e.number;
        });
    };
    CHECK(must(take(NumberState::Issued)) == 1);
    CHECK(must(take(NumberState::Reserved)) == 2);
    CHECK(must(take(NumberState::Issued, "a", 1)) == 1);
    CHECK(must(take(NumberState::Issued)) == 3);
    auto const twice = take(NumberState::Issued, "a", 1);
    CHECK(twice.error().message == "nomor 1.a seri SURAT tahun 2026 sudah dipakai");

    auto entries = must(db->read([](Reader& r) { return numbers_of(r, "SURAT", "", 2026); }));
    REQUIRE(entries.size() == 4);
    auto reserved = entries[2];
    CHECK(reserved.state == NumberState::Reserved);
    reserved.text = "400/002/2026";
    must(db->write([&](Transaction& t) { return issue_number(t, reserved); }));
    CHECK(db->write([&](Transaction& t) { return issue_number(t, reserved); }).error().kind == ErrorKind::Conflict);
    auto const make_void = [&](std::string const& why) {
        return db->write([&](Transaction& t) { return void_number(t, {"SURAT", "", 2026, 2, ""}, why); });
    };
    CHECK(make_void("").error().kind == ErrorKind::Invalid);
    must(make_void("salah cetak"));
    CHECK(make_void("lagi").error().kind == ErrorKind::Conflict);
    CHECK(must(take(NumberState::Issued)) == 4);
    CHECK(must(db->read([](Reader& r) { return numbers_of_year(r, 2026); })).size() == 5);
    CHECK(must(db->read([](Reader& r) { return next_number(r, "SURAT", "", 2027); })) == 1);
}

TEST_CASE("work in the outbox waits for its time, is tried again and goes when done", "[store]") {
    TempDatabase db;
    auto const queue = [&](Instant at) {
        Work work;
        work.kind = "letter";
        work.not_before = at;
        work.queued_at = kMorning;
        work.payload = "{}";
        return must(db->write([&](Transaction& t) { return queue_work(t, work); }));
    };
    auto const now = queue(kMorning);
    auto const later = queue(kMorning + 1h);
    CHECK(must(db->read([](Reader& r) { return due_work(r, kMorning, 10); })).size() == 1);
    must(db->write([&](Transaction& t) { return fail_work(t, now, "penuh", kMorning + 2h); }));
    CHECK(must(db->read([](Reader& r) { return next_work(r); })) == kMorning + 1h);
    must(db->write([&](Transaction& t) { return fail_work(t, now, "penuh", std::nullopt); }));
    auto const all = must(db->read([](Reader& r) { return all_work(r); }));
    REQUIRE(all.size() == 2);
    CHECK(all[0].state == OutboxState::Failed);
    CHECK(all[0].attempts == 2);
    must(db->write([&](Transaction& t) { return finish_work(t, later); }));
    CHECK(db->write([&](Transaction& t) { return finish_work(t, later); }).error().kind == ErrorKind::NotFound);
    db.reopen();
    CHECK(queue(kMorning).value > later.value);
}

TEST_CASE("a value that should be unique is found in other cases and years, the earliest first", "[store]") {
    TempDatabase db;
    auto const a = open_case(*db, "A");
    auto const b = open_case(*db, "B");
    auto const hold = [&](CaseId id, std::vector<UniqueValue> const& values, Instant since) {
        must(db->write([&](Transaction& t) { return replace_unique_values(t, id, values, since); }));
    };
    hold(b, {{"nik", "2026", "3328010101010001", 2}}, kMorning);
    hold(a, {{"nik", "2025", "3328010101010001", 1}, {"nik", "2025", "3328010101010002", 2}}, kMorning + 1h);
    auto holders = must(db->read([](Reader& r) { return holders_of(r, "nik", "3328010101010001"); }));
    REQUIRE(holders.size() == 2);
    CHECK(holders[0].case_number == "B");
    CHECK(holders[1].held.scope == "2025");

    // A corrected file keeps its place in the queue.
    hold(b, {{"nik", "2026", "3328010101010001", 2}, {"rekening", "", "123", 0}}, kMorning + 9h);
    holders = must(db->read([](Reader& r) { return holders_of(r, "nik", "3328010101010001"); }));
    CHECK(holders[0].case_number == "B");
    CHECK(holders[0].since == kMorning);
    must(db->write([&](Transaction& t) { return drop_unique_values(t, b); }));
    CHECK(must(db->read([](Reader& r) { return holders_of(r, "rekening", "123"); })).empty());
    CHECK(must(db->read([&](Reader& r) { return unique_values_of(r, a); })).size() == 2);
}

TEST_CASE("settings are replaced and counters count up", "[store]") {
    TempDatabase db;
    must(db->write([](Transaction& t) { return set_setting(t, "kop", "1", "admin", kMorning); }));
    must(db->write([](Transaction& t) { return set_setting(t, "kop", "2", "admin", kMorning); }));
    CHECK(must(db->read([](Reader& r) { return find_setting(r, "kop"); })) == "2");
    CHECK_FALSE(must(db->read([](Reader& r) { return find_setting(r, "lain"); })));
    auto const count = [&] { return must(db->write([](Transaction& t) { return count_up(t, "P-2026"); })); };
    CHECK(count() == 1);
    CHECK(count() == 2);
}

TEST_CASE("quotes, comments and NUL in a value stay a value", "[store]") {
    TempDatabase db;
    std::string const name = std::string("Sido'; DROP TABLE cases; --\" /* ") + '\0' + " akhir $1 ?";
    auto const id = open_case(*db, name);
    auto const found = must(db->read([&](Reader& r) { return find_case_by_number(r, name); }));
    CHECK(found.id == id);
    CHECK(found.number == name);
    must(db->write([&](Transaction& t) { return set_setting(t, name, name, name, kMorning); }));
    CHECK(must(db->read([&](Reader& r) { return find_setting(r, name); })) == name);
    CHECK(must(db->read([&](Reader& r) { return list_cases(r, {.state = "x' OR '1'='1"}); })).empty());
    must(db->check());
}
