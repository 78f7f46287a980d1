#pragma once
#include "store/ids.hpp"
#include "store/session.hpp"

namespace alur::store {

enum class Awaited { Message, Signal };

/// A case that waits for a message or a signal. When it came, or the waiting ended, the row goes.
struct SubscriptionRow {
    CaseId case_id;
    runtime::WaitId id{};
    Awaited kind{};
    std::string name;
    std::string key; ///< of a message; "" takes any key
    std::string element;
};

/// Conflict: the case has a subscription of that id, or there is no such case.
Result<> open_subscription(Transaction& transaction, SubscriptionRow const& subscription);
/// Harmless when there is none.
Result<> close_subscription(Transaction& transaction, CaseId case_id, runtime::WaitId id);

Result<std::vector<SubscriptionRow>> subscriptions_of_case(Reader& reader, CaseId case_id);
/// Who waits for this message: those with the same key first, then those that take any key; by case. An empty key finds
/// everyone who waits for the name.
Result<std::vector<SubscriptionRow>> waiting_for_message(Reader& reader, std::string_view name, std::string_view key);
Result<std::vector<SubscriptionRow>> waiting_for_signal(Reader& reader, std::string_view name);

} // namespace alur::store
