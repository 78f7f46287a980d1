#pragma once
#include "service/pack.hpp"

namespace alur::service {

/// What a decision of the pack's DMN files answers, by name or id; its inputs are looked up in the scope. NotFound: no
/// file has it. Invalid: it cannot be evaluated, with the first reason.
Result<feel::Value> decide(Pack const& pack, std::string_view name, feel::Scope const& scope,
                           feel::Limits const& limits);

/// True when one of the pack's DMN files has a decision, service or knowledge model of that name or id.
bool has_decision(Pack const& pack, std::string_view name);

} // namespace alur::service
