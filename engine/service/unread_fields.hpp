#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// Fields that officers fill in and that nothing reads: no letter, form, rule, table or process among `texts`, the
/// texts of the pack's files. A warning for each process, since what is only recorded may be meant so.
void check_unread_fields(Pack const& pack, std::map<std::string, std::string> const& texts, Diagnostics& found);

} // namespace alur::service
