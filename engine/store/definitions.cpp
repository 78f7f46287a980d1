#include "store/definitions.hpp"

#include "core/hash.hpp"

namespace alur::store {

namespace {

constexpr Sql kIdByHash{"SELECT id FROM definition WHERE hash = $1"};
constexpr Sql kInsert{"INSERT INTO definition (hash, kind, name, added_at, content) VALUES ($1, $2, $3, $4, $5) "
                      "RETURNING id"};
constexpr Sql kById{"SELECT id, hash, kind, name, content FROM definition WHERE id = $1"};
constexpr Sql kByHash{"SELECT id, hash, kind, name, content FROM definition WHERE hash = $1"};

Definition read_definition(Columns& c) {
    return {c.next<DefinitionId>(), c.next<std::string>(), c.next<std::string>(), c.next<std::string>(),
            c.next<Blob>().bytes};
}

} // namespace

Result<DefinitionId> keep_definition(Transaction& transaction, std::string_view kind, std::string_view name,
                                     std::string const& content, Instant now) {
    auto const hash = sha256(content);
    auto const known = transaction.first(
        kIdByHash, [](Columns& c) { return c.next<DefinitionId>(); }, hash);
    if (!known) return known.error();
    if (*known) return **known;
    return transaction.insert<DefinitionId>(kInsert, hash, kind, name, now, BlobView{content});
}

Result<Definition> find_definition(Reader& reader, DefinitionId id) {
    auto const found = reader.first(kById, read_definition, id);
    if (!found) return found.error();
    if (!*found) return not_found("berkas definisi nomor " + std::to_string(id.value) + " tidak ada");
    return **found;
}

Result<std::optional<Definition>> find_definition_by_hash(Reader& reader, std::string_view hash) {
    return reader.first(kByHash, read_definition, hash);
}

} // namespace alur::store
