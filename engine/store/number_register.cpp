#include "store/number_register.hpp"

namespace alur::store {

namespace {

constexpr Sql kNext{
    "SELECT COALESCE(MAX(number), 0) + 1 FROM number_register WHERE series = $1 AND unit = $2 AND year = $3"};
constexpr Sql kInsert{
    "INSERT INTO number_register (series, unit, year, number, suffix, text, classification, letter, date, state, "
    "reason, subject, addressee, signer, mode, case_id, document, taken_at, actor) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)"};
constexpr Sql kIssue{
    "UPDATE number_register SET state = 'TERBIT', text = $6, classification = $7, letter = $8, date = $9, "
    "subject = $10, addressee = $11, signer = $12, mode = $13, case_id = $14, document = $15 "
    "WHERE series = $1 AND unit = $2 AND year = $3 AND number = $4 AND suffix = $5 AND state = 'DIPESAN'"};
constexpr Sql kVoid{"UPDATE number_register SET state = 'BATAL', reason = $6 WHERE series = $1 AND unit = $2 "
                    "AND year = $3 AND number = $4 AND suffix = $5 AND state <> 'BATAL'"};
constexpr Sql kAttach{"UPDATE number_register SET document = $6 WHERE series = $1 AND unit = $2 AND year = $3 "
                      "AND number = $4 AND suffix = $5"};
constexpr Sql kDescribe{"UPDATE number_register SET subject = COALESCE(NULLIF($6, ''), subject), "
                        "addressee = COALESCE(NULLIF($7, ''), addressee), signer = COALESCE(NULLIF($8, ''), signer) "
                        "WHERE series = $1 AND unit = $2 AND year = $3 AND number = $4 AND suffix = $5"};
constexpr Sql kRecord{"INSERT INTO number_act (series, unit, year, number, suffix, act, reason, actor, at) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
constexpr Sql kActs{"SELECT act, reason, actor, at FROM number_act WHERE series = $1 AND unit = $2 AND year = $3 "
                    "AND number = $4 AND suffix = $5 ORDER BY id"};
constexpr Sql kOfSeries{
    "SELECT series, unit, year, number, suffix, text, classification, letter, date, state, reason, subject, "
    "addressee, signer, mode, case_id, document, taken_at, actor FROM number_register WHERE series = $1 AND unit = $2 "
    "AND year = $3 "
    "ORDER BY number, suffix"};
constexpr Sql kOfYear{
    "SELECT series, unit, year, number, suffix, text, classification, letter, date, state, reason, subject, "
    "addressee, signer, mode, case_id, document, taken_at, actor FROM number_register WHERE year = $1 "
    "ORDER BY series, unit, number, suffix"};
constexpr Sql kUntil{
    "SELECT series, unit, year, number, suffix, text, classification, letter, date, state, reason, subject, "
    "addressee, signer, mode, case_id, document, taken_at, actor FROM number_register WHERE series = $1 AND unit = $2 "
    "AND year = $3 AND date <= $4 "
    "ORDER BY number DESC, suffix DESC LIMIT 1"};
constexpr Sql kPrinted{
    "SELECT series, unit, year, number, suffix, text, classification, letter, date, state, reason, subject, "
    "addressee, signer, mode, case_id, document, taken_at, actor FROM number_register WHERE text = $1 "
    "ORDER BY series, unit, year, number, suffix"};
constexpr Sql kReserved{
    "SELECT series, unit, year, number, suffix, text, classification, letter, date, state, reason, subject, "
    "addressee, signer, mode, case_id, document, taken_at, actor FROM number_register WHERE state = 'DIPESAN' "
    "ORDER BY series, unit, year, number, suffix"};

NumberState state_of(std::string_view text) {
    return text == "DIPESAN" ? NumberState::Reserved : text == "TERBIT" ? NumberState::Issued : NumberState::Void;
}

NumberEntry read_entry(Columns& c) {
    return {{c.next<std::string>(), c.next<std::string>(), c.next<int>(), c.next<int>(), c.next<std::string>()},
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<Day>(),
            state_of(c.next<std::string>()),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::optional<CaseId>>(),
            c.next<std::optional<DocumentRow>>(),
            c.next<Instant>(),
            c.next<std::string>()};
}

std::string named(NumberKey const& key) {
    return std::to_string(key.number) + (key.suffix.empty() ? "" : "." + key.suffix) + " seri " + key.series +
           " tahun " + std::to_string(key.year);
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

Result<int> next_number(Reader& reader, std::string_view series, std::string_view unit, int year) {
    auto const next = reader.first(
        kNext, [](Columns& c) { return c.next<int>(); }, series, unit, year);
    if (!next) return next.error();
    return next->value_or(1);
}

Result<> add_number(Transaction& transaction, NumberEntry const& e) {
    auto const added = transaction.run(kInsert, e.series, e.unit, e.year, e.number, e.suffix, e.text, e.classification,
                                       e.letter, e.date, to_text(e.state), e.reason, e.subject, e.addressee, e.signer,
                                       e.mode, e.case_id, e.document, e.taken_at, e.actor);
    if (added) return Done{};
    if (added.error().kind != ErrorKind::Conflict) return added.error();
    auto error = conflict("nomor " + named(e) + " sudah dipakai");
    error.log = added.error().log;
    return error;
}

Result<> issue_number(Transaction& transaction, NumberEntry const& e) {
    auto const issued =
        transaction.run(kIssue, e.series, e.unit, e.year, e.number, e.suffix, e.text, e.classification, e.letter,
                        e.date, e.subject, e.addressee, e.signer, e.mode, e.case_id, e.document);
    if (!issued) return issued.error();
    if (*issued == 1) return Done{};
    return conflict("nomor " + named(e) + " tidak sedang dipesan");
}

Result<> void_number(Transaction& transaction, NumberKey const& key, std::string_view reason) {
    if (reason.empty()) return invalid("pembatalan nomor " + named(key) + " memerlukan alasan");
    auto const voided = transaction.run(kVoid, key.series, key.unit, key.year, key.number, key.suffix, reason);
    if (!voided) return voided.error();
    if (*voided == 1) return Done{};
    return conflict("nomor " + named(key) + " sudah batal atau belum pernah diambil");
}

Result<> attach_document(Transaction& transaction, NumberKey const& key, DocumentRow document) {
    auto const attached = transaction.run(kAttach, key.series, key.unit, key.year, key.number, key.suffix, document);
    if (!attached) return attached.error();
    if (*attached == 1) return Done{};
    return not_found("nomor " + named(key) + " belum pernah diambil");
}

Result<> describe_number(Transaction& transaction, NumberKey const& key, std::string_view subject,
                         std::string_view addressee, std::string_view signer) {
    auto const described =
        transaction.run(kDescribe, key.series, key.unit, key.year, key.number, key.suffix, subject, addressee, signer);
    if (!described) return described.error();
    if (*described == 1) return Done{};
    return not_found("nomor " + named(key) + " belum pernah diambil");
}

Result<> record_act(Transaction& transaction, NumberKey const& key, NumberAct const& act) {
    auto const recorded = transaction.run(kRecord, key.series, key.unit, key.year, key.number, key.suffix, act.act,
                                          act.reason, act.actor, act.at);
    if (!recorded) return recorded.error();
    return Done{};
}

Result<std::vector<NumberEntry>> numbers_of(Reader& reader, std::string_view series, std::string_view unit, int year) {
    return reader.all(kOfSeries, read_entry, series, unit, year);
}

Result<std::vector<NumberEntry>> numbers_of_year(Reader& reader, int year) {
    return reader.all(kOfYear, read_entry, year);
}

Result<std::optional<NumberEntry>> last_number_until(Reader& reader, std::string_view series, std::string_view unit,
                                                     int year, Day date) {
    return reader.first(kUntil, read_entry, series, unit, year, date);
}

Result<std::vector<NumberEntry>> numbers_printed_as(Reader& reader, std::string_view text) {
    return reader.all(kPrinted, read_entry, text);
}

Result<std::vector<NumberEntry>> reserved_numbers(Reader& reader) { return reader.all(kReserved, read_entry); }

Result<std::vector<NumberAct>> acts_of(Reader& reader, NumberKey const& key) {
    return reader.all(
        kActs,
        [](Columns& c) {
            return NumberAct{c.next<std::string>(), c.next<std::string>(), c.next<std::string>(), c.next<Instant>()};
        },
        key.series, key.unit, key.year, key.number, key.suffix);
}

} // namespace alur::store
