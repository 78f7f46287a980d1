#include "channel/loopback.hpp"
#include "cli/program.hpp"
#include "store/database.hpp"
#include "store/deliveries.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace alur;
using namespace alur::test;

namespace {

/// A data folder with messages that wait for the mail server.
void prepare(TemporaryFolder const& folder, int port, int messages) {
    folder.write("paket.txt", ALUR_SOURCE_DIR "/workflows/kube\n");
    folder.write("kanal.yaml", "surel: {server: 127.0.0.1, port: " + std::to_string(port) +
                                   ", keamanan: tanpa, dari: alur@contoh.invalid}\n");
    auto const database = store::Database::open(folder.path("alur.db"), {});
    REQUIRE(database);
    auto const queued = (*database)->write([&](store::Transaction& t) -> Result<> {
        for (int i = 0; i < messages; ++i) {
            store::Delivery one;
            one.key = "uji/" + std::to_string(i);
            one.channel = "SUREL";
            one.officer = "Rizal";
            one.address = "rizal@contoh.invalid";
            one.subject = "Pengingat";
            one.text = "Besok";
            one.letters = "[]";
            if (auto const put = store::queue_delivery(t, one); !put) return put.error();
        }
        return Done{};
    });
    REQUIRE(queued);
}

} // namespace

TEST_CASE("several programs at once send every message exactly once", "[cli]") {
    loopback::MailServer server;
    TemporaryFolder const folder;
    constexpr int kMessages = 40;
    prepare(folder, server.port(), kMessages);
    std::vector<std::thread> programs;
    std::atomic<int> sent{0};
    for (int i = 0; i < 6; ++i)
        programs.emplace_back([&] {
            auto const ran = run_program("remind send --data " + folder.path(""));
            sent += ran.status == 0 ? std::atoi(ran.out.c_str()) : 0;
        });
    for (auto& program : programs) program.join();
    CHECK(sent == kMessages);
    std::set<std::string> names;
    for (auto const& mail : server.received()) {
        auto const from = mail.text.find("Message-ID: ");
        names.insert(mail.text.substr(from, mail.text.find('\n', from) - from));
    }
    CHECK(names.size() == kMessages);
    CHECK(server.received().size() == kMessages);
}

TEST_CASE("what was sent stands in the log, and a wrong word is wrong use", "[cli]") {
    loopback::MailServer server;
    TemporaryFolder const folder;
    prepare(folder, server.port(), 1);
    CHECK(run_program("remind send --data " + folder.path("")).out == "1 terkirim, 0 ditunda, 0 gagal\n");
    auto const log = run_program("remind log --data " + folder.path(""));
    CHECK(log.out.find("SUREL  TERKIRIM  Rizal  rizal@contoh.invalid") != std::string::npos);
    CHECK(log.out.find("DITERIMA  250 2.0.0 antre sebagai U1") != std::string::npos);
    CHECK(run_program("remind list --data " + folder.path("")).out == "0 pengingat\n");
    CHECK(run_program("remind pause x --data " + folder.path("") + " --reason y").status == 2);
    CHECK(run_program("remind pause 7 --data " + folder.path("") + " --reason y").status == 1);
    CHECK(run_program("remind edit 7 --data " + folder.path("")).status == 2);
    CHECK(run_program("calendar feed --data " + folder.path("")).out.starts_with("BEGIN:VCALENDAR\r\n"));
}

TEST_CASE("a scheduler that finds the office busy sends nothing", "[cli]") {
    loopback::MailServer server;
    TemporaryFolder const folder;
    prepare(folder, server.port(), 3);
    {
        auto const database = store::Database::open(folder.path("alur.db"), {});
        REQUIRE(database);
        CHECK(run_program("due --data " + folder.path("")).status == 1);
        CHECK(run_program("remind send --data " + folder.path("")).status == 1);
        CHECK(server.received().empty());
    }
    CHECK(run_program("remind send --data " + folder.path("")).out == "3 terkirim, 0 ditunda, 0 gagal\n");
}
