#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// A placeholder whose name no field, table, parameter, function or common field of the letter's process has: an error,
/// with the nearest name that there is.
void check_letter_fields(Pack const& pack, Diagnostics& found);

/// Fields that officers fill in and that nothing reads: no letter, form, rule, table or process among `texts`, the
/// texts of the pack's files. A warning for each process, since what is only recorded may be meant so.
void check_unread_fields(Pack const& pack, std::map<std::string, std::string> const& texts, Diagnostics& found);

} // namespace alur::service
