#pragma once
#include "core/result.hpp"
#include "feel/feel.hpp"
#include "format/csv.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alur::model {

/// How much a broken rule weighs: an error stops the step, a warning wants the officer's reason, an information is only
/// shown.
enum class Weight { Error, Warning, Info };
std::string_view weight_name(Weight weight); ///< `ERROR`, `WARN`, `INFO`
std::optional<Weight> parse_weight(std::string_view name);

/// What a broken error rule does to the step: it blocks the completion, or it is recorded among the case's findings and
/// the process decides where the case goes.
enum class GuardEffect { Block, Record };

/// A step at which a guard is checked, and its weight there when that differs from the usual one.
struct GuardUse {
    std::string step;
    std::optional<Weight> weight;
};

/// One rule of an office, a row of `guards.csv`. Expressions are empty when their cell is.
struct Guard {
    std::string id;
    std::vector<GuardUse> uses;
    Weight weight = Weight::Error;
    feel::Expression weight_expression; ///< decides the weight case by case, when the cell begins with `=`
    GuardEffect effect = GuardEffect::Block;
    feel::Expression each;      ///< a list: the rule is checked for every `item`
    feel::Expression applies;   ///< the rule is skipped unless this is true
    feel::Expression condition; ///< true: the rule is kept
    feel::Expression detail;    ///< text of the finding
    feel::Expression printed;   ///< the same as a letter says it (rupiah grouped); empty: as in `detail`
    feel::Expression member_no; ///< number of the member concerned
    std::string rule;           ///< the printed sentence
    std::string remedy;         ///< what the group is asked to do
    std::string source;
    Place place;
};

/// Reads the table. Invalid: every wrong cell with its place.
Result<std::vector<Guard>> read_guards(format::CsvTable const& table, feel::ParseOptions const& options);

} // namespace alur::model
