#include "store/drafts.hpp"

namespace alur::store {

namespace {

constexpr Sql kKeep{"INSERT INTO draft (case_id, task, officer, saved_at, input) VALUES ($1, $2, $3, $4, $5) "
                    "ON CONFLICT (case_id, task, officer) DO UPDATE SET saved_at = $4, input = $5"};
constexpr Sql kDrop{"DELETE FROM draft WHERE case_id = $1 AND task = $2 AND officer = $3"};
constexpr Sql kFind{"SELECT input FROM draft WHERE case_id = $1 AND task = $2 AND officer = $3"};
constexpr Sql kLog{"INSERT INTO disclosure (case_id, at, actor, reason) VALUES ($1, $2, $3, $4)"};
constexpr Sql kLogged{"SELECT case_id, at, actor, reason FROM disclosure WHERE case_id = $1 ORDER BY id"};

Result<> done(Result<std::int64_t> const& changed) {
    if (!changed) return changed.error();
    return Done{};
}

} // namespace

Result<> keep_draft(Transaction& transaction, CaseId case_id, runtime::ElementId task, OfficerRow officer,
                    std::string_view input, Instant now) {
    return done(transaction.run(kKeep, case_id, task, officer, now, input));
}

Result<> drop_draft(Transaction& transaction, CaseId case_id, runtime::ElementId task, OfficerRow officer) {
    return done(transaction.run(kDrop, case_id, task, officer));
}

Result<std::optional<std::string>> find_draft(Reader& reader, CaseId case_id, runtime::ElementId task,
                                              OfficerRow officer) {
    return reader.first(
        kFind, [](Columns& c) { return c.next<std::string>(); }, case_id, task, officer);
}

Result<> log_disclosure(Transaction& transaction, Disclosure const& disclosure) {
    return done(transaction.run(kLog, disclosure.case_id, disclosure.at, disclosure.actor, disclosure.reason));
}

Result<std::vector<Disclosure>> disclosures_of(Reader& reader, CaseId case_id) {
    auto const read = [](Columns& c) {
        return Disclosure{c.next<CaseId>(), c.next<Instant>(), c.next<std::string>(), c.next<std::string>()};
    };
    return reader.all(kLogged, read, case_id);
}

} // namespace alur::store
