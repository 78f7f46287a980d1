#include "store/database.hpp"

#include "store/migrations.hpp"

namespace alur::store {

namespace {

constexpr Sql kBegin{"BEGIN"};
constexpr Sql kEnd{"COMMIT"};
constexpr Sql kQuickCheck{"PRAGMA quick_check(10)"};
constexpr Sql kForeignKeyCheck{"SELECT count(*) FROM pragma_foreign_key_check"};

/// A reader costs about 100 KiB; more than this many are closed after use.
constexpr std::size_t kIdleReaders = 8;

} // namespace

Result<std::unique_ptr<Database>> Database::open(std::filesystem::path const& file, DatabaseOptions const& options) {
    auto lock = LockFile::take(file);
    if (!lock) return lock.error();
    ConnectionOptions how;
    how.durability = options.durability;
    how.vfs = options.vfs;
    how.faults = options.faults;
    auto connection = Connection::open(file, how);
    if (!connection) return connection.error();
    if (auto const ready = migrate(**connection); !ready) return ready.error();
    if (auto const logged = (*connection)->use_log(); !logged) return logged.error();
    std::unique_ptr<Database> database(new Database(file, std::move(lock).value(), options));
    database->writer_ = std::make_unique<Writer>(std::move(connection).value());
    return database;
}

Result<std::unique_ptr<Connection>> Database::borrow() {
    std::unique_ptr<Connection> connection;
    {
        std::lock_guard const lock(mutex_);
        if (!idle_readers_.empty()) {
            connection = std::move(idle_readers_.back());
            idle_readers_.pop_back();
        }
    }
    if (!connection) {
        ConnectionOptions how;
        how.access = ConnectionOptions::Access::Read;
        how.vfs = options_.vfs;
        auto opened = Connection::open(file_, how);
        if (!opened) return opened.error();
        connection = std::move(opened).value();
    }
    if (auto const begun = connection->run(kBegin); !begun) return begun.error();
    return connection;
}

void Database::give_back(std::unique_ptr<Connection> connection) {
    // A reader that cannot end its snapshot is closed, which ends it.
    if (!connection->run(kEnd)) return;
    std::lock_guard const lock(mutex_);
    if (idle_readers_.size() < kIdleReaders) idle_readers_.push_back(std::move(connection));
}

Result<> Database::check() {
    return read([&](Reader& reader) -> Result<> {
        auto const lines = reader.all(kQuickCheck, [](Columns& c) { return c.next<std::string>(); });
        if (!lines) return lines.error();
        auto const strays = reader.first(kForeignKeyCheck, [](Columns& c) { return c.next<std::int64_t>(); });
        if (!strays) return strays.error();
        if (lines->size() == 1 && lines->front() == "ok" && strays->value_or(0) == 0) return Done{};
        auto error = unavailable("basis data " + file_.string() + " rusak. Pulihkan dari cadangan terakhir.");
        for (auto const& line : *lines) error.log += line + "\n";
        return error;
    });
}

} // namespace alur::store
