#pragma once
#include "feel/value.hpp"

#include <optional>

namespace alur::feel {

/// The parts of dates, times, durations and ranges (DMN 1.4, tables 63 to 65), null where the value has none; nothing
/// when its kind has no such part.
std::optional<Value> property_of(Value const& value, std::string_view name);

} // namespace alur::feel
