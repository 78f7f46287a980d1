#pragma once
#include "store/db.hpp"

#include <span>

namespace alur::store {

/// One step from a schema to the next. Once released it is never edited; a change is a new migration.
struct Migration {
    int number;
    char const* script;
};

/// All of them, numbered from 1 without a gap. The number of the last is the schema this program works with.
std::span<Migration const> migrations();

/// Brings the database to the newest schema, each migration in a transaction of its own; an empty file becomes a new
/// database. Unavailable: the file belongs to another program or to a newer version of this one, and was not changed.
Result<> migrate(Connection& connection);

} // namespace alur::store
