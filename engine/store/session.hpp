#pragma once
#include "store/db.hpp"

namespace alur::store {

/// Something that can be asked: one unchanging view of the database. Either a snapshot (Database::read) or the open
/// transaction (Database::write), which sees its own changes. The functions of the tables take it by reference; it does
/// not outlive the call that gave it.
class Reader {
  public:
    explicit Reader(Connection& connection) : connection_(connection) {}

    template <class Read, class... Values> auto first(Sql sql, Read read, Values const&... values) {
        return connection_.first(sql, std::move(read), values...);
    }
    template <class Read, class... Values> auto all(Sql sql, Read read, Values const&... values) {
        return connection_.all(sql, std::move(read), values...);
    }

  protected:
    Connection& connection_;
};

/// The open transaction of one command. When the command fails, everything it changed is taken back; the other commands
/// of the same commit stay.
class Transaction : public Reader {
  public:
    using Reader::Reader;

    /// A changing statement; answers how many rows it changed.
    template <class... Values> Result<std::int64_t> run(Sql sql, Values const&... values) {
        return connection_.run(sql, values...);
    }
    /// An INSERT that ends in `RETURNING id`; answers the id.
    template <class Row, class... Values> Result<Row> insert(Sql sql, Values const&... values) {
        auto const id = connection_.first(
            sql, [](Columns& c) { return c.next<Row>(); }, values...);
        if (!id) return id.error();
        return id->value();
    }
};

} // namespace alur::store
