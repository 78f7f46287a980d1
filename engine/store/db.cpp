#include "store/db.hpp"

#include <cassert>
#include <mutex>
#include <sqlite3.h>

namespace alur::store {

namespace {

/// Memory statistics cost a lock on every allocation; they must be switched off before SQLite starts.
void configure_once() {
    static std::once_flag once;
    std::call_once(once, [] { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); });
}

char const* nothing_lost() { return " Data yang sudah tersimpan tidak berubah."; }

std::string damaged_sentence(std::string const& file) {
    return "basis data " + file +
           " rusak atau bukan basis data Alur. Jangan menulis lagi ke berkas itu; pulihkan dari cadangan terakhir.";
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(std::filesystem::path const& file, ConnectionOptions const& how) {
    configure_once();
    bool const writes = how.access == ConnectionOptions::Access::Write;
    int const flags =
        SQLITE_OPEN_READWRITE | (writes ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    sqlite3* handle = nullptr;
    int const code = sqlite3_open_v2(file.c_str(), &handle, flags, how.vfs.empty() ? nullptr : how.vfs.c_str());
    std::unique_ptr<Connection> connection(new Connection(file, handle, nullptr));
    if (code != SQLITE_OK) return connection->failure(code, "open");
    sqlite3_busy_timeout(handle, 5000);
    sqlite3_extended_result_codes(handle, 1);
    // A damaged schema must not be able to run functions with side effects, and double-quoted text is never a string.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    auto set = connection->execute("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;");
    if (set && writes) {
        set = connection->execute("PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=FAST;"
                                  "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-4096;");
        if (set)
            set = connection->execute(how.durability == Durability::PowerLoss ? "PRAGMA synchronous=FULL"
                                                                              : "PRAGMA synchronous=OFF");
    } else if (set)
        set = connection->execute("PRAGMA query_only=ON; PRAGMA cache_size=-2048;");
    if (!set) return set.error();
    connection->faults_ = how.faults;
    return connection;
}

Result<> Connection::use_log() {
    static constexpr Sql kLog{"PRAGMA journal_mode=WAL"};
    auto const mode = first(kLog, [](Columns& c) { return c.next<std::string>(); });
    if (!mode) return mode.error();
    if (*mode == "wal") return Done{};
    auto error = failure(SQLITE_CANTOPEN, kLog.text());
    error.log = "journal_mode stays " + mode->value_or("?");
    return error;
}

Connection::~Connection() {
    for (auto& [text, prepared] : statements_) sqlite3_finalize(prepared.statement);
    sqlite3_close_v2(handle_);
}

Error Connection::failure(int code, std::string_view sql) const {
    auto const name = file_.string();
    std::string log = std::string(sqlite3_errstr(code)) + " (" + std::to_string(code) + ")";
    if (handle_ && sqlite3_extended_errcode(handle_) == code) log += std::string(": ") + sqlite3_errmsg(handle_);
    log += " in: " + std::string(sql.substr(0, 300));
    auto const unavailable_because = [&](std::string message) {
        return Error{ErrorKind::Unavailable, std::move(message), log, {}};
    };
    switch (code & 0xFF) {
    case SQLITE_FULL:
        return unavailable_because("basis data " + name +
                                   " tidak dapat ditulis: ruang penyimpanan penuh. Kosongkan ruang, lalu ulangi." +
                                   nothing_lost());
    case SQLITE_CONSTRAINT:
        return Error{ErrorKind::Conflict,
                     "perubahan ditolak basis data " + name + ": isinya bertentangan dengan yang sudah tercatat",
                     log,
                     {}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return unavailable_because(damaged_sentence(name));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return unavailable_because("basis data " + name +
                                   " sedang dikunci program lain. Tutup program itu, lalu ulangi." + nothing_lost());
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return unavailable_because("basis data " + name +
                                   " tidak dapat dibuka untuk ditulis. Periksa bahwa foldernya ada dan boleh ditulis.");
    case SQLITE_NOMEM:
        return unavailable_because("memori habis saat memakai basis data " + name + "." + nothing_lost());
    case SQLITE_TOOBIG:
        return Error{
            ErrorKind::Invalid, "isian terlalu besar untuk basis data " + name + " (batas 1 miliar byte)", log, {}};
    default:
        return unavailable_because("basis data " + name +
                                   " gagal dibaca atau ditulis. Periksa cakram penyimpanan, lalu ulangi." +
                                   nothing_lost());
    }
}

Result<> Connection::execute(char const* script) {
    int const code = sqlite3_exec(handle_, script, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(code, script);
    return Done{};
}

bool Connection::idle() const { return sqlite3_get_autocommit(handle_) != 0; }

Result<> Connection::prepare(Sql sql, Prepared& into) {
    auto const text = sql.text();
    int const code = sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT,
                                        &into.statement, nullptr);
    if (code != SQLITE_OK) return failure(code, text);
    // SQLite numbers `$1`, `$2` by their first appearance, so `$2 … $1` would be bound the wrong way round.
    auto const count = sqlite3_bind_parameter_count(into.statement);
    for (int n = 1; n <= count; ++n) {
        auto const name = "$" + std::to_string(n);
        into.places.push_back(sqlite3_bind_parameter_index(into.statement, name.c_str()));
        assert(into.places.back() != 0 && "parameters are $1 … $n without a gap");
    }
    into.changes = sqlite3_stmt_readonly(into.statement) == 0;
    return Done{};
}

Result<Connection::Prepared*> Connection::prepared(Sql sql) {
    auto const [entry, fresh] = statements_.try_emplace(sql.text().data());
    if (fresh) {
        if (auto const done = prepare(sql, entry->second); !done) {
            statements_.erase(entry);
            return done.error();
        }
    }
    assert(sqlite3_sql(entry->second.statement) == sql.text());
    return &entry->second;
}

int Connection::bind(Prepared const& prepared, std::span<Bound const> values) {
    assert(values.size() == prepared.places.size() && "as many values as parameters");
    for (std::size_t i = 0; i < values.size(); ++i) {
        auto const& value = values[i];
        int const place = prepared.places[i];
        int code = SQLITE_OK;
        // An empty view may have no address; SQLite takes a null address as NULL.
        auto const* address = value.bytes.data() ? value.bytes.data() : "";
        switch (value.kind) {
        case Bound::Kind::Null: code = sqlite3_bind_null(prepared.statement, place); break;
        case Bound::Kind::Integer: code = sqlite3_bind_int64(prepared.statement, place, value.integer); break;
        case Bound::Kind::Text:
            code =
                sqlite3_bind_text64(prepared.statement, place, address, value.bytes.size(), SQLITE_STATIC, SQLITE_UTF8);
            break;
        case Bound::Kind::Bytes:
            code = sqlite3_bind_blob64(prepared.statement, place, address, value.bytes.size(), SQLITE_STATIC);
            break;
        case Bound::Kind::Day: {
            auto const text = iso(Day{std::chrono::days{value.integer}});
            code =
                sqlite3_bind_text64(prepared.statement, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
            break;
        }
        }
        if (code != SQLITE_OK) return code;
    }
    return SQLITE_OK;
}

bool Connection::fault_is_due(Prepared const& prepared) {
    if (!faults_ || !prepared.changes || faults_->full_at_write.load() <= 0) return false;
    return faults_->full_at_write.fetch_sub(1) == 1;
}

Result<std::int64_t> Connection::run_bound(Sql sql, std::span<Bound const> values) {
    Cursor rows(*this, sql, values);
    while (rows.next()) {
    }
    if (rows.failure()) return *rows.failure();
    return static_cast<std::int64_t>(sqlite3_changes64(handle_));
}

Cursor::Cursor(Connection& connection, Sql sql, std::span<Bound const> values)
    : connection_(connection), sql_(sql.text()) {
    auto const kept = connection.prepared(sql);
    if (!kept) {
        failure_ = kept.error();
        return;
    }
    auto* prepared = kept.value();
    Connection::Prepared own;
    if (prepared->busy) {
        // The same statement runs further out (a query inside the loop over its own rows).
        if (auto const done = connection.prepare(sql, own); !done) {
            failure_ = done.error();
            return;
        }
        prepared = &own;
    } else {
        prepared->busy = true;
        busy_ = &prepared->busy;
    }
    statement_ = prepared->statement;
    columns_ = Columns(statement_);
    int code = Connection::bind(*prepared, values);
    if (code == SQLITE_OK && connection.fault_is_due(*prepared)) code = SQLITE_FULL;
    if (code != SQLITE_OK) failure_ = connection.failure(code, sql_);
}

Cursor::~Cursor() {
    if (busy_) {
        sqlite3_reset(statement_);
        *busy_ = false;
    } else
        sqlite3_finalize(statement_);
}

bool Cursor::next() {
    if (failure_) return false;
    if (row_ && columns_.wrong_) {
        auto const* column = sqlite3_column_name(statement_, columns_.wrong_ - 1);
        failure_ = unavailable(damaged_sentence(connection_.file_.string()));
        failure_->log = "column " + std::string(column ? column : "?") +
                        " has an unexpected type in: " + std::string(sql_.substr(0, 300));
        return false;
    }
    int const code = sqlite3_step(statement_);
    row_ = code == SQLITE_ROW;
    columns_.at_ = 0;
    if (!row_ && code != SQLITE_DONE) failure_ = connection_.failure(code, sql_);
    return row_;
}

bool Columns::null() const { return sqlite3_column_type(statement_, at_) == SQLITE_NULL; }

std::int64_t Columns::integer() {
    if (sqlite3_column_type(statement_, at_ - 1) == SQLITE_INTEGER) return sqlite3_column_int64(statement_, at_ - 1);
    mismatch();
    return 0;
}

std::string_view Columns::text() {
    if (sqlite3_column_type(statement_, at_ - 1) != SQLITE_TEXT) {
        mismatch();
        return {};
    }
    auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, at_ - 1));
    return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, at_ - 1))};
}

std::string_view Columns::bytes() {
    if (sqlite3_column_type(statement_, at_ - 1) != SQLITE_BLOB) {
        mismatch();
        return {};
    }
    auto const* bytes = static_cast<char const*>(sqlite3_column_blob(statement_, at_ - 1));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_, at_ - 1))};
}

Day Columns::day() {
    auto const day = parse_day(text());
    if (day) return *day;
    mismatch();
    return {};
}

} // namespace alur::store
