#pragma once
#include "store/lock_file.hpp"
#include "store/writer.hpp"

namespace alur::store {

struct DatabaseOptions {
    Durability durability = Durability::PowerLoss;
    Faults* faults = nullptr; ///< planned faults of the writer, for tests
    std::string vfs;          ///< name of an SQLite VFS, for tests
};

/// One database file, opened by this process alone. Safe to use from many threads.
///
///     auto database = Database::open("alur.db", {});
///     auto number = (*database)->write([&](Transaction& t) { return next_number(t, "SURAT", "", 2026); });
///     auto open = (*database)->read([&](Reader& r) { return tasks_of_case(r, id); });
class Database {
  public:
    /// Opens or makes the file and brings its schema up to date.
    /// Conflict: another process uses it. Unavailable: missing folder, not writable, disk full, damaged, not a database
    /// of this program, or of a newer version. In all these cases nothing was changed.
    static Result<std::unique_ptr<Database>> open(std::filesystem::path const& file, DatabaseOptions const& options);

    std::filesystem::path const& file() const { return file_; }

    /// One transaction: `work(Transaction&) -> Result<T>`. Answers when the change is durable. When `work` answers an
    /// error, everything it did is taken back. See Writer::submit.
    template <class Work> auto write(Work&& work) { return writer_->submit(std::forward<Work>(work)); }
    /// The same without waiting; `then(Result<T>)` runs on the writer's thread.
    template <class Work, class Then> void write(Work work, Then then) {
        writer_->submit(std::move(work), std::move(then));
    }
    /// Asks without disturbing the writer: `look(Reader&) -> Result<T>` sees one unchanging snapshot that holds all
    /// that was acknowledged before.
    template <class Look> auto read(Look&& look) -> std::invoke_result_t<Look&, Reader&>;

    WriterCounts counts() const { return writer_->counts(); }
    /// Reads the whole file and compares it with itself. Unavailable: damage, with what was found in the log field.
    Result<> check();

  private:
    Database(std::filesystem::path file, LockFile lock, DatabaseOptions options)
        : file_(std::move(file)), lock_(std::move(lock)), options_(std::move(options)) {}
    Result<std::unique_ptr<Connection>> borrow();
    void give_back(std::unique_ptr<Connection> connection);

    std::filesystem::path file_;
    LockFile lock_; ///< outlives every connection
    DatabaseOptions options_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_readers_;
    std::unique_ptr<Writer> writer_;
};

template <class Look> auto Database::read(Look&& look) -> std::invoke_result_t<Look&, Reader&> {
    auto borrowed = borrow();
    if (!borrowed) return borrowed.error();
    auto connection = std::move(borrowed).value();
    Reader reader(*connection);
    auto answer = look(reader);
    give_back(std::move(connection));
    return answer;
}

} // namespace alur::store
