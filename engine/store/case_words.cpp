#include "store/case_words.hpp"

#include <algorithm>

namespace alur::store {

namespace {

constexpr Sql kWordsOf{"SELECT words FROM case_words WHERE rowid = $1"};
constexpr Sql kAdd{"INSERT INTO case_words (rowid, words) VALUES ($1, $2)"};
constexpr Sql kChange{"UPDATE case_words SET words = $2 WHERE rowid = $1"};
constexpr Sql kSetArea{"INSERT INTO case_area (case_id, area) VALUES ($1, $2) "
                       "ON CONFLICT (case_id) DO UPDATE SET area = $2 WHERE area <> $2"};
constexpr Sql kArea{"SELECT area FROM case_area WHERE case_id = $1"};
constexpr Sql kSearch{
    "SELECT c.id, c.number, c.process, c.definition, c.parent, c.state, c.version, c.opened_at, c.ended_at, c.title, "
    "coalesce(a.area, '') FROM (SELECT rowid AS id FROM case_words WHERE case_words MATCH $1 LIMIT $2) f "
    "JOIN cases c ON c.id = f.id LEFT JOIN case_area a ON a.case_id = c.id ORDER BY c.id DESC"};
constexpr Sql kByLetter{
    "SELECT c.id, c.number, c.process, c.definition, c.parent, c.state, c.version, c.opened_at, c.ended_at, c.title, "
    "coalesce(a.area, '') FROM cases c LEFT JOIN case_area a ON a.case_id = c.id WHERE c.id IN "
    "(SELECT l.case_id FROM document d JOIN document_case l ON l.document = d.id WHERE d.number >= $1 AND d.number < "
    "$2) "
    "ORDER BY c.id DESC LIMIT $3"};
constexpr Sql kNewest{
    "SELECT c.id, c.number, c.process, c.definition, c.parent, c.state, c.version, c.opened_at, c.ended_at, c.title, "
    "coalesce(a.area, '') FROM cases c LEFT JOIN case_area a ON a.case_id = c.id "
    "WHERE c.id < $1 ORDER BY c.id DESC LIMIT $2"};
constexpr Sql kNewestInState{
    "SELECT c.id, c.number, c.process, c.definition, c.parent, c.state, c.version, c.opened_at, c.ended_at, c.title, "
    "coalesce(a.area, '') FROM cases c LEFT JOIN case_area a ON a.case_id = c.id "
    "WHERE c.process = $1 AND c.state = $2 AND c.id < $3 ORDER BY c.id DESC LIMIT $4"};

FoundCase read_case(Columns& c) {
    FoundCase row;
    row.id = c.next<CaseId>();
    row.number = c.next<std::string>();
    row.process = c.next<std::string>();
    row.definition = c.next<DefinitionId>();
    row.parent = c.next<std::optional<CaseId>>();
    row.state = c.next<std::string>();
    row.version = c.next<std::int64_t>();
    row.opened_at = c.next<Instant>();
    row.ended_at = c.next<std::optional<Instant>>();
    row.title = c.next<std::string>();
    row.area = c.next<std::string>();
    return row;
}

std::string read_text(Columns& c) { return c.next<std::string>(); }

/// The words of the text as a query of the index: each a quoted beginning, so that no sign is read as an operator.
std::string query_of(std::string_view text) {
    std::string out;
    std::string word;
    auto const end_word = [&] {
        if (!word.empty()) out += (out.empty() ? "\"" : " \"") + word + "\"*";
        word.clear();
    };
    for (char const c : text.substr(0, 200)) {
        auto const byte = static_cast<unsigned char>(c);
        bool const letter = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter)
            word += c;
        else
            end_word();
    }
    end_word();
    return out;
}

} // namespace

Result<> set_case_words(Transaction& transaction, CaseId id, std::string_view words, std::string_view area) {
    auto const stored = transaction.first(kWordsOf, read_text, id);
    if (!stored) return stored.error();
    if (!*stored || **stored != words)
        if (auto const written = transaction.run(*stored ? kChange : kAdd, id, words); !written) return written.error();
    if (auto const set = transaction.run(kSetArea, id, area); !set) return set.error();
    return Done{};
}

Result<std::string> area_of_case(Reader& reader, CaseId id) {
    auto const found = reader.first(kArea, read_text, id);
    if (!found) return found.error();
    return found->value_or("");
}

Result<std::vector<FoundCase>> search_cases(Reader& reader, std::string_view text, int limit) {
    std::vector<FoundCase> out;
    auto const query = query_of(text);
    if (query.empty()) return out;
    auto found = reader.all(kSearch, read_case, query, limit);
    if (!found) return found.error();
    auto const beginning = std::string(text);
    auto lettered = reader.all(kByLetter, read_case, beginning, beginning + "\xF4\x8F\xBF\xBF", limit);
    if (!lettered) return lettered.error();
    out = std::move(*found);
    for (auto& row : *lettered)
        if (std::none_of(out.begin(), out.end(), [&](auto const& other) { return other.id == row.id; }))
            out.push_back(std::move(row));
    return out;
}

Result<std::vector<FoundCase>> newest_cases(Reader& reader, std::string_view process, std::string_view state,
                                            CaseId before, int limit) {
    CaseId const below{before.value > 0 ? before.value : std::numeric_limits<std::int64_t>::max()};
    if (process.empty()) return reader.all(kNewest, read_case, below, limit);
    return reader.all(kNewestInState, read_case, process, state, below, limit);
}

} // namespace alur::store
