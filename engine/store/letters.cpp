#include "store/letters.hpp"

namespace alur::store {

namespace {

constexpr Sql kRecord{"INSERT INTO letter_act (document, state, note, actor, at) VALUES ($1, $2, $3, $4, $5)"};
constexpr Sql kActs{"SELECT state, note, actor, at FROM letter_act WHERE document = $1 ORDER BY id"};
constexpr Sql kKeep{"INSERT INTO letter_code (code, document) VALUES ($1, $2)"};
constexpr Sql kDocument{"SELECT document FROM letter_code WHERE code = $1"};
constexpr Sql kCode{"SELECT code FROM letter_code WHERE document = $1"};
constexpr Sql kVersions{
    "WITH RECURSIVE later(id) AS (SELECT $1 UNION SELECT d.id FROM document d JOIN later l ON d.replaces = l.id) "
    "SELECT id FROM later ORDER BY id"};

} // namespace

Result<> record_letter_act(Transaction& transaction, DocumentRow document, LetterAct const& act) {
    auto const recorded = transaction.run(kRecord, document, act.state, act.note, act.actor, act.at);
    if (!recorded) return recorded.error();
    return Done{};
}

Result<std::vector<LetterAct>> letter_acts(Reader& reader, DocumentRow document) {
    return reader.all(
        kActs,
        [](Columns& c) {
            return LetterAct{c.next<std::string>(), c.next<std::string>(), c.next<std::string>(), c.next<Instant>()};
        },
        document);
}

Result<> keep_code(Transaction& transaction, std::string_view code, DocumentRow document) {
    auto const kept = transaction.run(kKeep, code, document);
    if (!kept) return kept.error();
    return Done{};
}

Result<std::optional<DocumentRow>> document_of_code(Reader& reader, std::string_view code) {
    return reader.first(
        kDocument, [](Columns& c) { return c.next<DocumentRow>(); }, code);
}

Result<std::string> code_of_document(Reader& reader, DocumentRow document) {
    auto const code = reader.first(
        kCode, [](Columns& c) { return c.next<std::string>(); }, document);
    if (!code) return code.error();
    return code->value_or("");
}

Result<std::vector<DocumentRow>> versions_since(Reader& reader, DocumentRow document) {
    return reader.all(
        kVersions, [](Columns& c) { return c.next<DocumentRow>(); }, document);
}

} // namespace alur::store
