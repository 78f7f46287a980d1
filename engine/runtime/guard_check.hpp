#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "model/guards.hpp"

#include <optional>
#include <string>
#include <vector>

namespace alur::runtime {

/// A rule that is not kept: which, how much it weighs here, and for whom.
struct Finding {
    std::string guard;
    model::Weight weight = model::Weight::Error;
    model::GuardEffect effect = model::GuardEffect::Block;
    std::optional<std::int64_t> member_no;
    std::string detail;
    std::string rule;
    std::string remedy;
    std::string printed; ///< the detail as a letter says it
};

/// Checks every guard of the step against the scope, in the order of the table. With `each`, the scope is seen with
/// `item` and `index` (from 1). Invalid: a condition, list or weight that could not be evaluated, with the place of its
/// cell; a rule that cannot be evaluated is never taken as kept.
Result<std::vector<Finding>> check_guards(std::vector<model::Guard> const& guards, std::string_view step,
                                          feel::Scope& scope, feel::Limits const& limits);

/// A finding as a FEEL context: guard, severity, member_no, detail, printed, rule, remedy.
feel::Value to_value(Finding const& finding);

} // namespace alur::runtime
