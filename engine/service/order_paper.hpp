#pragma once
#include "service/issue_documents.hpp"
#include "store/number_register.hpp"

namespace alur::service {

/// An order for the letter from the case as it stands, outside any step. Where the pack makes the letter in the case
/// above, one for each case below, the order is for that case with this one as its subject. NotFound: no such case.
Result<PaperOrder> order_for_case(Office& office, store::Reader& reader, std::string const& document,
                                  std::string const& case_number);

/// Puts the number of the entry and a verification code on the order and queues it.
Result<> queue_numbered(store::Transaction& transaction, PaperOrder order, store::NumberEntry const& entry,
                        Instant now);

} // namespace alur::service
