#include "service/send_reminders.hpp"

#include "service/small_office.hpp"
#include "store/deliveries.hpp"
#include "store/documents.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;

namespace {

feel::Expression text(std::string const& value) { return must(feel::parse('"' + value + '"')); }

/// Gives a role a person with an address, and the office a mail server.
void reach(SmallOffice& office, std::string const& role, std::string const& name, std::string const& mail) {
    office.pack().channels.contacts[role] = {text(name), text(mail), {}};
    office.pack().channels.mail = service::MailSetup{};
}

std::vector<store::Delivery> messages(SmallOffice& office, std::string_view channel) {
    auto all = office.read([&](store::Reader& r) { return store::list_deliveries(r, channel, "", 1'000); });
    std::reverse(all.begin(), all.end());
    return all;
}

int send(SmallOffice& office, char const* at) { return must(service::send_reminders(*office.office, time(at))); }

Instant const kNow = time("2026-08-12T10:00:00+07:00");

} // namespace

TEST_CASE("an officer gets one message a day over each channel, however many deadlines and ticks", "[service]") {
    SmallOffice office(kNow);
    reach(office, "STAF", "Rizal", "rizal@contoh.invalid");
    auto const first = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    auto const second = office.deadline(office.group, "T-09", day("2026-08-14"), kNow);
    REQUIRE(first.due_date == day("2026-08-20"));
    REQUIRE(second.due_date == day("2026-08-20"));
    CHECK(send(office, "2026-08-19T07:30:00+07:00") == 2);
    auto const before = messages(office, "SUREL").size();
    CHECK(send(office, "2026-08-20T07:30:00+07:00") == 2);
    CHECK(send(office, "2026-08-20T07:31:00+07:00") == 0);
    CHECK(send(office, "2026-08-20T15:59:00+07:00") == 0);
    auto const mails = messages(office, "SUREL");
    REQUIRE(mails.size() == before + 1);
    CHECK(mails.back().officer == "Rizal");
    CHECK(mails.back().subject == "Pengingat 2 tenggat, 20 Agustus 2026");
    CHECK(mails.back().text.starts_with("1. Hari ini batas akhir "));
    CHECK(mails.back().text.find("\n2. Hari ini batas akhir ") != std::string::npos);
    CHECK(mails.back().state == store::DeliveryState::Waiting);
    CHECK(office.reminder(first, "H").state == store::ReminderState::Claimed);
}

TEST_CASE("without another channel a reminder is sent by its notice inside the program", "[service]") {
    SmallOffice office(kNow);
    auto const deadline = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    CHECK(send(office, "2026-08-19T07:30:00+07:00") == 1);
    CHECK(office.reminder(deadline, "H-1").state == store::ReminderState::Sent);
    auto const notices = messages(office, "APLIKASI");
    REQUIRE(notices.size() == 2); // owner and superior
    for (auto const& notice : notices) CHECK(notice.state == store::DeliveryState::Sent);
    CHECK(notices[0].officer == "Dian Kusumaningrum, S.Sos.");
}

TEST_CASE("nothing goes out at night, on a day off, or after closing", "[service]") {
    SmallOffice office(kNow);
    office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    for (auto const* at : {"2026-08-15T09:00:00+07:00", "2026-08-17T09:00:00+07:00", "2026-08-18T07:29:00+07:00",
                           "2026-08-18T16:00:00+07:00", "2026-08-18T23:00:00+07:00"})
        CHECK(send(office, at) == 0);
    CHECK(send(office, "2026-08-18T08:00:00+07:00") == 1);
}

TEST_CASE("after an outage one late reminder of a deadline goes out, the rest is skipped and says why", "[service]") {
    SmallOffice office(kNow);
    auto const deadline = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    CHECK(send(office, "2026-08-26T09:00:00+07:00") == 1); // the 25th is a day off; H+2 is the newest
    int sent = 0;
    for (auto const& one : office.reminders(deadline)) {
        if (one.state == store::ReminderState::Sent) {
            ++sent;
            CHECK(one.moment == "H+2");
        }
        if (one.planned_at < time("2026-08-24T00:00:00+07:00")) {
            CHECK(one.state == store::ReminderState::Cancelled);
            CHECK(one.note == "pengingat yang lebih baru dikirim");
        }
    }
    CHECK(sent == 1);
    CHECK(messages(office, "APLIKASI").at(0).text.starts_with("[Terlambat terkirim, dijadwalkan 24 Agustus 2026] "));
}

TEST_CASE("a clock that jumps to and fro, a suspended computer and the end of a year send nothing twice", "[service]") {
    auto const now = time("2026-12-14T10:00:00+07:00");
    SmallOffice office(now);
    std::vector<store::Deadline> open;
    for (auto const* trigger : {"2026-12-14", "2026-12-17", "2026-12-21", "2026-12-28"})
        open.push_back(office.deadline(office.group, "T-22", day(trigger), now));
    int total = 0;
    for (auto const* at : {"2026-12-18T15:59:00+07:00", // the computer sleeps over the weekend
                           "2026-12-21T08:10:00+07:00", "2026-12-19T08:10:00+07:00", // back two days, a Saturday
                           "2026-12-15T08:10:00+07:00", "2027-01-04T08:00:00+07:00", // forward over the year's end
                           "2026-12-31T08:00:00+07:00", "2027-01-04T08:00:00+07:00", "2027-03-01T08:00:00+07:00",
                           "2020-01-02T08:00:00+07:00", "2027-03-02T08:00:00+07:00"})
        total += send(office, at);
    std::set<std::string> keys;
    int sent = 0;
    for (auto const& deadline : open)
        for (auto const& one : office.reminders(deadline)) {
            CHECK(one.state != store::ReminderState::Claimed);
            if (one.state != store::ReminderState::Sent) continue;
            ++sent;
            CHECK(one.attempts == 1);
            CHECK(keys.insert(std::to_string(one.deadline.value) + one.moment).second);
        }
    CHECK(total == sent);
    CHECK(sent >= 4);
}

TEST_CASE("a leap day is a day like any other", "[service]") {
    auto const now = time("2028-02-22T10:00:00+07:00");
    SmallOffice office(now);
    auto const deadline = office.deadline(office.group, "T-22", day("2028-02-22"), now);
    CHECK(deadline.due_date == day("2028-02-29"));
    CHECK(send(office, "2028-02-29T08:00:00+07:00") == 1);
    CHECK(office.reminder(deadline, "H").state == store::ReminderState::Sent);
    CHECK(send(office, "2028-03-01T08:00:00+07:00") == 1);
    CHECK(office.reminder(deadline, "H+1").state == store::ReminderState::Sent);
}

TEST_CASE("the office's own zone decides when its hours begin", "[service]") {
    for (int const hours : {7, 8, 9}) {
        SmallOffice office(kNow);
        office.pack().zone = {std::chrono::hours{hours}};
        office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
        auto const opens = at(day("2026-08-19"), office.pack().send_time, office.pack().zone);
        CHECK(must(service::send_reminders(*office.office, opens - std::chrono::seconds{1})) == 0);
        CHECK(must(service::send_reminders(*office.office, opens)) == 1);
    }
}

TEST_CASE("somebody with a telephone only gets a chat message that an officer forwards", "[service]") {
    SmallOffice office(kNow);
    office.deadline(office.group, "T-23", day("2026-08-12"), kNow);
    CHECK(send(office, "2026-08-20T08:00:00+07:00") == 1);
    auto const chats = messages(office, "WHATSAPP");
    REQUIRE(chats.size() == 2); // the chair and the companion
    for (auto const& chat : chats) {
        CHECK(chat.state == store::DeliveryState::Ready);
        CHECK(chat.address.starts_with("https://wa.me/6289900"));
        CHECK(chat.address.find("Hari%20ini%20batas%20akhir") != std::string::npos);
    }
}

TEST_CASE("an edited reminder goes out at its own time with its own words, also after the day's round", "[service]") {
    SmallOffice office(kNow);
    auto const deadline = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    CHECK(send(office, "2026-08-18T08:00:00+07:00") == 1);
    auto const h1 = office.reminder(deadline, "H-1");
    office.write([&](store::Transaction& t) {
        return store::edit_reminder(t, h1.id, time("2026-08-18T14:00:00+07:00"), "Mohon hari ini.");
    });
    CHECK(send(office, "2026-08-18T13:59:00+07:00") == 0);
    CHECK(send(office, "2026-08-18T14:00:00+07:00") == 1);
    CHECK(messages(office, "APLIKASI").back().text == "Mohon hari ini.");
}

TEST_CASE("a paused reminder stays until it is resumed; one row can be sent by hand", "[service]") {
    SmallOffice office(kNow);
    auto const deadline = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    auto const h1 = office.reminder(deadline, "H-1");
    office.write([&](store::Transaction& t) { return store::pause_reminder(t, h1.id, "cuti"); });
    CHECK(send(office, "2026-08-19T08:00:00+07:00") == 1); // H-3 is late, H-1 is silent
    CHECK(service::send_reminder(*office.office, h1.id, kNow).error().kind == ErrorKind::Conflict);
    office.write([&](store::Transaction& t) { return store::resume_reminder(t, h1.id); });
    CHECK(must(service::send_reminder(*office.office, h1.id, time("2026-08-19T22:00:00+07:00"))) == 1);
    CHECK(office.reminder(deadline, "H-1").state == store::ReminderState::Sent);
    CHECK(service::send_reminder(*office.office, h1.id, kNow).error().kind == ErrorKind::Conflict);
}

TEST_CASE("the letter that a reminder names travels with it", "[service]") {
    SmallOffice office(kNow);
    reach(office, "STAF", "Rizal", "rizal@contoh.invalid");
    for (auto& rule : office.pack().reminders)
        if (rule.moment.offset == 0 && !rule.moment.every_step) rule.letter = "L13";
    auto const deadline = office.deadline(office.group, "T-22", day("2026-08-12"), kNow);
    auto const owner = office.row(office.group);
    auto const paper = office.write([&](store::Transaction& t) {
        store::Document document;
        document.document_id = "L13";
        document.file_name = "L13.pdf";
        document.media_type = "application/pdf";
        document.snapshot = "{}";
        document.content = "%PDF";
        return store::add_document(t, document, {{owner.id, "S2-04"}});
    });
    CHECK(send(office, "2026-08-20T08:00:00+07:00") == 1);
    CHECK(messages(office, "SUREL").back().letters == "[" + std::to_string(paper.id.value) + "]");
    CHECK(office.reminder(deadline, "H").letter == "L13");
}
