#include "store/number_register.hpp"

namespace alur::store {

namespace {

constexpr Sql kNext{"SELECT COALESCE(MAX(number), 0) + 1 FROM number_register WHERE series = $1 AND year = $2"};
constexpr Sql kInsert{
    "INSERT INTO number_register (series, year, number, suffix, text, letter, date, state, reason, subject, addressee, "
    "case_id, document, taken_at, actor) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"};
constexpr Sql kIssue{
    "UPDATE number_register SET state = 'TERBIT', text = $5, letter = $6, date = $7, subject = $8, addressee = $9, "
    "case_id = $10, document = $11 WHERE series = $1 AND year = $2 AND number = $3 AND suffix = $4 "
    "AND state = 'DIPESAN'"};
constexpr Sql kVoid{"UPDATE number_register SET state = 'BATAL', reason = $5 WHERE series = $1 AND year = $2 "
                    "AND number = $3 AND suffix = $4 AND state <> 'BATAL'"};
constexpr Sql kAttach{"UPDATE number_register SET document = $5 WHERE series = $1 AND year = $2 AND number = $3 "
                      "AND suffix = $4"};
constexpr Sql kOfSeries{"SELECT series, year, number, suffix, text, letter, date, state, reason, subject, addressee, "
                        "case_id, document, taken_at, actor FROM number_register WHERE series = $1 AND year = $2 "
                        "ORDER BY number, suffix"};
constexpr Sql kOfYear{"SELECT series, year, number, suffix, text, letter, date, state, reason, subject, addressee, "
                      "case_id, document, taken_at, actor FROM number_register WHERE year = $1 "
                      "ORDER BY series, number, suffix"};

NumberState state_of(std::string_view text) {
    return text == "DIPESAN" ? NumberState::Reserved : text == "TERBIT" ? NumberState::Issued : NumberState::Void;
}

NumberEntry read_entry(Columns& c) {
    return {c.next<std::string>(),
            c.next<int>(),
            c.next<int>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<Day>(),
            state_of(c.next<std::string>()),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::optional<CaseId>>(),
            c.next<std::optional<DocumentRow>>(),
            c.next<Instant>(),
            c.next<std::string>()};
}

std::string named(std::string_view series, int year, int number, std::string_view suffix) {
    return std::to_string(number) + std::string(suffix) + " seri " + std::string(series) + " tahun " +
           std::to_string(year);
}

} // namespace

std::string_view to_text(NumberState state) {
    switch (state) {
    case NumberState::Reserved: return "DIPESAN";
    case NumberState::Issued: return "TERBIT";
    case NumberState::Void: return "BATAL";
    }
    return "";
}

Result<int> next_number(Reader& reader, std::string_view series, int year) {
    auto const next = reader.first(
        kNext, [](Columns& c) { return c.next<int>(); }, series, year);
    if (!next) return next.error();
    return next->value_or(1);
}

Result<> add_number(Transaction& transaction, NumberEntry const& e) {
    auto const added =
        transaction.run(kInsert, e.series, e.year, e.number, e.suffix, e.text, e.letter, e.date, to_text(e.state),
                        e.reason, e.subject, e.addressee, e.case_id, e.document, e.taken_at, e.actor);
    if (added) return Done{};
    if (added.error().kind != ErrorKind::Conflict) return added.error();
    auto error = conflict("nomor " + named(e.series, e.year, e.number, e.suffix) + " sudah dipakai");
    error.log = added.error().log;
    return error;
}

Result<> issue_number(Transaction& transaction, NumberEntry const& e) {
    auto const issued = transaction.run(kIssue, e.series, e.year, e.number, e.suffix, e.text, e.letter, e.date,
                                        e.subject, e.addressee, e.case_id, e.document);
    if (!issued) return issued.error();
    if (*issued == 1) return Done{};
    return conflict("nomor " + named(e.series, e.year, e.number, e.suffix) + " tidak sedang dipesan");
}

Result<> void_number(Transaction& transaction, std::string_view series, int year, int number, std::string_view suffix,
                     std::string_view reason) {
    if (reason.empty())
        return invalid("pembatalan nomor " + named(series, year, number, suffix) + " memerlukan alasan");
    auto const voided = transaction.run(kVoid, series, year, number, suffix, reason);
    if (!voided) return voided.error();
    if (*voided == 1) return Done{};
    return conflict("nomor " + named(series, year, number, suffix) + " sudah batal atau belum pernah diambil");
}

Result<> attach_document(Transaction& transaction, NumberEntry const& e, DocumentRow document) {
    auto const attached = transaction.run(kAttach, e.series, e.year, e.number, e.suffix, document);
    if (!attached) return attached.error();
    if (*attached == 1) return Done{};
    return not_found("nomor " + named(e.series, e.year, e.number, e.suffix) + " belum pernah diambil");
}

Result<std::vector<NumberEntry>> numbers_of(Reader& reader, std::string_view series, int year) {
    return reader.all(kOfSeries, read_entry, series, year);
}

Result<std::vector<NumberEntry>> numbers_of_year(Reader& reader, int year) {
    return reader.all(kOfYear, read_entry, year);
}

} // namespace alur::store
