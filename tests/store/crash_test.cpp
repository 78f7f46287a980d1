#include "store/settings.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <random>
#include <set>
#include <sys/wait.h>
#include <thread>

using namespace alur;
using namespace alur::store;

namespace {

constexpr int kThreads = 4;

std::string key_of(int round, int thread, int n) {
    return std::to_string(round) + "/" + std::to_string(thread) + "/" + std::to_string(n);
}

/// The child: writes without end and says into the pipe what was acknowledged.
[[noreturn]] void write_until_killed(std::filesystem::path const& file, int round, int pipe) {
    auto database = Database::open(file, {});
    if (!database) _exit(3);
    std::vector<std::thread> threads;
    for (int thread = 0; thread < kThreads; ++thread)
        threads.emplace_back([&, thread] {
            for (int n = 0;; ++n) {
                auto const key = key_of(round, thread, n);
                // Two rows in one command: both or none.
                auto const written = (*database)->write([&](Transaction& t) -> Result<> {
                    if (auto const counted = count_up(t, "baris"); !counted) return counted.error();
                    return set_setting(t, key, std::string(300, 'x'), "", kMorning);
                });
                if (!written) _exit(4);
                std::int32_t const said[2] = {thread, n};
                if (::write(pipe, said, sizeof said) != sizeof said) _exit(5);
            }
        });
    for (auto& thread : threads) thread.join();
    _exit(0);
}

} // namespace

TEST_CASE("what was acknowledged survives fifty kills at random points", "[store][slow]") {
    TempFolder folder;
    std::mt19937 random(20260312);
    std::uniform_int_distribution<int> how_many(0, 200);
    constexpr Sql kRows{"SELECT count(*) FROM setting"};
    constexpr Sql kCounter{"SELECT COALESCE(MAX(value), 0) FROM counter"};
    for (int round = 0; round < 50; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        auto const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::close(ends[0]);
            write_until_killed(folder.file(), round, ends[1]);
        }
        ::close(ends[1]);
        std::vector<std::string> acknowledged;
        std::int32_t said[2];
        int left = how_many(random);
        bool killed = false;
        for (;;) {
            if (left-- == 0) {
                ::kill(child, SIGKILL);
                killed = true;
            }
            if (::read(ends[0], said, sizeof said) != sizeof said) break;
            acknowledged.push_back(key_of(round, said[0], said[1]));
        }
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(killed);
        REQUIRE(WIFSIGNALED(status));

        auto const database = Database::open(folder.file(), {});
        REQUIRE(database);
        REQUIRE((*database)->check());
        auto const numbers = (*database)->read([&](Reader& r) -> Result<std::pair<std::int64_t, std::int64_t>> {
            for (auto const& key : acknowledged) {
                auto const found = find_setting(r, key);
                if (!found) return found.error();
                if (!*found) return invalid("hilang: " + key);
            }
            auto const number = [](Columns& c) { return c.next<std::int64_t>(); };
            auto const rows = r.first(kRows, number);
            auto const counter = r.first(kCounter, number);
            if (!rows) return rows.error();
            if (!counter) return counter.error();
            return std::pair{rows->value(), counter->value()};
        });
        if (!numbers) FAIL(numbers.error().message);
        CHECK(numbers->first == numbers->second);
    }
}
