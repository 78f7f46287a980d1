#include "store/migrations.hpp"

#include "store/schema_1.hpp"
#include "store/schema_2.hpp"
#include "store/schema_3.hpp"
#include "store/schema_4.hpp"
#include "store/schema_5.hpp"

#include <array>

namespace alur::store {

namespace {

constexpr std::array kMigrations{
    Migration{1, kSchema1}, Migration{2, kSchema2}, Migration{3, kSchema3},
    Migration{4, kSchema4}, Migration{5, kSchema5},
};

/// "Alur" as a number: marks the file as ours (PRAGMA application_id).
constexpr std::int64_t kApplication = 0x416C7572;

constexpr Sql kApplicationId{"PRAGMA application_id"};
constexpr Sql kUserVersion{"PRAGMA user_version"};
constexpr Sql kTables{"SELECT count(*) FROM sqlite_schema"};

Result<std::int64_t> number(Connection& connection, Sql sql) {
    auto const found = connection.first(sql, [](Columns& c) { return c.next<std::int64_t>(); });
    if (!found) return found.error();
    return found->value_or(0);
}

} // namespace

std::span<Migration const> migrations() { return kMigrations; }

Result<> migrate(Connection& connection) {
    auto const name = connection.file().string();
    auto const application = number(connection, kApplicationId);
    if (!application) return application.error();
    auto const version = number(connection, kUserVersion);
    if (!version) return version.error();
    auto const tables = number(connection, kTables);
    if (!tables) return tables.error();
    bool const fresh = *application == 0 && *version == 0 && *tables == 0;
    if (!fresh && *application != kApplication)
        return unavailable("berkas " + name + " bukan basis data Alur. Pilih nama berkas lain; tidak ada yang diubah.");
    if (*version > kMigrations.back().number)
        return unavailable("basis data " + name + " dibuat oleh Alur yang lebih baru (skema " +
                           std::to_string(*version) + ", program ini mengenal sampai " +
                           std::to_string(kMigrations.back().number) +
                           "). Pakai program yang lebih baru; tidak ada yang diubah.");
    for (auto const& migration : kMigrations) {
        if (migration.number <= *version) continue;
        auto const script = "BEGIN IMMEDIATE;" + std::string(migration.script) +
                            ";PRAGMA application_id=" + std::to_string(kApplication) +
                            ";PRAGMA user_version=" + std::to_string(migration.number) + ";COMMIT;";
        if (auto const done = connection.execute(script.c_str()); !done) {
            if (!connection.idle()) static_cast<void>(connection.execute("ROLLBACK"));
            return done.error();
        }
    }
    return Done{};
}

} // namespace alur::store
