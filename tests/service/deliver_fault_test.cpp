#include "service/deliver.hpp"

#include "channel/loopback.hpp"
#include "service/small_office.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <random>
#include <sys/time.h>
#include <sys/wait.h>

using namespace alur;
using namespace alur::shipped;

namespace {

Instant const kNow = time("2026-08-20T08:00:00+07:00");

/// An office whose messages are sent by programs that are killed.
struct Patient {
    Folder folder;
    service::Pack pack;
    loopback::MailServer server;
    std::vector<std::string> keys;

    Patient() {
        pack.zone = {std::chrono::hours{7}};
        service::MailSetup setup;
        setup.server.host = "127.0.0.1";
        setup.server.port = server.port();
        setup.server.security = channel::Security::Plain;
        setup.from = {"Dinas Sosial", "alur@contoh.invalid"};
        pack.channels.mail = setup;
    }

    std::unique_ptr<store::Database> open() const {
        auto opened = store::Database::open(folder.path / "alur.db", {store::Durability::ProcessDeath, nullptr, ""});
        return opened ? std::move(*opened) : nullptr;
    }

    void queue(int count) {
        auto const database = open();
        for (int i = 0; i < count; ++i) {
            keys.push_back("2026-08-20/SUREL/" + std::to_string(keys.size()));
            must(database->write([&](store::Transaction& t) {
                store::Delivery one;
                one.key = keys.back();
                one.channel = "SUREL";
                one.officer = "Rizal";
                one.address = "rizal@contoh.invalid";
                one.not_before = one.queued_at = kNow;
                one.subject = "Pengingat";
                one.text = "Besok";
                one.letters = "[]";
                return store::queue_delivery(t, one);
            }));
        }
    }

    /// Sends what waits; used in the child and, at the end, here.
    bool send(std::function<void(service::SendPoint)> at_point) const {
        auto const database = open();
        if (!database) return false;
        service::Office office(pack, *database);
        service::DeliverOptions options;
        options.most_attempts = 1'000'000;
        options.at_point = std::move(at_point);
        return static_cast<bool>(service::deliver(office, service::carry_by(pack.channels, pack, kNow), kNow, options));
    }

    /// Runs a program that sends and dies by `die`; answers whether it died before it was done.
    bool child(std::function<void()> const& prepare, std::function<void(service::SendPoint)> const& die) const {
        auto const id = ::fork();
        if (id == 0) {
            prepare();
            send(die);
            ::_exit(0);
        }
        int status = 0;
        ::waitpid(id, &status, 0);
        return WIFSIGNALED(status);
    }

    /// Every message arrived; one that arrived more than once is named in its log as often.
    void check() {
        REQUIRE(send({}));
        std::map<std::string, int> arrived;
        for (auto const& mail : server.received()) {
            auto const from = mail.text.find("Message-ID: <") + 13;
            ++arrived[mail.text.substr(from, mail.text.find('>', from) - from)];
        }
        auto const database = open();
        auto const all =
            must(database->read([](store::Reader& r) { return store::list_deliveries(r, "", "", 1'000'000); }));
        CHECK(all.size() == keys.size());
        for (auto const& one : all) {
            auto const count = arrived[service::message_id(one, "contoh.invalid")];
            auto const log = must(database->read([&](store::Reader& r) { return store::log_of_delivery(r, one.id); }));
            auto const named =
                std::count_if(log.begin(), log.end(), [](auto const& e) { return e.event == "MUNGKIN_GANDA"; });
            CAPTURE(one.key, count, named);
            CHECK(one.state == store::DeliveryState::Sent);
            CHECK(count >= 1);
            CHECK(count <= 1 + named);
        }
    }
};

} // namespace

TEST_CASE("a program stopped at any point of a send loses no message, and sends twice only what it names",
          "[service]") {
    Patient patient;
    patient.queue(1);
    using service::SendPoint;
    struct Row {
        SendPoint point;
        int twice; ///< how often such a message arrives
    };
    std::size_t before = 0;
    for (auto const& row :
         {Row{SendPoint::BeforeClaim, 1}, Row{SendPoint::AfterClaim, 1}, Row{SendPoint::AfterHandover, 1},
          Row{SendPoint::AfterAnswer, 2}, Row{SendPoint::AfterCommit, 1}}) {
        if (before > 0) patient.queue(1);
        CHECK(patient.child([] {},
                            [&](SendPoint at) {
                                if (at == row.point) ::raise(SIGKILL);
                            }));
        REQUIRE(patient.send({}));
        auto const arrived = patient.server.received().size();
        CAPTURE(static_cast<int>(row.point));
        CHECK(arrived - before == static_cast<std::size_t>(row.twice));
        before = arrived;
    }
    patient.check();
}

TEST_CASE("a thousand random kills lose no message, and twice comes only what the log names", "[service]") {
    Patient patient;
    std::mt19937 random(20'260'820);
    int killed = 0;
    for (int round = 0; killed < 1'000 && round < 4'000; ++round) {
        if (round % 40 == 0) patient.queue(20);
        // The kernel's own timer kills, so that any instruction may be the last.
        auto const after = std::uniform_int_distribution<long>(200, 12'000)(random);
        killed += patient.child(
                      [&] {
                          ::signal(SIGALRM, SIG_DFL);
                          itimerval timer{};
                          timer.it_value.tv_usec = after;
                          ::setitimer(ITIMER_REAL, &timer, nullptr);
                      },
                      {})
                      ? 1
                      : 0;
        if (killed > 0 && round % 40 == 39) REQUIRE(patient.send({}));
    }
    CHECK(killed >= 500);
    patient.check();
}
