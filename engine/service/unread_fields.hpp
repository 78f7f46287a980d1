#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// Fields that officers fill in and that nothing reads: no letter, form, rule, table or process among `texts`, the
/// texts of the pack's files. A warning for each, and one for a field that is declared as only recorded (`recorded:
/// true`) and is read all the same.
void check_unread_fields(Pack const& pack, std::map<std::string, std::string> const& texts, Diagnostics& found);

} // namespace alur::service
