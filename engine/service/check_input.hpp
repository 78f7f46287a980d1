#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// The officer's input against the step's fields: texts become dates and amounts by type, presets fill what is missing.
/// Invalid: an unknown field, a missing one, a value of another type or outside the options — all at once; each
/// diagnostic names its field as `element`: `key`, or `key[0].column`. What comes back holds exactly the fields that
/// have a value.
Result<feel::Value> check_input(std::vector<InputField> const& fields, feel::Value const& input, feel::Scope& scope,
                                feel::Limits const& limits);

} // namespace alur::service
