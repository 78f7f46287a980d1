#include "store/faulty_disk.hpp"
#include "store/number_register.hpp"
#include "store/settings.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>
#include <future>
#include <set>

using namespace alur;
using namespace alur::store;

namespace {

Result<> set(Transaction& t, std::string const& key) { return set_setting(t, key, "1", "uji", kMorning); }

bool stored(Database& database, std::string const& key) {
    auto const found = database.read([&](Reader& r) { return find_setting(r, key); });
    REQUIRE(found);
    return found->has_value();
}

/// Holds the writer inside a command, so that what is submitted meanwhile becomes one group.
class Held {
  public:
    explicit Held(Database& database) {
        database.write(
            [this](Transaction&) -> Result<> {
                inside_.set_value();
                go_.get_future().wait();
                return Done{};
            },
            [this](Result<>) { answered_.set_value(); });
        inside_.get_future().wait();
    }
    void let_go() {
        go_.set_value();
        answered_.get_future().wait();
    }

  private:
    std::promise<void> inside_, go_, answered_;
};

/// The answers of a group of commands, in order.
struct Answers {
    void operator()(Result<> const& answer) {
        std::lock_guard const lock(mutex);
        all.push_back(answer ? std::string("ya") : answer.error().message);
        if (all.size() == wanted) done.set_value();
    }
    std::size_t wanted;
    std::mutex mutex;
    std::vector<std::string> all;
    std::promise<void> done;
};

} // namespace

TEST_CASE("commands that wait together share one commit", "[store]") {
    TempDatabase db;
    auto const commits = db->counts().commits;
    Held held(*db);
    Answers answers{10, {}, {}, {}};
    for (int i = 0; i < 10; ++i)
        db->write([i](Transaction& t) { return set(t, std::to_string(i)); }, [&](Result<> answer) { answers(answer); });
    held.let_go();
    answers.done.get_future().wait();
    CHECK(db->counts().commits == commits + 2);
    for (int i = 0; i < 10; ++i) CHECK(stored(*db, std::to_string(i)));
}

TEST_CASE("a command that fails takes back its own changes and nobody else's", "[store]") {
    TempDatabase db;
    Held held(*db);
    Answers answers{3, {}, {}, {}};
    db->write([](Transaction& t) { return set(t, "a"); }, [&](Result<> answer) { answers(answer); });
    db->write(
        [](Transaction& t) -> Result<> {
            static_cast<void>(set(t, "b"));
            return invalid("tidak jadi");
        },
        [&](Result<> answer) { answers(answer); });
    db->write([](Transaction& t) { return set(t, "c"); }, [&](Result<> answer) { answers(answer); });
    held.let_go();
    answers.done.get_future().wait();
    CHECK(answers.all == std::vector<std::string>{"ya", "tidak jadi", "ya"});
    CHECK(stored(*db, "a"));
    CHECK_FALSE(stored(*db, "b"));
    CHECK(stored(*db, "c"));
}

TEST_CASE("nobody is answered before the sync", "[store]") {
    TempDatabase db({Durability::PowerLoss, nullptr, FaultyDisk::name()});
    for (int i = 0; i < 5; ++i) {
        auto const before = FaultyDisk::syncs();
        REQUIRE(db->write([&](Transaction& t) { return set(t, std::to_string(i)); }));
        CHECK(FaultyDisk::syncs() > before);
    }
}

