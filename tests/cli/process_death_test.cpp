#include "core/hash.hpp"
#include "runtime/codec.hpp"
#include "runtime/step.hpp"
#include "service/small_pack.hpp"
#include "store/cases.hpp"
#include "store/database.hpp"
#include "store/documents.hpp"
#include "store/journal.hpp"
#include "store/number_register.hpp"

#include <cerrno>
#include <csignal>
#include <poll.h>
#include <random>
#include <set>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

// The real program in real processes: killed, starved of disk, and twice on one database.

using namespace alur;
using namespace alur::test;
namespace fs = std::filesystem;

namespace {

struct Said {
    int status = 0;
    std::string out;
    std::string people;
};

/// In a child: goes on as `alur` with these words.
[[noreturn]] void become_program(std::vector<std::string> words) {
    std::string program = ALUR_PROGRAM;
    std::vector<char*> arguments{program.data()};
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    ::_exit(127);
}

/// Runs `alur` and takes what it prints and what it says to people; `prepare` runs in the child before the program.
template <class Prepare> Said run_with(std::vector<std::string> words, Prepare prepare) {
    int out[2];
    int people[2];
    REQUIRE(::pipe(out) == 0);
    REQUIRE(::pipe(people) == 0);
    auto const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::dup2(out[1], 1);
        ::dup2(people[1], 2);
        for (int const end : {out[0], out[1], people[0], people[1]}) ::close(end);
        prepare();
        become_program(std::move(words));
    }
    ::close(out[1]);
    ::close(people[1]);
    Said said;
    std::array<pollfd, 2> ends{{{out[0], POLLIN, 0}, {people[0], POLLIN, 0}}};
    for (int open = 2; open > 0;) {
        if (::poll(ends.data(), ends.size(), -1) < 0 && errno != EINTR) break;
        for (auto& end : ends) {
            if (end.fd < 0 || end.revents == 0) continue;
            std::array<char, 4096> buffer{};
            auto const count = ::read(end.fd, buffer.data(), buffer.size());
            if (count > 0)
                (end.fd == out[0] ? said.out : said.people).append(buffer.data(), static_cast<std::size_t>(count));
            else {
                ::close(end.fd);
                end.fd = -1;
                --open;
            }
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    said.status = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    return said;
}
Said run(std::vector<std::string> words) {
    return run_with(std::move(words), [] {});
}

/// Opens the database as the next process would: it is whole, and every journal adds up to its case.
void check_database(fs::path const& file, std::set<std::string>* numbers = nullptr) {
    auto database = store::Database::open(file, {});
    if (!database) FAIL(database.error().message);
    if (auto const whole = (*database)->check(); !whole) FAIL(whole.error().message + whole.error().log);
    auto const looked = (*database)->read([&](store::Reader& reader) -> Result<> {
        auto const rows = store::list_cases(reader, {.limit = 100'000});
        if (!rows) return rows.error();
        for (auto const& row : *rows) {
            if (numbers) numbers->insert(row.number);
            auto const stored = store::find_case(reader, row.id);
            auto const journal = store::journal_of(reader, row.id);
            if (!stored) return stored.error();
            if (!journal) return journal.error();
            std::vector<runtime::Event> events;
            for (auto const& entry : *journal) {
                auto const decoded = runtime::decode_events(entry.events);
                if (!decoded) return decoded.error();
                events.insert(events.end(), decoded->begin(), decoded->end());
            }
            std::string replayed;
            runtime::encode(runtime::replay(events), replayed);
            if (replayed != stored->snapshot) return invalid(row.number + ": the journal gives another state");
            auto const papers = store::documents_of_case(reader, row.id);
            if (!papers) return papers.error();
            for (auto const& paper : *papers) {
                auto const document = store::find_document(reader, paper.id);
                if (!document) return document.error();
                if (sha256(document->content) != document->sha256)
                    return invalid(document->file_name + ": other bytes");
            }
        }
        auto const register_rows = store::numbers_of_year(reader, 2026);
        if (!register_rows) return register_rows.error();
        std::map<std::string, int> last;
        for (auto const& entry : *register_rows) {
            auto& before = last[entry.series];
            if (entry.number != before + 1) return invalid(entry.series + ": a gap before " + entry.text);
            before = entry.number;
        }
        return Done{};
    });
    if (!looked) FAIL(looked.error().message);
}

/// An office of the small pack in a folder.
struct SmallOffice {
    SmallPack pack;
    std::string data = pack.folder.path("kantor");
    std::string person = pack.folder.write("orang.json", R"({"nama":"Sari","nilai":1000})");
    std::string complete = pack.folder.write("lengkap.json", R"({"lengkap":true})");

    SmallOffice() { REQUIRE(run({"init", data, "--pack", pack.root()}).status == 0); }
    fs::path database() const { return fs::path(data) / "alur.db"; }
};

std::map<std::string, std::string> files_in(fs::path const& folder) {
    std::map<std::string, std::string> out;
    for (auto const& entry : fs::directory_iterator(folder)) {
        // The lock file names its last holder, and the mapped index of the log is rebuilt by whoever opens it.
        auto const name = entry.path().filename().string();
        if (name.ends_with("-lock") || name.ends_with("-shm")) continue;
        out[name] = *format::read_bytes(entry.path());
    }
    return out;
}

fs::path const kKube = fs::path(ALUR_SOURCE_DIR) / "workflows/kube";

std::vector<std::string> rehearsal(fs::path const& out) {
    return {"rehearse",
            "--scenario",
            (kKube / "scenarios/tahun-penuh.yaml").string(),
            "--input",
            (kKube / "sample").string(),
            "--out",
            out.string()};
}

} // namespace

TEST_CASE("a second process on the same office says so and changes nothing", "[cli]") {
    SmallOffice const office;
    REQUIRE(run({"case", "start", "permohonan", "--data", office.data, "--input", office.person}).status == 0);
    auto const held = store::Database::open(office.database(), {});
    REQUIRE(held);
    auto const before = files_in(office.data);
    for (auto const& words : std::vector<std::vector<std::string>>{
             {"case", "start", "permohonan", "--data", office.data, "--input", office.person},
             {"task", "complete", "P-1", "periksa", "--data", office.data, "--role", "STAF", "--input",
              office.complete},
             {"case", "list", "--data", office.data},
             {"task", "list", "--data", office.data}}) {
        auto const said = run(words);
        CAPTURE(words[0], words[1], said.people);
        CHECK(said.status == 1);
        CHECK(said.out.empty());
        CHECK(said.people.find("sedang dipakai proses lain (nomor proses " + std::to_string(::getpid()) + ")") !=
              std::string::npos);
    }
    CHECK(files_in(office.data) == before);
}

TEST_CASE("a paper whose form was wrong is made once the form is right again", "[cli]") {
    SmallOffice const office;
    auto const form = office.pack.folder.path("forms/uji/B01_lembar_pemeriksaan.yaml");
    auto const good = *format::read_bytes(form);
    auto const wrong = [&] {
        auto text = good;
        auto const at = text.find("from: nama");
        return text.replace(at, 10, "from: count(for i in 1..1000000000 return i)");
    }();
    REQUIRE(format::write_file(form, wrong));
    REQUIRE(run({"case", "start", "permohonan", "--data", office.data, "--input", office.person}).status == 0);
    auto const completed = run(
        {"task", "complete", "P-1", "periksa", "--data", office.data, "--role", "STAF", "--input", office.complete});
    CAPTURE(completed.people);
    CHECK(completed.status == 1);
    CHECK(completed.people.find("perintah sudah disimpan") != std::string::npos);
    auto const listed = run({"work", "list", "--data", office.data});
    CAPTURE(listed.out);
    CHECK(listed.out.find("P-1  document  GAGAL  percobaan 1") == 0);
    REQUIRE(format::write_file(form, good));
    CHECK(run({"work", "retry", "--data", office.data}).out == "1 pekerjaan dikerjakan kembali\n");
    CHECK(run({"work", "list", "--data", office.data}).out.empty());
    CHECK(run({"case", "show", "P-1", "--data", office.data}).out.find("B01 Lembar Pemeriksaan.xlsx") !=
          std::string::npos);
}

TEST_CASE("what the program acknowledged is there after it was killed at random points", "[cli][slow]") {
    SmallOffice const office;
    std::mt19937 random(20260312);
    std::uniform_int_distribution<int> patience(1, 60);
    std::set<std::string> acknowledged;
    int killed = 0;
    for (int round = 0; round < 40; ++round) {
        int out[2];
        REQUIRE(::pipe(out) == 0);
        auto const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::dup2(out[1], 1);
            ::close(out[0]);
            ::close(out[1]);
            ::execl(ALUR_PROGRAM, ALUR_PROGRAM, "case", "start", "permohonan", "--data", office.data.c_str(), "--input",
                    office.person.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(out[1]);
        // The number is printed after the commit; whoever has read it may rely on it.
        pollfd end{out[0], POLLIN, 0};
        auto const late = ::poll(&end, 1, patience(random)) == 0;
        if (late) ::kill(child, SIGKILL);
        std::array<char, 64> buffer{};
        auto const count = ::read(out[0], buffer.data(), buffer.size());
        ::close(out[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        killed += WIFSIGNALED(status) ? 1 : 0;
        if (count > 1) acknowledged.emplace(buffer.data(), static_cast<std::size_t>(count - 1));
        std::set<std::string> present;
        check_database(office.database(), &present);
        for (auto const& number : acknowledged) {
            CAPTURE(round, number);
            CHECK(present.count(number) == 1);
        }
    }
    CHECK(killed > 0);
    // What was queued when it died is done by the next run.
    CHECK(run({"due", "--data", office.data}).status == 0);
}

TEST_CASE("a rehearsal that is killed leaves a whole database", "[cli][slow]") {
    TemporaryFolder const folder;
    std::mt19937 random(7);
    std::uniform_int_distribution<int> months(1, 14);
    for (int round = 0; round < 3; ++round) {
        auto const out = fs::path(folder.path("hasil"));
        int people[2];
        REQUIRE(::pipe(people) == 0);
        auto const child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::dup2(people[1], 2);
            ::close(people[0]);
            ::close(people[1]);
            if (!std::freopen("/dev/null", "w", stdout)) ::_exit(126);
            become_program(rehearsal(out));
        }
        ::close(people[1]);
        auto* const lines = ::fdopen(people[0], "r");
        std::array<char, 256> line{};
        for (auto left = months(random); left > 0 && std::fgets(line.data(), line.size(), lines); --left) {
        }
        ::kill(child, SIGKILL);
        std::fclose(lines);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));
        check_database(out / "alur.db");
    }
}

TEST_CASE("a full disk in the middle of a rehearsal names the file and leaves the database whole", "[cli][slow]") {
    TemporaryFolder const folder;
    SECTION("no file may grow further") {
        for (long const most : {300'000L, 3'000'000L, 9'000'000L}) {
            auto const out = fs::path(folder.path("hasil" + std::to_string(most)));
            auto const said = run_with(rehearsal(out), [most] {
                std::signal(SIGXFSZ, SIG_IGN);
                rlimit const limit{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
                ::setrlimit(RLIMIT_FSIZE, &limit);
            });
            CAPTURE(most, said.people);
            CHECK(said.status == 1);
            CHECK(said.people.find(out.string() + "/") != std::string::npos);
            CHECK_FALSE(fs::exists(out / "result.json"));
            check_database(out / "alur.db");
        }
    }
    SECTION("a small disk") {
        auto const disk = fs::path(folder.path("cakram"));
        fs::create_directory(disk);
        if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=6m") != 0) {
            WARN("no right to mount a small disk here; skipped");
            return;
        }
        struct Unmount {
            fs::path where;
            ~Unmount() { ::umount2(where.c_str(), MNT_DETACH); }
        } const unmount{disk};
        auto const out = disk / "hasil";
        auto const said = run(rehearsal(out));
        CAPTURE(said.people);
        CHECK(said.status == 1);
        CHECK(said.people.find(out.string() + "/") != std::string::npos);
        CHECK(said.people.find("ruang") != std::string::npos);
        CHECK_FALSE(fs::exists(out / "result.json"));
        check_database(out / "alur.db");
    }
}
