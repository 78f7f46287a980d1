#include "store/cases.hpp"
#include "store/definitions.hpp"
#include "store/faulty_disk.hpp"
#include "store/journal.hpp"
#include "store/migrations.hpp"
#include "store/settings.hpp"
#include "store/temp_database.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sys/wait.h>

using namespace alur;
using namespace alur::store;

namespace {

std::string bytes_of(std::filesystem::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(std::filesystem::path const& file, std::string const& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

/// A database file made without the module under test.
void make_foreign(std::filesystem::path const& file, char const* script) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    REQUIRE(sqlite3_exec(handle, script, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

Result<> fill(Database& database, int rows) {
    return database.write([&](Transaction& t) -> Result<> {
        for (int i = 0; i < rows; ++i)
            if (auto const set = set_setting(t, "isi" + std::to_string(i), std::string(5'000, 'x'), "", kMorning); !set)
                return set.error();
        return Done{};
    });
}

} // namespace

TEST_CASE("a second opening of the same file is refused and changes nothing", "[store]") {
    TempDatabase db;
    REQUIRE(fill(*db, 3));
    auto const before = bytes_of(db.folder.file());
    auto const log = bytes_of(db.folder.file().string() + "-wal");
    auto const second = Database::open(db.folder.file(), {});
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == ErrorKind::Conflict);
    CHECK(second.error().message.starts_with("basis data " + db.folder.file().string() +
                                             " sedang dipakai proses lain (nomor proses " + std::to_string(getpid())));
    auto const child = ::fork();
    if (child == 0) {
        auto const other = Database::open(db.folder.file(), {});
        _exit(!other && other.error().kind == ErrorKind::Conflict ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 0);
    CHECK(bytes_of(db.folder.file()) == before);
    CHECK(bytes_of(db.folder.file().string() + "-wal") == log);
    CHECK(fill(*db, 3));
}

TEST_CASE("the file is free again when the database is closed", "[store]") {
    TempDatabase db;
    db.reopen();
    CHECK(db->check());
}

TEST_CASE("what is no database of ours is refused by name and left as it was", "[store]") {
    TempFolder folder;
    auto const file = folder.file();
    auto const refused = [&](std::string const& part) {
        auto const before = bytes_of(file);
        auto const opened = Database::open(file, {});
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == ErrorKind::Unavailable);
        CHECK(opened.error().message.find(file.string()) != std::string::npos);
        CHECK(opened.error().message.find(part) != std::string::npos);
        CHECK(bytes_of(file) == before);
    };
    SECTION("a text file") {
        write_bytes(file, std::string(5'000, 'a'));
        refused("bukan basis data Alur");
    }
    SECTION("another program's database") {
        make_foreign(file, "CREATE TABLE lain(a); PRAGMA user_version=1;");
        refused("bukan basis data Alur");
    }
    SECTION("a newer schema") {
        make_foreign(file, "PRAGMA application_id=1097626994; PRAGMA user_version=999; CREATE TABLE a(b);");
        refused("lebih baru");
    }
    SECTION("a damaged file") {
        {
            TempDatabase db;
            REQUIRE(fill(*db, 50));
            db.database.reset();
            auto bytes = bytes_of(db.folder.file());
            for (std::size_t i = 100; i < 3'000; ++i) bytes[i] = '\x5a';
            write_bytes(file, bytes);
        }
        refused("rusak");
    }
}

TEST_CASE("a missing folder is named", "[store]") {
    auto const opened = Database::open("/tidak/ada/alur.db", {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == ErrorKind::Unavailable);
    CHECK(opened.error().message.find("/tidak/ada/alur.db") != std::string::npos);
}

TEST_CASE("damage inside a table is found by the check", "[store]") {
    TempDatabase db;
    REQUIRE(fill(*db, 200));
    db.database.reset();
    auto bytes = bytes_of(db.folder.file());
    for (std::size_t page = 60; page < bytes.size() / 4096; page += 7)
        for (std::size_t i = 0; i < 64; ++i) bytes[page * 4096 + i] = '\xff';
    write_bytes(db.folder.file(), bytes);
    auto const opened = Database::open(db.folder.file(), {});
    if (opened) {
        auto const checked = (*opened)->check();
        REQUIRE_FALSE(checked);
        CHECK(checked.error().message.find("rusak") != std::string::npos);
    }
}

TEST_CASE("on a full disk the error names the file and the database stays whole", "[store]") {
    TempDatabase db({Durability::PowerLoss, nullptr, FaultyDisk::name()});
    REQUIRE(fill(*db, 5));
    // Whatever the write at which the space ends: in the middle of the pages of one transaction, at its commit …
    for (int writes = 0; writes < 400; writes += 37) {
        FaultyDisk::full_after(writes);
        auto const failed = fill(*db, 2'000);
        REQUIRE_FALSE(failed);
        CHECK(failed.error().kind == ErrorKind::Unavailable);
        CHECK(failed.error().message == "basis data " + db.folder.file().string() +
                                            " tidak dapat ditulis: ruang penyimpanan penuh. Kosongkan ruang, lalu "
                                            "ulangi. Data yang sudah tersimpan tidak berubah.");
        FaultyDisk::heal();
        REQUIRE(db->check());
        auto const last = db->read([](Reader& r) { return find_setting(r, "isi5"); });
        REQUIRE(last);
        CHECK_FALSE(*last);
    }
    REQUIRE(fill(*db, 10));
    db.reopen();
    CHECK(db->check());
}

TEST_CASE("a planned fault fails one write and only that", "[store]") {
    Faults faults;
    TempDatabase db({Durability::PowerLoss, &faults, {}});
    faults.full_at_write = 3;
    auto const failed = fill(*db, 5);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message.find("penuh") != std::string::npos);
    CHECK(fill(*db, 5));
}

TEST_CASE("a database of every past schema opens and keeps what is in it", "[store]") {
    std::filesystem::path const old = ALUR_SOURCE_DIR "/tests/store/old";
    for (auto const& migration : migrations()) {
        TempFolder folder;
        auto const kept = old / ("v" + std::to_string(migration.number) + ".db");
        INFO(kept);
        REQUIRE(std::filesystem::exists(kept));
        std::filesystem::copy_file(kept, folder.file());
        auto const database = Database::open(folder.file(), {});
        REQUIRE(database);
        CHECK((*database)->check());
        auto const found = (*database)->read([](Reader& r) { return find_setting(r, "kantor"); });
        REQUIRE(found);
        CHECK(*found == "Dinas Sosial");
        CHECK(fill(**database, 1));
    }
}

// Run by hand when a schema is released: `test_store "[write-old-schema]"` leaves the file in the working directory.
TEST_CASE("a database of the present schema is written", "[.][write-old-schema]") {
    auto const name = "v" + std::to_string(migrations().back().number) + ".db";
    auto const database = Database::open(name, {Durability::PowerLoss, nullptr, {}});
    REQUIRE(database);
    REQUIRE((*database)->write([](Transaction& t) -> Result<> {
        auto const definition = keep_definition(t, "bpmn", "grant.bpmn", "<definitions/>", kMorning);
        if (!definition) return definition.error();
        auto const id = add_case(t, {"P-1", "grant", *definition, {}, "BARU", "Sido Makmur", kMorning});
        if (!id) return id.error();
        if (auto const added = append_journal(t, {*id, 1, kMorning, "staf", "mulai", "x"}); !added)
            return added.error();
        return set_setting(t, "kantor", "Dinas Sosial", "admin", kMorning);
    }));
}

TEST_CASE("migrations are numbered from one without a gap", "[store]") {
    int expected = 0;
    for (auto const& migration : migrations()) CHECK(migration.number == ++expected);
}

TEST_CASE("a value of another type than asked for is never bent", "[store]") {
    TempFolder folder;
    make_foreign(folder.file(), "CREATE TABLE t(a); INSERT INTO t VALUES ('5'), (5000000000), (NULL), ('2026-02-30');");
    auto const connection = Connection::open(folder.file(), {});
    REQUIRE(connection);
    static constexpr Sql kText{"SELECT a FROM t WHERE rowid = $1"};
    auto const read = [&]<class T>(int row, T) {
        return static_cast<bool>((*connection)
                                     ->first(
                                         kText, [](Columns& c) { return c.next<T>(); }, row));
    };
    CHECK(read(1, std::string()));
    CHECK_FALSE(read(1, std::int64_t{}));
    CHECK(read(2, std::int64_t{}));
    CHECK_FALSE(read(2, int{}));
    CHECK_FALSE(read(2, std::string()));
    CHECK_FALSE(read(2, bool{}));
    CHECK_FALSE(read(3, std::string()));
    CHECK(read(3, std::optional<std::string>()));
    CHECK_FALSE(read(4, Day{}));
    CHECK_FALSE(read(1, Blob{}));
}

TEST_CASE("parameters are bound by their number, not by their order in the text", "[store]") {
    TempFolder folder;
    auto const connection = Connection::open(folder.file(), {});
    REQUIRE(connection);
    static constexpr Sql kTurned{"SELECT $2 || '-' || $1 || '-' || $2"};
    auto const found = (*connection)
                           ->first(
                               kTurned, [](Columns& c) { return c.next<std::string>(); }, "satu", "dua");
    REQUIRE(found);
    CHECK(*found == "dua-satu-dua");
}