TEST_CASE("when the commit fails the whole group hears it and nothing of it is kept", "[store]") {
    TempDatabase db({Durability::PowerLoss, nullptr, FaultyDisk::name()});
    REQUIRE(db->write([](Transaction& t) { return set(t, "lama"); }));
    bool const sync = GENERATE(false, true);
    Held held(*db);
    Answers answers{3, {}, {}, {}};
    for (char const* key : {"a", "b", "c"})
        db->write([key](Transaction& t) { return set(t, key); }, [&](Result<> answer) { answers(answer); });
    if (sync)
        FaultyDisk::syncs_fail_after(0);
    else
        FaultyDisk::full_after(0);
    held.let_go();
    answers.done.get_future().wait();
    FaultyDisk::heal();
    for (auto const& answer : answers.all) {
        CHECK(answer.find(db.folder.file().string()) != std::string::npos);
        CHECK(answer.find(sync ? "cakram" : "penuh") != std::string::npos);
    }
    CHECK(stored(*db, "lama"));
    CHECK_FALSE(stored(*db, "a"));
    REQUIRE(db->write([](Transaction& t) { return set(t, "a"); }));
    db.reopen();
    CHECK(stored(*db, "a"));
    CHECK_FALSE(stored(*db, "b"));
    CHECK(db->check());
}

TEST_CASE("a command that would wait for the writer from inside the writer is refused", "[store]") {
    TempDatabase db;
    auto const answer =
        db->write([&](Transaction&) -> Result<> { return db->write([](Transaction& t) { return set(t, "a"); }); });
    REQUIRE_FALSE(answer);
    CHECK(answer.error().kind == ErrorKind::Conflict);
}

TEST_CASE("an answer may bring the next command", "[store]") {
    TempDatabase db;
    std::promise<void> end;
    std::function<void(int)> next = [&](int left) {
        db->write([left](Transaction& t) { return set(t, std::to_string(left)); },
                  [&, left](Result<> answer) {
                      if (left == 0 || !answer)
                          end.set_value();
                      else
                          next(left - 1);
                  });
    };
    next(20);
    end.get_future().wait();
    CHECK(stored(*db, "0"));
    CHECK(stored(*db, "20"));
}

TEST_CASE("a hundred threads take numbers without duplicate or gap, also when some fail", "[store]") {
    TempDatabase db;
    constexpr int kThreads = 100;
    constexpr int kEach = 20;
    std::mutex mutex;
    std::multiset<int> taken;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
            for (int i = 0; i < kEach; ++i) {
                auto const number = db->write([&](Transaction& t) -> Result<int> {
                    auto const next = next_number(t, "SURAT", "", 2026);
                    if (!next) return next.error();
                    NumberEntry entry;
                    entry.series = "SURAT";
                    entry.year = 2026;
                    entry.number = *next;
                    if (auto const added = add_number(t, entry); !added) return added.error();
                    if ((thread + i) % 7 == 0) return invalid("surat tidak jadi terbit");
                    return *next;
                });
                if (!number) continue;
                std::lock_guard const lock(mutex);
                taken.insert(*number);
            }
        });
    for (auto& thread : threads) thread.join();
    int expected = 0;
    for (int const number : taken) CHECK(number == ++expected);
    CHECK(expected > kThreads * kEach / 2);
    auto const entries = db->read([](Reader& r) { return numbers_of(r, "SURAT", "", 2026); });
    REQUIRE(entries);
    CHECK(entries->size() == taken.size());
}

TEST_CASE("a snapshot does not see what is written while it looks", "[store]") {
    TempDatabase db;
    auto const seen = db->read([&](Reader& r) -> Result<bool> {
        auto const before = find_setting(r, "a");
        if (!before) return before.error();
        if (auto const written = db->write([](Transaction& t) { return set(t, "a"); }); !written)
            return written.error();
        auto const after = find_setting(r, "a");
        if (!after) return after.error();
        return before->has_value() || after->has_value();
    });
    REQUIRE(seen);
    CHECK_FALSE(*seen);
    CHECK(stored(*db, "a"));
}

TEST_CASE("the log is copied back before it grows without bound", "[store]") {
    TempDatabase db({Durability::ProcessDeath, nullptr, {}});
    for (int i = 0; i < 150; ++i) {
        std::string const large(200'000, static_cast<char>('a' + i % 26));
        REQUIRE(db->write([&](Transaction& t) { return set_setting(t, "besar", large, "", kMorning); }));
    }
    CHECK(db->counts().copies > 0);
    CHECK(std::filesystem::file_size(db.folder.file().string() + "-wal") < 40'000'000);
}
