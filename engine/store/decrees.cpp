#include "store/decrees.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{"INSERT INTO calendar_decree (name, file, applied_at, actor, content) "
                      "VALUES ($1, $2, $3, $4, $5) RETURNING id"};
constexpr Sql kAll{"SELECT id, name, file, applied_at, actor, content FROM calendar_decree ORDER BY id"};

} // namespace

Result<DecreeRow> add_decree(Transaction& transaction, AppliedDecree const& decree) {
    return transaction.insert<DecreeRow>(kInsert, decree.name, decree.file, decree.applied_at, decree.actor,
                                         decree.content);
}

Result<std::vector<AppliedDecree>> applied_decrees(Reader& reader) {
    return reader.all(kAll, [](Columns& c) {
        return AppliedDecree{c.next<DecreeRow>(), c.next<std::string>(), c.next<std::string>(),
                             c.next<Instant>(),   c.next<std::string>(), c.next<std::string>()};
    });
}

} // namespace alur::store
