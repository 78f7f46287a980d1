#include "channel/loopback.hpp"
#include "cli/program.hpp"
#include "service/small_pack.hpp"
#include "store/database.hpp"
#include "store/deliveries.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <csignal>
#include <memory>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

// The real `alur serve`: its ticker sends, nobody sends beside it, and it stops when it is asked to.

using namespace alur;
using namespace alur::test;

namespace {

constexpr int kMessages = 5;

/// Looks again every little while until it is so, a minute at most.
template <class Look> bool comes_true(Look look) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    while (!look()) {
        if (std::chrono::steady_clock::now() > end) return false;
        ::poll(nullptr, 0, 20);
    }
    return true;
}

void queue_messages(TemporaryFolder const& folder) {
    auto const database = store::Database::open(folder.path("alur.db"), {});
    REQUIRE(database);
    REQUIRE((*database)->write([&](store::Transaction& t) -> Result<> {
        for (int i = 0; i < kMessages; ++i) {
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
    }));
}

/// An office that works day and night: the program goes by the clock of the machine.
std::unique_ptr<SmallPack> always_open() {
    auto pack = std::make_unique<SmallPack>();
    pack->append("pack.yaml", "hari_kerja: Senin Selasa Rabu Kamis Jumat Sabtu Minggu\n");
    pack->append("parameters.csv", "jam_kirim_pengingat,time,00:00,awal jam kerja,contoh\n");
    pack->write("holidays-2026.csv", "date,name,kind\n");
    return pack;
}

/// `alur serve` as a process of its own.
class Serving {
  public:
    explicit Serving(std::string const& data) {
        int out[2];
        REQUIRE(::pipe(out) == 0);
        child_ = ::fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::dup2(out[1], 1);
            ::close(out[0]);
            ::close(out[1]);
            ::execl(ALUR_PROGRAM, ALUR_PROGRAM, "serve", "--data", data.c_str(), "--port", "0", nullptr);
            ::_exit(127);
        }
        ::close(out[1]);
        out_ = out[0];
    }
    ~Serving() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        ::close(out_);
    }
    /// Asks it to stop; its exit status.
    int stop() {
        ::kill(child_, SIGTERM);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    /// What it printed; after stop().
    std::string printed() const {
        std::string text;
        std::array<char, 4096> part{};
        for (ssize_t count = 0; (count = ::read(out_, part.data(), part.size())) > 0;)
            text.append(part.data(), static_cast<std::size_t>(count));
        return text;
    }

  private:
    pid_t child_ = -1;
    int out_ = -1;
};

} // namespace

TEST_CASE("the office that is served sends what is due, alone, and stops when it is asked to", "[cli]") {
    loopback::MailServer server;
    TemporaryFolder const folder;
    auto const pack = always_open();
    folder.write("paket.txt", pack->root() + "\n");
    folder.write("kanal.yaml", "jam_tutup: \"23:59\"\nsurel: {server: 127.0.0.1, port: " +
                                   std::to_string(server.port()) + ", keamanan: tanpa, dari: alur@contoh.invalid}\n");
    queue_messages(folder);
    Serving serving(folder.path(""));
    REQUIRE(comes_true([&] { return server.received().size() == kMessages; }));
    auto const beside = run_program("due --data " + folder.path("") + " 2>&1");
    CHECK(beside.status == 1);
    CHECK(beside.out.find("sedang dipakai") != std::string::npos);
    CHECK(serving.stop() == 0);
    CHECK(serving.printed().ends_with("berhenti\n"));
    CHECK(run_program("due --data " + folder.path("")).status == 0);
    CHECK(server.received().size() == kMessages);
    auto const log = run_program("remind log --data " + folder.path("")).out;
    CHECK(log.find("MUNGKIN_GANDA") == std::string::npos);
    CHECK(log.ends_with(std::to_string(kMessages) + " pesan\n"));
}
