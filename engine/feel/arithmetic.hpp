#pragma once
// + - * / ** and the unary minus on values (DMN 1.4, 10.3.2.7). For this module alone.
#include "feel/node.hpp"
#include "feel/value_rep.hpp"

namespace alur::feel {

/// Null, with the reason in `why`, when the two do not go together or the result is too large.
Value arithmetic(Op op, Value const& a, Value const& b, std::string& why);
Value negate(Value const& value, std::string& why);
/// The moment in seconds since 1970: a date counts as its midnight in UTC; nothing for a local date and time.
std::optional<DayTime> as_date_time(Value const& value);

} // namespace alur::feel
