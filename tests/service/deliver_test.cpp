#include "service/deliver.hpp"

#include "channel/loopback.hpp"
#include "service/send_reminders.hpp"
#include "service/small_office.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::shipped;
using channel::Fate;

namespace {

Instant const kNow = time("2026-08-20T08:00:00+07:00");

feel::Expression text(std::string const& value) { return must(feel::parse('"' + value + '"')); }

/// An office with one reminder whose mail waits.
struct WaitingOffice : SmallOffice {
    store::Deadline open;
    WaitingOffice() : SmallOffice(time("2026-08-12T10:00:00+07:00")) {
        pack().channels.contacts["STAF"] = {text("Rizal"), text("rizal@contoh.invalid"), {}};
        service::MailSetup setup;
        setup.server.host = "127.0.0.1";
        setup.server.security = channel::Security::Plain;
        setup.server.patience = {2, 2};
        setup.from = {"Dinas Sosial", "alur@contoh.invalid"};
        pack().channels.mail = setup;
        open = deadline(group, "T-22", day("2026-08-12"), time("2026-08-12T10:00:00+07:00"));
        must(service::send_reminders(*office, kNow));
    }
    store::Delivery mail() {
        return read([](store::Reader& r) { return store::list_deliveries(r, "SUREL", "", 10); }).at(0);
    }
    std::vector<std::string> log() {
        std::vector<std::string> out;
        for (auto const& one : read([&](store::Reader& r) { return store::log_of_delivery(r, mail().id); }))
            out.push_back(one.event);
        return out;
    }
    service::DeliverCount deliver(Fate fate, int code, std::string const& words, Instant now = kNow) {
        return must(service::deliver(*office,
                                     [&](service::Parcel const&, channel::BeforeHandover const& before) {
                                         if (fate != Fate::Temporary) before();
                                         return channel::Outcome{fate, code, words};
                                     },
                                     now, {}));
    }
};

using Log = std::vector<std::string>;

} // namespace

TEST_CASE("an accepted message ends its reminder, with the server's words in the log", "[service]") {
    WaitingOffice office;
    CHECK(office.reminder(office.open, "H").state == store::ReminderState::Claimed);
    CHECK(office.deliver(Fate::Accepted, 250, "250 antre").sent == 1);
    CHECK(office.mail().state == store::DeliveryState::Sent);
    CHECK(office.mail().note == "250 antre");
    CHECK(office.reminder(office.open, "H").state == store::ReminderState::Sent);
    CHECK(office.log() == Log{"DITERIMA"});
    CHECK(office.deliver(Fate::Accepted, 250, "").sent == 0);
}

TEST_CASE("a message refused for good fails its reminder and is not tried again", "[service]") {
    WaitingOffice office;
    CHECK(office.deliver(Fate::Permanent, 550, "550 tidak ada orang itu").failed == 1);
    CHECK(office.reminder(office.open, "H").state == store::ReminderState::Failed);
    CHECK(office.reminder(office.open, "H").note == "550 tidak ada orang itu");
    CHECK(office.deliver(Fate::Accepted, 250, "", kNow + std::chrono::hours{1}).sent == 0);
    CHECK(office.log() == Log{"DITOLAK"});
}

TEST_CASE("a deferred message waits longer each time and is given up after the last attempt", "[service]") {
    WaitingOffice office;
    auto now = kNow;
    for (int const minutes : {1, 5, 15, 60, 240}) {
        CHECK(office.deliver(Fate::Temporary, 450, "450 nanti", now).postponed == 1);
        CHECK(office.mail().not_before == now + std::chrono::minutes{minutes});
        CHECK(office.deliver(Fate::Accepted, 250, "", now + std::chrono::seconds{59}).sent == 0);
        now = office.mail().not_before;
    }
    // 13:21 has become 17:21: nothing is carried before the next working day.
    CHECK(office.deliver(Fate::Temporary, 450, "", now + std::chrono::hours{4}).postponed == 0);
    now = time("2026-08-21T08:00:00+07:00");
    CHECK(office.deliver(Fate::Temporary, 450, "450 nanti", now).postponed == 1);
    CHECK(office.deliver(Fate::Temporary, 450, "450 nanti", now + std::chrono::hours{4}).postponed == 1);
    CHECK(office.deliver(Fate::Temporary, 450, "450 nanti", time("2026-08-24T08:00:00+07:00")).failed == 1);
    CHECK(office.mail().attempts == 8);
    CHECK(office.log().back() == "MENYERAH");
    CHECK(office.reminder(office.open, "H").state == store::ReminderState::Failed);
}

