#include "store/subscriptions.hpp"

namespace alur::store {

namespace {

constexpr Sql kInsert{
    "INSERT INTO subscription (case_id, id, kind, name, key, element) VALUES ($1, $2, $3, $4, $5, $6)"};
constexpr Sql kDelete{"DELETE FROM subscription WHERE case_id = $1 AND id = $2"};
constexpr Sql kOfCase{"SELECT case_id, id, kind, name, key, element FROM subscription WHERE case_id = $1 ORDER BY id"};
constexpr Sql kMessage{"SELECT case_id, id, kind, name, key, element FROM subscription WHERE name = $1 "
                       "AND key IN ($2, '') AND kind = 'MESSAGE' ORDER BY key = '', case_id, id"};
constexpr Sql kAnyKey{"SELECT case_id, id, kind, name, key, element FROM subscription WHERE name = $1 "
                      "AND kind = 'MESSAGE' ORDER BY case_id, id"};
constexpr Sql kSignal{"SELECT case_id, id, kind, name, key, element FROM subscription WHERE name = $1 "
                      "AND kind = 'SIGNAL' ORDER BY case_id, id"};

SubscriptionRow read_subscription(Columns& c) {
    return {c.next<CaseId>(),
            c.next<runtime::WaitId>(),
            c.next<std::string>() == "SIGNAL" ? Awaited::Signal : Awaited::Message,
            c.next<std::string>(),
            c.next<std::string>(),
            c.next<std::string>()};
}

} // namespace

Result<> open_subscription(Transaction& transaction, SubscriptionRow const& s) {
    auto const done = transaction.run(kInsert, s.case_id, s.id, s.kind == Awaited::Signal ? "SIGNAL" : "MESSAGE",
                                      s.name, s.key, s.element);
    if (!done) return done.error();
    return Done{};
}

Result<> close_subscription(Transaction& transaction, CaseId case_id, runtime::WaitId id) {
    auto const done = transaction.run(kDelete, case_id, id);
    if (!done) return done.error();
    return Done{};
}

Result<std::vector<SubscriptionRow>> subscriptions_of_case(Reader& reader, CaseId case_id) {
    return reader.all(kOfCase, read_subscription, case_id);
}

Result<std::vector<SubscriptionRow>> waiting_for_message(Reader& reader, std::string_view name, std::string_view key) {
    if (key.empty()) return reader.all(kAnyKey, read_subscription, name);
    return reader.all(kMessage, read_subscription, name, key);
}

Result<std::vector<SubscriptionRow>> waiting_for_signal(Reader& reader, std::string_view name) {
    return reader.all(kSignal, read_subscription, name);
}

} // namespace alur::store
