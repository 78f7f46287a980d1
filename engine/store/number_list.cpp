#include "store/number_list.hpp"

#include "core/text.hpp"

namespace alur::store {

namespace {

constexpr Sql kList{
    "SELECT n.series, n.unit, n.year, n.number, n.suffix, n.text, n.classification, n.letter, n.date, n.state, "
    "n.reason, n.subject, n.addressee, n.signer, n.mode, n.case_id, n.document, n.taken_at, n.actor, "
    "coalesce((SELECT d.state FROM document d WHERE d.number = n.text ORDER BY d.id DESC LIMIT 1), '') AS stands, "
    "coalesce(k.number, ''), coalesce(a.area, '') FROM number_register n LEFT JOIN cases k ON k.id = n.case_id "
    "LEFT JOIN case_area a ON a.case_id = n.case_id WHERE n.year = $1 AND ($2 = '' OR n.series = $2) "
    "AND ($3 = '' OR n.state = $3) "
    "AND ($4 = '' OR instr(lower(n.text || char(10) || n.subject || char(10) || n.addressee), $4) > 0) "
    "AND ($5 = '' OR coalesce(a.area, '') = '' OR instr($5, char(10) || a.area || char(10)) > 0) "
    "AND ($6 = 0 OR (n.state = 'TERBIT' AND stands IN ('BERNOMOR', 'DIKIRIM'))) "
    "ORDER BY n.date DESC, n.series, n.number DESC, n.suffix DESC LIMIT $7 OFFSET $8"};
constexpr Sql kOne{
    "SELECT n.series, n.unit, n.year, n.number, n.suffix, n.text, n.classification, n.letter, n.date, n.state, "
    "n.reason, n.subject, n.addressee, n.signer, n.mode, n.case_id, n.document, n.taken_at, n.actor, "
    "coalesce((SELECT d.state FROM document d WHERE d.number = n.text ORDER BY d.id DESC LIMIT 1), ''), "
    "coalesce(k.number, ''), coalesce(a.area, '') FROM number_register n LEFT JOIN cases k ON k.id = n.case_id "
    "LEFT JOIN case_area a ON a.case_id = n.case_id WHERE n.series = $1 AND n.year = $2 AND n.number = $3 "
    "AND n.suffix = $4 ORDER BY n.taken_at LIMIT 1"};

NumberState state_of(std::string_view text) {
    if (text == to_text(NumberState::Reserved)) return NumberState::Reserved;
    return text == to_text(NumberState::Issued) ? NumberState::Issued : NumberState::Void;
}

NumberLine read_line(Columns& c) {
    NumberLine line;
    line.series = c.next<std::string>();
    line.unit = c.next<std::string>();
    line.year = c.next<int>();
    line.number = c.next<int>();
    line.suffix = c.next<std::string>();
    line.text = c.next<std::string>();
    line.classification = c.next<std::string>();
    line.letter = c.next<std::string>();
    line.date = c.next<Day>();
    line.state = state_of(c.next<std::string>());
    line.reason = c.next<std::string>();
    line.subject = c.next<std::string>();
    line.addressee = c.next<std::string>();
    line.signer = c.next<std::string>();
    line.mode = c.next<std::string>();
    line.case_id = c.next<std::optional<CaseId>>();
    line.document = c.next<std::optional<DocumentRow>>();
    line.taken_at = c.next<Instant>();
    line.actor = c.next<std::string>();
    line.letter_state = c.next<std::string>();
    line.case_number = c.next<std::string>();
    line.area = c.next<std::string>();
    return line;
}

} // namespace

Result<std::vector<NumberLine>> list_numbers(Reader& reader, NumberFilter const& filter) {
    auto const areas = filter.areas.empty() ? std::string() : "\n" + join(filter.areas, "\n") + "\n";
    return reader.all(kList, read_line, filter.year, filter.series, filter.state, lower_ascii(filter.words), areas,
                      filter.unsigned_only, filter.limit, filter.skip);
}

Result<NumberLine> find_number(Reader& reader, std::string_view series, int year, int number, std::string_view suffix) {
    auto found = reader.first(kOne, read_line, series, year, number, suffix);
    if (!found) return found.error();
    if (!*found) return not_found("nomor " + std::to_string(number) + " tidak ada dalam agenda");
    return std::move(**found);
}

} // namespace alur::store
