#pragma once
#include "feel/infer.hpp"
#include "service/pack.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace alur::service {

/// One decision, knowledge model or decision service of the pack.
struct FoundDecision {
    model::dmn::Model const* model = nullptr;
    model::dmn::Callable callable;
};

/// By name or id, in the order of the files; nothing in `model` when there is none.
FoundDecision find_decision(Pack const& pack, std::string_view name);

/// What a decision of the pack's DMN files answers, by name or id; its inputs are looked up in the scope. NotFound: no
/// file has it. Invalid: it cannot be evaluated, with the first reason.
Result<feel::Value> decide(Pack const& pack, std::string_view name, feel::Scope const& scope,
                           feel::Limits const& limits);

/// True when one of the pack's DMN files has a decision, service or knowledge model of that name or id.
bool has_decision(Pack const& pack, std::string_view name);

/// Every decision of the pack as a function of the inputs it needs (in the order of its requirements, those of the
/// decisions below it where they stand), every knowledge model and service as one of its parameters; and their shapes.
std::vector<feel::Value::Entry> decision_functions(Pack const& pack);
std::vector<std::pair<std::string, feel::Shape>> decision_function_shapes(Pack const& pack);

} // namespace alur::service
