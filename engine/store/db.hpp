#pragma once
#include "core/result.hpp"
#include "store/sql.hpp"

#include <atomic>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <type_traits>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace alur::store {

/// What an acknowledged change survives. PowerLoss: everything (synchronous=FULL). ProcessDeath: `kill -9`, but the
/// last changes may be lost when the computer itself stops; for throw-away databases (rehearsals, tests).
enum class Durability { PowerLoss, ProcessDeath };

/// Planned faults, for tests: the n-th changing statement from now on fails as if the disk were full, and only that
/// one. 0 plans nothing.
struct Faults {
    std::atomic<int> full_at_write{0};
};

struct ConnectionOptions {
    enum class Access { Write, Read };
    Access access = Access::Write;
    Durability durability = Durability::PowerLoss;
    Faults* faults = nullptr;
    /// Name of an SQLite VFS; empty for the operating system's own. Tests put a faulty disk here.
    std::string vfs;
};

/// The columns of one row, read from left to right with their exact types. A column of another type (or a number that
/// does not fit) is never bent: the reading goes on with an empty value and the whole query answers Unavailable.
class Columns {
  public:
    /// The next column as T: a whole number, bool, Id, ElementId, WaitId, Instant, Day, std::string, Blob, or
    /// std::optional of these.
    template <class T> T next();
    /// Leaves the next column out.
    void skip() { ++at_; }

  private:
    friend class Cursor;
    explicit Columns(sqlite3_stmt* statement) : statement_(statement) {}

    template <std::integral T> T whole() {
        auto const value = integer();
        if (std::in_range<T>(value)) return static_cast<T>(value);
        mismatch();
        return T{};
    }
    std::int64_t integer();
    std::string_view text();
    std::string_view bytes();
    bool null() const;
    Day day();
    void mismatch() { wrong_ = wrong_ ? wrong_ : at_; }

    sqlite3_stmt* statement_;
    int at_ = 0;
    int wrong_ = 0; ///< 1-based column of the first mismatch
};

class Connection;

/// The rows of one running query. Lives no longer than its Connection.
class Cursor {
  public:
    Cursor(Cursor const&) = delete;
    Cursor& operator=(Cursor const&) = delete;
    ~Cursor();
    /// Moves to the next row; false at the end and on failure.
    bool next();
    Columns& columns() { return columns_; }
    /// Why next() said false, if it was not the end.
    std::optional<Error> const& failure() const { return failure_; }

  private:
    friend class Connection;
    Cursor(Connection& connection, Sql sql, std::span<Bound const> values);

    Connection& connection_;
    std::string_view sql_;
    sqlite3_stmt* statement_ = nullptr;
    bool* busy_ = nullptr; ///< null for a statement prepared for this cursor alone
    Columns columns_{nullptr};
    bool row_ = false;
    std::optional<Error> failure_;
};

/// One connection to one database file, with its prepared statements kept. Not for two threads at once.
///
/// Every function fails with Unavailable (disk full, file damaged, not writable: the sentence names the file and the
/// way out) or Conflict (a UNIQUE or reference rule of the schema refused the change).
class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(std::filesystem::path const& file, ConnectionOptions const& how);
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    ~Connection();

    std::filesystem::path const& file() const { return file_; }
    sqlite3* handle() const { return handle_; }

    /// Turns the file's log on (SQLite WAL). Changes the file, so only once it is known to be ours.
    Result<> use_log();
    /// Several statements without parameters: pragmas, schema. The text is the program's own.
    Result<> execute(char const* script);
    /// A changing statement; answers how many rows it changed.
    template <class... Values> Result<std::int64_t> run(Sql sql, Values const&... values) {
        std::array<Bound, sizeof...(Values)> const bounds{bound(values)...};
        return run_bound(sql, bounds);
    }
    /// The first row, read by `read(Columns&)`.
    template <class Read, class... Values>
    auto first(Sql sql, Read read, Values const&... values)
        -> Result<std::optional<std::invoke_result_t<Read&, Columns&>>> {
        std::array<Bound, sizeof...(Values)> const bounds{bound(values)...};
        Cursor rows(*this, sql, bounds);
        std::optional<std::invoke_result_t<Read&, Columns&>> found;
        if (rows.next()) found.emplace(read(rows.columns()));
        while (found && rows.next()) {
        }
        if (rows.failure()) return *rows.failure();
        return found;
    }
    /// All rows.
    template <class Read, class... Values>
    auto all(Sql sql, Read read, Values const&... values)
        -> Result<std::vector<std::invoke_result_t<Read&, Columns&>>> {
        std::array<Bound, sizeof...(Values)> const bounds{bound(values)...};
        Cursor rows(*this, sql, bounds);
        std::vector<std::invoke_result_t<Read&, Columns&>> found;
        while (rows.next()) found.push_back(read(rows.columns()));
        if (rows.failure()) return *rows.failure();
        return found;
    }

    /// Outside any transaction: also when SQLite had to give one up by itself.
    bool idle() const;
    /// The failure of the last call on handle(), as an Error for the given statement.
    Error failure(int code, std::string_view sql) const;

  private:
    friend class Cursor;
    struct Prepared {
        sqlite3_stmt* statement = nullptr;
        std::vector<int> places; ///< places[n-1]: SQLite's number for `$n`
        bool changes = false;
        bool busy = false;
    };

    Connection(std::filesystem::path file, sqlite3* handle, Faults* faults)
        : file_(std::move(file)), handle_(handle), faults_(faults) {}
    Result<> prepare(Sql sql, Prepared& into);
    Result<Prepared*> prepared(Sql sql);
    Result<std::int64_t> run_bound(Sql sql, std::span<Bound const> values);
    /// Binds; 0 or SQLite's code.
    static int bind(Prepared const& prepared, std::span<Bound const> values);
    bool fault_is_due(Prepared const& prepared);

    std::filesystem::path file_;
    sqlite3* handle_;
    Faults* faults_;
    std::unordered_map<char const*, Prepared> statements_;
};

template <class T> struct IsId : std::false_type {};
template <class Tag> struct IsId<Id<Tag>> : std::true_type {};
template <class T> struct IsOptional : std::false_type {};
template <class T> struct IsOptional<std::optional<T>> : std::true_type {};

template <class T> T Columns::next() {
    if constexpr (IsOptional<T>::value) {
        if (null()) {
            ++at_;
            return std::nullopt;
        }
        return next<typename T::value_type>();
    } else {
        ++at_;
        if constexpr (IsId<T>::value)
            return T{integer()};
        else if constexpr (std::same_as<T, Instant>)
            return Instant{std::chrono::milliseconds{integer()}};
        else if constexpr (std::same_as<T, Day>)
            return day();
        else if constexpr (std::same_as<T, std::string>)
            return T{text()};
        else if constexpr (std::same_as<T, Blob>)
            return T{std::string{bytes()}};
        else if constexpr (std::same_as<T, bool>) {
            auto const value = integer();
            if (value != 0 && value != 1) mismatch();
            return value == 1;
        } else if constexpr (std::same_as<T, runtime::ElementId> || std::same_as<T, runtime::WaitId>)
            return T{whole<std::uint32_t>()};
        else
            return whole<T>();
    }
}

} // namespace alur::store