TEST_CASE("a lost answer is named in the log and the message goes again under the same name", "[service]") {
    WaitingOffice office;
    CHECK(office.deliver(Fate::Unknown, 0, "tidak ada jawaban").repeated == 1);
    CHECK(office.log() == Log{"MUNGKIN_GANDA"});
    auto const name = service::message_id(office.mail(), "contoh.invalid");
    CHECK(office.deliver(Fate::Accepted, 250, "250", kNow + std::chrono::minutes{1}).sent == 1);
    CHECK(service::message_id(office.mail(), "contoh.invalid") == name);
    CHECK(office.log() == Log{"MUNGKIN_GANDA", "DITERIMA"});
}

TEST_CASE("when a server does not answer at all the rest of its messages waits for the next call", "[service]") {
    WaitingOffice office;
    office.write([](store::Transaction& t) {
        store::Delivery other;
        other.key = "lain";
        other.channel = "SUREL";
        other.letters = "[]";
        other.not_before = other.queued_at = kNow;
        return store::queue_delivery(t, other);
    });
    CHECK(office.deliver(Fate::Temporary, 0, "tidak tersambung").postponed == 1);
    CHECK(office.deliver(Fate::Accepted, 250, "").sent == 1);
}

TEST_CASE("what a stopped program left claimed goes again, and only a handed-over one may come twice", "[service]") {
    WaitingOffice office;
    auto const id = office.mail().id;
    SECTION("claimed") {
        office.write([&](store::Transaction& t) { return store::claim_delivery(t, id, kNow); });
        CHECK(office.deliver(Fate::Accepted, 250, "").repeated == 0);
        CHECK(office.log() == Log{"TERPUTUS", "DITERIMA"});
    }
    SECTION("handed over") {
        office.write([&](store::Transaction& t) { return store::claim_delivery(t, id, kNow); });
        office.write([&](store::Transaction& t) { return store::hand_over_delivery(t, id); });
        CHECK(office.deliver(Fate::Accepted, 250, "").repeated == 1);
        CHECK(office.log() == Log{"MUNGKIN_GANDA", "DITERIMA"});
    }
}

TEST_CASE("a reminder reaches a real mail server as a whole message with its letter", "[service]") {
    loopback::MailServer server;
    WaitingOffice office;
    office.pack().channels.mail->server.port = server.port();
    auto const carry = service::carry_by(office.pack().channels, office.pack(), kNow);
    CHECK(must(service::deliver(*office.office, carry, kNow, {})).sent == 1);
    auto const got = server.received();
    REQUIRE(got.size() == 1);
    CHECK(got[0].to == "<rizal@contoh.invalid>");
    CHECK(got[0].text.find("Message-ID: <" + service::message_id(office.mail(), "contoh.invalid") + ">") !=
          std::string::npos);
    CHECK(office.mail().note == "250 2.0.0 antre sebagai U1");
}

TEST_CASE("a webhook gets the reminder signed", "[service]") {
    loopback::WebServer server(202);
    WaitingOffice office;
    office.deliver(Fate::Accepted, 250, "");
    office.pack().channels.webhooks.push_back({{server.url(), "kunci", "", {2, 2}}, ""});
    auto const deadline = office.deadline(office.group, "T-09", day("2026-08-19"), kNow);
    REQUIRE(must(service::send_reminders(*office.office, time("2026-08-21T08:00:00+07:00"))) > 0);
    auto const later = time("2026-08-21T08:00:00+07:00");
    auto const carry = service::carry_by(office.pack().channels, office.pack(), later);
    DYNAMIC_SECTION("") {
        must(service::deliver(*office.office,
                              [&](service::Parcel const& parcel, channel::BeforeHandover const& before) {
                                  if (parcel.delivery.channel == "WEBHOOK") return carry(parcel, before);
                                  before();
                                  return channel::Outcome{Fate::Accepted, 250, ""};
                              },
                              later, {}));
        REQUIRE_FALSE(server.received().empty());
        auto const got = server.received().front();
        CHECK(got.header("X-Alur-Signature") == channel::signature("kunci", got.header("X-Alur-Timestamp"), got.body));
        auto const body = must(feel::from_json(got.body));
        CHECK(field(body, "subject").starts_with("Pengingat"));
    }
}
