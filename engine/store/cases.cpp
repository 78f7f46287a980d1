#include "store/cases.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{
    "INSERT INTO cases (number, process, definition, parent, state, version, opened_at, ended_at, title, snapshot) "
    "VALUES ($1, $2, $3, $4, $5, 0, $6, NULL, $7, $8) RETURNING id"};
// The step of every day: naming the other columns would make SQLite rewrite their indexes.
constexpr Sql kNextVersion{"UPDATE cases SET version = version + 1, snapshot = $3 WHERE id = $1 AND version = $2"};
constexpr Sql kChange{
    "UPDATE cases SET version = version + 1, snapshot = $3, state = COALESCE($4, state), title = COALESCE($5, title), "
    "ended_at = COALESCE($6, ended_at) WHERE id = $1 AND version = $2"};
constexpr Sql kById{"SELECT id, number, process, definition, parent, state, version, opened_at, ended_at, title, "
                    "snapshot FROM cases WHERE id = $1"};
constexpr Sql kByNumber{"SELECT id, number, process, definition, parent, state, version, opened_at, ended_at, title, "
                        "snapshot FROM cases WHERE number = $1"};
constexpr Sql kChildren{"SELECT id, number, process, definition, parent, state, version, opened_at, ended_at, title, "
                        "snapshot FROM cases WHERE parent = $1 ORDER BY id"};
constexpr Sql kList{"SELECT id, number, process, definition, parent, state, version, opened_at, ended_at, title "
                    "FROM cases WHERE id > $1 AND ($2 IS NULL OR process = $2) AND ($3 IS NULL OR state = $3) "
                    "AND ($4 IS NULL OR parent = $4) AND ($5 = 0 OR ended_at IS NULL) ORDER BY id LIMIT $6"};
constexpr Sql kListState{"SELECT id, number, process, definition, parent, state, version, opened_at, ended_at, title "
                         "FROM cases WHERE process = $1 AND state = $2 AND id > $3 AND ($4 IS NULL OR parent = $4) "
                         "AND ($5 = 0 OR ended_at IS NULL) ORDER BY id LIMIT $6"};
constexpr Sql kCount{"SELECT process, state, count FROM case_count WHERE count > 0 ORDER BY process, state"};

CaseRow read_row(Columns& c) {
    return {c.next<CaseId>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<DefinitionId>(),
            c.next<std::optional<CaseId>>(),
            c.next<std::string>(),
            c.next<std::int64_t>(),
            c.next<Instant>(),
            c.next<std::optional<Instant>>(),
            c.next<std::string>()};
}

Case read_case(Columns& c) { return {read_row(c), c.next<Blob>().bytes}; }

} // namespace

Result<CaseId> add_case(Transaction& transaction, NewCase const& fresh) {
    auto const id = transaction.insert<CaseId>(kInsert, fresh.number, fresh.process, fresh.definition, fresh.parent,
                                               fresh.state, fresh.opened_at, fresh.title, Blob{});
    if (!id && id.error().kind == ErrorKind::Conflict) {
        auto error = conflict("nomor perkara " + fresh.number + " sudah dipakai");
        error.log = id.error().log;
        return error;
    }
    return id;
}

Result<std::int64_t> update_case(Transaction& transaction, CaseId id, std::int64_t expected, CaseChange const& change,
                                 std::string_view snapshot) {
    BlobView const bytes{snapshot};
    auto const changed =
        !change.state && !change.title && !change.ended_at
            ? transaction.run(kNextVersion, id, expected, bytes)
            : transaction.run(kChange, id, expected, bytes, change.state, change.title, change.ended_at);
    if (!changed) return changed.error();
    if (*changed == 1) return expected + 1;
    auto const now = find_case(transaction, id);
    if (!now) return now.error();
    return conflict("perkara " + now->number +
                    " sudah diubah orang lain sejak dibuka. Muat ulang perkara itu, lalu ulangi.");
}

Result<Case> find_case(Reader& reader, CaseId id) {
    auto found = reader.first(kById, read_case, id);
    if (!found) return found.error();
    if (!*found) return not_found("perkara nomor urut " + std::to_string(id.value) + " tidak ada");
    return std::move(**found);
}

Result<Case> find_case_by_number(Reader& reader, std::string_view number) {
    auto found = reader.first(kByNumber, read_case, number);
    if (!found) return found.error();
    if (!*found) return not_found("perkara " + std::string(number.substr(0, 80)) + " tidak ada");
    return std::move(**found);
}

Result<std::vector<CaseRow>> list_cases(Reader& reader, CaseFilter const& filter) {
    if (filter.process && filter.state)
        return reader.all(kListState, read_row, filter.process, filter.state, filter.after, filter.parent,
                          filter.running_only, filter.limit);
    return reader.all(kList, read_row, filter.after, filter.process, filter.state, filter.parent, filter.running_only,
                      filter.limit);
}

Result<std::vector<Case>> children_of(Reader& reader, CaseId parent) {
    return reader.all(kChildren, read_case, parent);
}

Result<std::vector<CaseCount>> count_cases(Reader& reader) {
    return reader.all(kCount, [](Columns& c) {
        return CaseCount{c.next<std::string>(), c.next<std::string>(), c.next<std::int64_t>()};
    });
}

} // namespace alur::store
